package org.thermograd.domain.analysis.cost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.thermograd.domain.series.Segment;

/** What the interval and the p-value of a cost are by definition, put together step by step, on one segment that begins at 0. */
record CostDefinition(List<Long> times, List<Segment> episodes, CostConfig config) {
    private int steps() {
        return times.size() - 1;
    }

    private double duration(int step) {
        return (times.get(step + 1) - times.get(step)) / 1000.0;
    }

    private int length() {
        return (int) (times.get(steps()) + 1);
    }

    /** How many milliseconds before each are in episodes. */
    private int[] heldBefore(long shift) {
        boolean[] held = new boolean[length()];
        for (Segment episode : episodes) {
            for (long t = episode.startMillis(); t < Math.min(episode.endMillis(), length()); t++) {
                held[(int) ((t + shift) % length())] = true;
            }
        }
        int[] before = new int[length() + 1];
        for (int t = 0; t < length(); t++) {
            before[t + 1] = before[t] + (held[t] ? 1 : 0);
        }
        return before;
    }

    /** 1 inside, 0 outside, -1 neither. */
    private int[] groups(long shift) {
        int[] before = heldBefore(shift);
        return IntStream.range(0, steps())
                .map(step -> {
                    int start = times.get(step).intValue();
                    int end = times.get(step + 1).intValue();
                    int guard = (int) config.guardMillis();
                    if (2 * (before[end] - before[start]) >= end - start) {
                        return 1;
                    }
                    return before[Math.min(length(), end + guard)] == before[Math.max(0, start - guard)] ? 0 : -1;
                })
                .toArray();
    }

    private double median(List<Integer> chosen, int[] groups, int group) {
        double[] sorted = chosen.stream()
                .filter(step -> groups[step] == group)
                .mapToDouble(this::duration)
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private double slowdown(List<Integer> chosen, int[] groups) {
        return median(chosen, groups, 1) / median(chosen, groups, 0);
    }

    private List<Integer> all() {
        return IntStream.range(0, steps()).boxed().toList();
    }

    double slowdown(long shift) {
        return slowdown(all(), groups(shift));
    }

    double p() {
        double observed = slowdown(0);
        int atLeast = 1;
        for (int m = 1; m <= config.shifts(); m++) {
            double shifted = slowdown((long) length() * m / (config.shifts() + 1));
            atLeast += Double.isNaN(shifted) || shifted >= observed ? 1 : 0;
        }
        return atLeast / (config.shifts() + 1.0);
    }

    double[] resampled() {
        double medianStep = quantile(all().stream().mapToDouble(this::duration).toArray(), 0.5);
        double medianEpisode =
                quantile(episodes.stream().mapToDouble(Segment::lengthMillis).toArray(), 0.5);
        int block = (int) Math.round(Math.max(60_000, 2 * medianEpisode) / (1000 * medianStep));
        int[] groups = groups(0);
        return IntStream.range(0, config.resamples())
                .mapToDouble(m -> {
                    SplittableRandom random = new SplittableRandom(config.seed() + m);
                    List<Integer> chosen = new ArrayList<>();
                    while (chosen.size() < steps()) {
                        int first = random.nextInt(steps() - block + 1);
                        for (int i = first; i < first + block && chosen.size() < steps(); i++) {
                            chosen.add(i);
                        }
                    }
                    return slowdown(chosen, groups);
                })
                .filter(slowdown -> !Double.isNaN(slowdown))
                .toArray();
    }

    static double quantile(double[] values, double share) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        double place = share * (sorted.length - 1);
        int below = (int) place;
        return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }
}
