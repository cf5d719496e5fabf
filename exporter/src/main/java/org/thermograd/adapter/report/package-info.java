/** The answer of an analysis as JSON and as text. */
@NullMarked
package org.thermograd.adapter.report;

import org.jspecify.annotations.NullMarked;
