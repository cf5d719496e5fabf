/** The markup of pages: classes that the build makes of the templates in {@code exporter/src/main/jte}. */
package org.thermograd.template;
