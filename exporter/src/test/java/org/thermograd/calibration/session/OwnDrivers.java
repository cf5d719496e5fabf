package org.thermograd.calibration.session;

/** Drivers that the specification of the analysis does not name. */
final class OwnDrivers {
    private static final double REPEATED_CYCLE_JITTER = 0.1;

    private OwnDrivers() {}

    /** The learning rate begins anew every cycle: both sides are busiest then, and less and less until the next. No step is longer. */
    static Driver learningRateCycles(int cycleSeconds, double factor, double decaySeconds) {
        return (scene, draws) -> {
            int phase = (int) draws.uniform(0, cycleSeconds);
            for (int second = 0; second < scene.seconds(); second++) {
                double now = 1 + (factor - 1) * StrictMath.exp(-((second + phase) % cycleSeconds) / decaySeconds);
                scene.busier(second, now, now);
            }
        };
    }

    /** A worker is lost: a pause, then slow steps while the others do its work, and both sides are busier meanwhile. */
    static Driver lostWorkers(int meanSeconds, double slowness, int slowSeconds, double factor) {
        return (scene, draws) -> {
            for (double at = 120 + draws.exponential(meanSeconds); at < scene.seconds(); ) {
                Pause pause = new Pause((long) (at * 1000), (long) draws.uniform(12_000, 25_000), 0);
                scene.pause(pause);
                int resumed = (int) (pause.endMillis() / 1000);
                for (int i = 0; i < slowSeconds; i++) {
                    scene.slower(resumed + i, slowness);
                    scene.busier(resumed + i, factor, factor);
                }
                at = resumed + slowSeconds + 60 + draws.exponential(meanSeconds);
            }
        };
    }

    /** The cooling of the room swings, not quite evenly: both sides are busier in the warm part of each swing. */
    static Driver coolingSwings(int swingSeconds, int warmSeconds, double factor) {
        return (scene, draws) -> {
            for (double at = draws.uniform(0, swingSeconds); at < scene.seconds(); ) {
                for (int i = 0; i < warmSeconds; i++) {
                    scene.busier((int) at + i, factor, factor);
                }
                at += swingSeconds * draws.uniform(1 - REPEATED_CYCLE_JITTER, 1 + REPEATED_CYCLE_JITTER);
            }
        };
    }

    /**
     * A burst on shared storage at random times: within seconds a spike, and some seconds later a collapse, each with the same
     * chance and neither because of the other. No step is longer, so nothing in the data tells of it.
     */
    static Driver storageBursts(double perHour, double chance) {
        return (scene, draws) -> {
            double mean = 3600 / perHour;
            for (double at = draws.exponential(mean); at < scene.seconds(); at += draws.exponential(mean)) {
                if (draws.chance(chance)) {
                    scene.spikeAt(at + draws.uniform(0, 3));
                }
                if (draws.chance(chance)) {
                    scene.collapseAt(at + draws.uniform(4, 12));
                }
            }
        };
    }
}
