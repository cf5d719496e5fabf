package org.thermograd.calibration.session;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A kind of run that is held back from start to end, with a clock that changes.
 *
 * @param name a short name, unique
 * @param seconds how long it is
 * @param clockShare how much of a step's time goes with the reciprocal of the clock, 0 to 1
 * @param deviation how much the clock changes: of its share, from one 10 s to the next
 * @param memory how much of a deviation is left after 10 s, 0 to 1
 * @param growth how much steps grow from start to end for another reason
 */
public record DoseSetting(String name, int seconds, double clockShare, double deviation, double memory, double growth) {
    private static final double FULL_HERTZ = 1.98e9;
    private static final double MEAN_SHARE = 0.82;
    private static final int NODE_SECONDS = 10;
    private static final int SAMPLE_SECONDS = 2;
    private static final double STEP_MILLIS = 2000;
    private static final double HIGH = 0.99;

    /** Returns all of them. */
    public static List<DoseSetting> all() {
        return List.of(
                new DoseSetting("base", 5400, 0.7, 0.015, 0.97, 0),
                new DoseSetting("slowly changing clock", 5400, 0.7, 0.008, 0.99, 0),
                new DoseSetting("steps grow by 10%", 5400, 0.7, 0.015, 0.97, 0.1),
                new DoseSetting("clock does not matter", 5400, 0, 0.015, 0.97, 0),
                new DoseSetting("clock does not matter, steps grow by 10%", 5400, 0, 0.015, 0.97, 0.1),
                new DoseSetting("clock hardly varies", 5400, 0.7, 0.001, 0.97, 0),
                new DoseSetting("40 min", 2400, 0.7, 0.015, 0.97, 0));
    }

    /** Draws a session. */
    public DoseRun draw(Draws draws) {
        double[] nodes = nodes(draws);
        WorkClock clock = new WorkClock(seconds);
        for (int i = 0; i < seconds; i++) {
            double share = share(nodes, i + 0.5);
            clock.slower(i, i + 1, (1 - clockShare + clockShare / share) * (1 + growth * i / seconds));
        }
        List<Sample> samples = IntStream.range(0, seconds / SAMPLE_SECONDS)
                .mapToObj(i -> new Sample(
                        SAMPLE_SECONDS * 1000L * i,
                        true,
                        OptionalDouble.of(Math.rint(FULL_HERTZ * share(nodes, i * SAMPLE_SECONDS)))))
                .toList();
        GeneratedRun run = new GeneratedRun(clock.steps(STEP_MILLIS, draws), samples, Optional.of("clock_hz"));
        return new DoseRun(run, slowdown(samples));
    }

    private double[] nodes(Draws draws) {
        double[] nodes = new double[seconds / NODE_SECONDS + 2];
        double deviationNow = deviation / StrictMath.sqrt(1 - memory * memory) * draws.normal();
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = Math.min(1, Math.max(0.55, MEAN_SHARE + deviationNow));
            deviationNow = memory * deviationNow + deviation * draws.normal();
        }
        return nodes;
    }

    private static double share(double[] nodes, double second) {
        int node = (int) (second / NODE_SECONDS);
        double part = second / NODE_SECONDS - node;
        return nodes[node] * (1 - part) + nodes[node + 1] * part;
    }

    /** Mean step time by that at the .99 quantile of the clock, which a recording takes for its highest. */
    private double slowdown(List<Sample> samples) {
        double[] shares = samples.stream()
                .mapToDouble(sample -> sample.reading().orElseThrow() / FULL_HERTZ)
                .toArray();
        double meanReciprocal =
                Arrays.stream(shares).map(share -> 1 / share).average().orElseThrow();
        double[] sorted = Arrays.stream(shares).sorted().toArray();
        double highest = sorted[(int) Math.round(HIGH * (sorted.length - 1))];
        return (1 - clockShare + clockShare * meanReciprocal) / (1 - clockShare + clockShare / highest);
    }
}
