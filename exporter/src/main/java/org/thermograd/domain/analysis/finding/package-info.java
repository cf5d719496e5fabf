/** What is told beside the verdict: lags, leads, devices alone, runs swapped, spikes as an alarm, other windows. */
@NullMarked
package org.thermograd.domain.analysis.finding;

import org.jspecify.annotations.NullMarked;
