/** Proportions, intervals, rates, coefficients, q-values. */
@NullMarked
package org.thermograd.domain.analysis.statistics;

import org.jspecify.annotations.NullMarked;
