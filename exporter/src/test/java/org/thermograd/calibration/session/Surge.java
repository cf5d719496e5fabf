package org.thermograd.calibration.session;

/**
 * How much busier both sides are after something, at once and then less and less for a minute.
 *
 * @param spikeFactor how many times more often spikes come at first, at least 1
 * @param collapseFactor the same for collapses
 * @param decaySeconds after which time a factor of e of it is gone
 */
record Surge(double spikeFactor, double collapseFactor, double decaySeconds) {
    private static final int SECONDS = 60;

    /** Lets it begin at a time, for a minute. */
    void begin(Scene scene, long millis) {
        int from = (int) (millis / 1000);
        for (int i = 0; i < SECONDS; i++) {
            double left = StrictMath.exp(-i / decaySeconds);
            scene.busier(from + i, 1 + (spikeFactor - 1) * left, 1 + (collapseFactor - 1) * left);
        }
    }
}
