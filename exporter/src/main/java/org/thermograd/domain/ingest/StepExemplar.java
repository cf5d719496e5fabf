package org.thermograd.domain.ingest;

/**
 * The step that was counted last in a bucket.
 *
 * @param value what was observed
 * @param step number of the step
 * @param epochMillis when it ended
 */
public record StepExemplar(double value, long step, long epochMillis) {}
