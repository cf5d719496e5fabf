package org.thermograd.calibration.session;

/**
 * A run with episodes, and what is true of it.
 *
 * @param run the run
 * @param lostSeconds how much of its time its episodes cost
 */
public record CostRun(GeneratedRun run, double lostSeconds) {}
