/**
 * Events, spikes and collapses alike, and how they are found in flags.
 *
 * <p>Onsets are those of the samples as they came. A detector that is late by a known latency reports its onsets late
 * by as much; who tests their order moves them back first and subtracts the latency from {@code onsetMillis}. Events
 * in a report are not moved.
 */
@NullMarked
package org.thermograd.domain.event;

import org.jspecify.annotations.NullMarked;
