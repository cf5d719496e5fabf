/** Gradient norm against temperature, power and index: prewhitened, by lag. */
@NullMarked
package org.thermograd.domain.analysis.crosscorrelation;

import org.jspecify.annotations.NullMarked;
