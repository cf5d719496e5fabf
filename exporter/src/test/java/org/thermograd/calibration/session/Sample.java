package org.thermograd.calibration.session;

import java.util.OptionalDouble;

/**
 * One sample of a device.
 *
 * @param millis when it was taken, from the start of the run
 * @param collapsed whether the flag of the recording is up
 * @param reading what else was read, in the column that the run names
 */
public record Sample(long millis, boolean collapsed, OptionalDouble reading) {}
