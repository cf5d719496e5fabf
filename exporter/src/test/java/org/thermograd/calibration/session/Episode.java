package org.thermograd.calibration.session;

/**
 * A stretch in which a device is held back, or is said to be.
 *
 * @param startSeconds when it begins, from the start of the run
 * @param endSeconds when it ends
 * @param factor how many times longer steps take in it
 */
record Episode(double startSeconds, double endSeconds, double factor) {
    double seconds() {
        return endSeconds - startSeconds;
    }

    /** Returns what of it would not have been needed without the factor. */
    double lostSeconds() {
        return seconds() * (1 - 1 / factor);
    }

    boolean isNear(Episode other, double withinSeconds) {
        return startSeconds < other.endSeconds + withinSeconds && other.startSeconds < endSeconds + withinSeconds;
    }
}
