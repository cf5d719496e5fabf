package org.thermograd.domain.training;

/**
 * What became of the entries of a push.
 *
 * @param accepted new steps, each counted
 * @param duplicates steps that had been counted before
 * @param ignored entries without a value
 * @param late of those accepted, steps that were older than the newest: counted, but not looked at for a spike
 */
public record PushResult(int accepted, int duplicates, int ignored, int late) {}
