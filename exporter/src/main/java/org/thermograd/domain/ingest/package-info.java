/**
 * Takes pushed training steps, counts every one as it arrives, finds the spikes among them, and gives an immutable view
 * of all runs.
 *
 * <p>Two clocks: what is found in the steps is in the time of the steps; only the life of a run (its last push, its
 * silence, how long it is shown) is in the time of the exporter.
 */
@NullMarked
package org.thermograd.domain.ingest;

import org.jspecify.annotations.NullMarked;
