package org.thermograd.calibration.session;

import java.util.function.DoubleConsumer;

/** Drivers that act on spikes and collapses alike. */
final class Drivers {
    private Drivers() {}

    static Driver none() {
        return (scene, draws) -> {};
    }

    /** Training stands still every so often for the same time, and both sides are busier afterwards. */
    static Driver pauses(int everySeconds, double pauseSeconds, Surge after) {
        return (scene, draws) -> {
            for (double at = everySeconds * draws.uniform(0.5, 1.5);
                    at < scene.seconds();
                    at += everySeconds + pauseSeconds) {
                pause(scene, at, pauseSeconds, 0, after);
            }
        };
    }

    /** It stands still at random times, for 3 to 120 seconds, and both sides are busier afterwards. */
    static Driver irregularPauses(int meanSeconds, Surge after) {
        return (scene, draws) -> {
            for (double at = 60 + draws.exponential(meanSeconds); at < scene.seconds(); ) {
                double length = 3 * StrictMath.exp(draws.uniform() * StrictMath.log(40));
                pause(scene, at, length, 0, after);
                at += length + 60 + draws.exponential(meanSeconds);
            }
        };
    }

    /** It begins again from a checkpoint at random times, does some steps twice, and both sides are busier afterwards. */
    static Driver restarts(int meanSeconds, int repeatedSteps, Surge after) {
        return (scene, draws) -> {
            for (double at = repeatedSteps * 2 + draws.exponential(meanSeconds); at < scene.seconds(); ) {
                double length = draws.uniform(45, 120);
                pause(scene, at, length, repeatedSteps, after);
                at += length + repeatedSteps * 2 + draws.exponential(meanSeconds);
            }
        };
    }

    private static void pause(Scene scene, double at, double seconds, int repeatedSteps, Surge after) {
        Pause pause = new Pause((long) (at * 1000), (long) (seconds * 1000), repeatedSteps);
        scene.pause(pause);
        after.begin(scene, pause.endMillis());
    }

    /** Both sides are busier in the first minutes of the run, at first as said, then less and less. */
    static Driver onset(double spikeFactor, double collapseFactor, double decaySeconds) {
        return (scene, draws) -> {
            for (int second = 0; second < scene.seconds(); second++) {
                double left = StrictMath.exp(-second / decaySeconds);
                scene.busier(second, 1 + (spikeFactor - 1) * left, 1 + (collapseFactor - 1) * left);
            }
        };
    }

    /** Both rates are up for some time and then down for some, both of random length. */
    static Driver regimes(double factor, double meanUpSeconds, double leastUpSeconds, double meanDownSeconds) {
        return (scene, draws) -> {
            for (double at = draws.exponential(meanDownSeconds); at < scene.seconds(); ) {
                double up = leastUpSeconds + draws.exponential(meanUpSeconds);
                for (int i = 0; i < up; i++) {
                    scene.busier((int) at + i, factor, factor);
                }
                at += up + draws.exponential(meanDownSeconds);
            }
        };
    }

    /** Both rates grow evenly from the start of the run to its end, to so many times the first. */
    static Driver trend(double factor) {
        return (scene, draws) -> {
            for (int second = 0; second < scene.seconds(); second++) {
                double now = 1 + (factor - 1) * second / scene.seconds();
                scene.busier(second, now, now);
            }
        };
    }

    /** Each side has bursts of its own, in which one event brings on another (Hawkes, Biometrika 58, 1971). */
    static Driver ownBursts(
            double spikeFirstsPerHour, double collapseFirstsPerHour, double children, double lagSeconds) {
        return (scene, draws) -> {
            bursts(scene, spikeFirstsPerHour, children, lagSeconds, draws, scene::spikeAt);
            bursts(scene, collapseFirstsPerHour, children, lagSeconds, draws, scene::collapseAt);
        };
    }

    private static void bursts(
            Scene scene, double firstsPerHour, double children, double lagSeconds, Draws draws, DoubleConsumer event) {
        double mean = 3600 / firstsPerHour;
        for (double first = draws.exponential(mean); first < scene.seconds(); first += draws.exponential(mean)) {
            event.accept(first);
            double at = first;
            while (draws.chance(children)) {
                at += draws.exponential(lagSeconds);
                event.accept(at);
            }
        }
    }
}
