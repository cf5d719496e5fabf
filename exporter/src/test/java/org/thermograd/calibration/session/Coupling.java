package org.thermograd.calibration.session;

/** What couples spikes and collapses in a generated run. */
sealed interface Coupling {
    /** The window in which the ratio of a planted effect holds, as the analysis has it by default. */
    double WINDOW_SECONDS = 15;

    /** Nothing does. */
    record None() implements Coupling {}

    /** Collapses come more often after spikes. */
    record Forward(Effect effect) implements Coupling {}

    /** Spikes come more often after collapses. */
    record Backward(Effect effect) implements Coupling {}

    /**
     * What makes a spike makes a collapse at any time within the same step.
     *
     * @param chance with which probability
     */
    record WithinStep(double chance) implements Coupling {}

    /**
     * A planted effect.
     *
     * @param ratio the rate within 15 s after a cause by that outside, if all of the effect lies there
     * @param fromSeconds the smallest lag
     * @param toSeconds the largest lag
     */
    record Effect(double ratio, double fromSeconds, double toSeconds) {
        /** Returns how many times more often effects come between the two lags. */
        double factor() {
            return 1 + (ratio - 1) * WINDOW_SECONDS / (toSeconds - fromSeconds);
        }

        /** Tells whether a time is between the two lags after any of the causes, which are in time order. */
        boolean reaches(EventTimes causes, long millis) {
            return causes.anyIn(
                    millis - (long) StrictMath.rint(toSeconds * 1000),
                    millis - (long) StrictMath.rint(fromSeconds * 1000));
        }
    }
}
