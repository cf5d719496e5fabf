/**
 * Whether gradient-norm spikes and hardware collapses go together, which comes first, and whether the data could tell:
 * the coincidence test with its exact null models, intervals, power, and the verdict. Method and sources:
 * docs/correlation.md.
 */
@NullMarked
package org.thermograd.domain.correlation;

import org.jspecify.annotations.NullMarked;
