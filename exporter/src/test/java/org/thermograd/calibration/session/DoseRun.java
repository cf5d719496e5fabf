package org.thermograd.calibration.session;

/**
 * A run that was held back from start to end, and what is true of it.
 *
 * @param run the run
 * @param slowdown how many times longer its steps were than at the highest clock that was sampled
 */
public record DoseRun(GeneratedRun run, double slowdown) {}
