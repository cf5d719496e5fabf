package org.thermograd.calibration.session;

/**
 * A time in which training stands still.
 *
 * @param startMillis when it begins, from the start of the run
 * @param millis how long it lasts
 * @param repeatedSteps how many steps are done again after it, 0 but for a restart from a checkpoint
 */
record Pause(long startMillis, long millis, int repeatedSteps) {
    long endMillis() {
        return startMillis + millis;
    }
}
