package org.thermograd.calibration.session;

/**
 * One step of a training log.
 *
 * @param endMillis when it ended, from the start of the run
 * @param number the optimizer step; goes back at a restart from a checkpoint
 * @param norm its gradient norm
 */
public record Step(long endMillis, int number, double norm) {}
