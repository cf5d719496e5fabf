/** report.json. */
@NullMarked
package org.thermograd.adapter.report.json;

import org.jspecify.annotations.NullMarked;
