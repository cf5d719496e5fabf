package org.thermograd.calibration.session;

/** What changes step times apart from episodes. */
@FunctionalInterface
interface StepLevel {
    /** Changes them. */
    void apply(WorkClock clock, int seconds, Draws draws);

    /** Nothing does. */
    static StepLevel steady() {
        return (clock, seconds, draws) -> {};
    }

    /** Every 2 min in the mean they change to another level. */
    static StepLevel regimes(double deviation) {
        return (clock, seconds, draws) -> {
            for (double at = 0; at < seconds; ) {
                double until = at + draws.exponential(120);
                clock.slower(at, until, draws.logNormal(deviation));
                at = until;
            }
        };
    }

    /** They grow evenly, in all by so much. */
    static StepLevel ramp(double growth) {
        return (clock, seconds, draws) -> {
            for (int at = 0; at < seconds; at++) {
                clock.slower(at, at + 1, 1 + growth * at / seconds);
            }
        };
    }

    /** They are shorter by so much at first, while the chip is cold, and less and less. */
    static StepLevel cold(double gain, double decaySeconds) {
        return (clock, seconds, draws) -> {
            for (int at = 0; at < seconds; at++) {
                clock.slower(at, at + 1, 1 - gain * StrictMath.exp(-at / decaySeconds));
            }
        };
    }
}
