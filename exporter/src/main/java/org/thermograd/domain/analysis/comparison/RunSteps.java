package org.thermograd.domain.analysis.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.thermograd.domain.analysis.cost.FlagEpisodes;
import org.thermograd.domain.cost.Episodes;
import org.thermograd.domain.cost.StepTimes;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.TimeSeries;

/**
 * The usable steps of a run: how long each took, which are clean, the clock and the block of each. A step is clean if no device was
 * throttled within 10 s of it. Where enough steps are clean they alone are compared, else all are. Confined to one thread.
 *
 * <p>Source: docs/comparison.md, "Clean steps".
 */
final class RunSteps {
    private final ComparedRun run;
    private final StepTimes times;
    private final double[] millis;
    private final long[] numbers;
    private final long usableMillis;
    private final SortedMap<String, Double> flaggedShares;
    private final double throttledShare;
    private final boolean[] clean;
    private final boolean usesCleanOnly;
    private final boolean[] used;
    private final double[] ratios;
    private final int blocks;
    private final int[] block;
    private final ClockSlope slope;

    /**
     * Prepares a run.
     *
     * @param fullHertz the full clock of a device that does not say its own; {@code NaN} where no clock is known
     */
    RunSteps(ComparedRun run, double fullHertz) {
        this.run = run;
        long[] restarts = run.isNumbered() ? restarts(run.steps()) : new long[0];
        this.times = StepTimes.of(run.steps(), watched(run), restarts);
        this.millis = times.durationMillis();
        this.numbers = IntStream.range(0, times.size())
                .mapToLong(i -> (long) run.steps().value(run.steps().firstAtOrAfter(times.endMillis(i))))
                .toArray();
        this.usableMillis = LongStream.range(0, times.size())
                .map(i -> times.millis((int) i))
                .sum();
        SortedMap<String, Episodes> throttled = run.reasonsAreKnown() ? throttled(run) : new TreeMap<>();
        this.flaggedShares = new TreeMap<>();
        throttled.forEach((device, episodes) -> flaggedShares.put(device, share(episodes)));
        Episodes any = Episodes.of(throttled.values().stream()
                .flatMap(episodes -> episodes.stretches().stream())
                .toList());
        this.throttledShare = run.reasonsAreKnown() ? share(any) : Double.NaN;
        this.clean = run.reasonsAreKnown() ? clean(any) : new boolean[times.size()];
        this.usesCleanOnly = cleanSteps() >= ComparisonConfig.CLEAN_MIN_STEPS
                && cleanMillis() >= ComparisonConfig.CLEAN_MIN_MILLIS
                && cleanMillis() >= ComparisonConfig.CLEAN_MIN_SHARE * usableMillis;
        boolean[] all = new boolean[times.size()];
        Arrays.fill(all, true);
        this.used = usesCleanOnly ? clean : all;
        this.ratios = run.clocksAreKnown() ? ratios(fullHertz) : new double[0];
        this.blocks = (int) Math.min(
                ComparisonConfig.MAX_BLOCKS,
                Math.max(ComparisonConfig.MIN_BLOCKS, sum(used, true) / ComparisonConfig.BLOCK_MILLIS));
        this.block = new int[times.size()];
        fillBlocks(true);
        fillBlocks(false);
        this.slope = ClockFit.of(times, ratios, block, blocks);
    }

    private static long[] restarts(TimeSeries steps) {
        List<Long> restarts = new ArrayList<>();
        for (int i = 1; i < steps.size(); i++) {
            if (steps.value(i) < steps.value(i - 1)) {
                restarts.add(steps.epochMillis(i));
            }
        }
        return restarts.stream().mapToLong(Long::longValue).toArray();
    }

    private static Coverage watched(ComparedRun run) {
        Coverage watched = Coverage.of(run.steps(), GapRule.DEFAULTS);
        for (ComparedDevice device : run.devices().values()) {
            watched = watched.intersect(Coverage.of(device.throttled(), GapRule.DEFAULTS));
        }
        return watched.withoutInstants();
    }

    private static SortedMap<String, Episodes> throttled(ComparedRun run) {
        SortedMap<String, Episodes> throttled = new TreeMap<>();
        run.devices().forEach((name, device) -> {
            TimeSeries flag = device.throttled();
            throttled.put(name, new Episodes(FlagEpisodes.of(flag, GapRule.DEFAULTS.limitMillis(flag))));
        });
        return throttled;
    }

    private double share(Episodes episodes) {
        long within = LongStream.of(episodes.millisWithin(times)).sum();
        return (double) within / Math.max(1, usableMillis);
    }

    private boolean[] clean(Episodes any) {
        long guard = run.devices().values().stream()
                .mapToLong(device -> (long) Math.rint(device.throttled().medianIntervalMillis()))
                .reduce(ComparisonConfig.CLEAN_GUARD_MILLIS, Math::max);
        boolean[] near = any.comeNear(times, guard);
        boolean[] far = new boolean[near.length];
        for (int i = 0; i < far.length; i++) {
            far[i] = !near[i];
        }
        return far;
    }

    private double[] ratios(double fullHertz) {
        double[] slowest = new double[times.size()];
        for (ComparedDevice device : run.devices().values()) {
            double full = device.clock().fullHertz().orElse(fullHertz);
            double[] clocks = device.clock().inTheMiddleOf(times);
            for (int i = 0; i < slowest.length; i++) {
                slowest[i] = Math.max(slowest[i], full / clocks[i]);
            }
        }
        return slowest;
    }

    private void fillBlocks(boolean ofUsed) {
        long all = sum(used, ofUsed);
        long before = 0;
        for (int i = 0; i < block.length; i++) {
            if (used[i] == ofUsed) {
                block[i] = (int) (before * blocks / all);
                before += times.millis(i);
            }
        }
    }

    private long sum(boolean[] chosen, boolean which) {
        long sum = 0;
        for (int i = 0; i < chosen.length; i++) {
            sum += chosen[i] == which ? times.millis(i) : 0;
        }
        return sum;
    }

    ComparedRun run() {
        return run;
    }

    int size() {
        return times.size();
    }

    /** Returns how long each took. */
    double[] millis() {
        return millis;
    }

    /** Returns how long all took. */
    long usableMillis() {
        return usableMillis;
    }

    /** Returns the share of that in which each device was throttled; none where that is not known of all. */
    SortedMap<String, Double> flaggedShares() {
        return flaggedShares;
    }

    /** Returns the share of it in which any was; {@code NaN} where that is not known of all. */
    double throttledShare() {
        return throttledShare;
    }

    boolean isClean(int step) {
        return clean[step];
    }

    int cleanSteps() {
        int count = 0;
        for (boolean one : clean) {
            count += one ? 1 : 0;
        }
        return count;
    }

    long cleanMillis() {
        return sum(clean, true);
    }

    /** Returns whether the clean steps are those that are compared. */
    boolean usesCleanOnly() {
        return usesCleanOnly;
    }

    /** Returns whether a step is compared. */
    boolean isUsed(int step) {
        return used[step];
    }

    /** Returns the full clock by that of each step, the slowest device counts; none where the clock is not known. */
    double[] ratios() {
        return ratios;
    }

    boolean clockIsKnown() {
        return run.clocksAreKnown() && size() > 0;
    }

    int blocks() {
        return blocks;
    }

    /** Returns the block of a step: used steps and others are each cut into equal shares of their time. */
    int block(int step) {
        return block[step];
    }

    /** Returns the number of each step, which has one where the run is numbered. */
    long[] numbers() {
        return numbers;
    }

    ClockSlope slope() {
        return slope;
    }
}
