/** Samples in time: series, tables of series on one time axis, coverage, and alignment. */
@NullMarked
package org.thermograd.domain.series;

import org.jspecify.annotations.NullMarked;
