package org.thermograd.domain.analysis.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.statistics.descriptive.Quantile;
import org.thermograd.domain.analysis.comparison.RunComparison.Difference;
import org.thermograd.domain.analysis.comparison.RunComparison.Parts;

/**
 * Compares runs of one training: is the second side slower, and if so by its code or by its hardware? Thread-safe.
 *
 * <p>Source: docs/comparison.md.
 */
public final class RunComparer {
    private static final double HIGH = 0.99;
    private static final double SEEN = 0.01;
    private static final int NAMED_DEVICES = 2;

    private final ComparisonConfig config;

    /** Makes one with some parameters. */
    public RunComparer(ComparisonConfig config) {
        this.config = config;
    }

    /**
     * Compares.
     *
     * @param sideA one run or more
     * @param sideB one run or more
     */
    public RunComparison compare(List<ComparedRun> sideA, List<ComparedRun> sideB) {
        List<ComparedRun> all = Stream.concat(sideA.stream(), sideB.stream()).toList();
        double full = fullHertz(all);
        List<RunSteps> a = sideA.stream().map(run -> new RunSteps(run, full)).toList();
        List<RunSteps> b = sideB.stream().map(run -> new RunSteps(run, full)).toList();
        List<RunSteps> both = Stream.concat(a.stream(), b.stream()).toList();
        List<String> labels = labelsThatDiffer(all);
        List<ComparisonQualifier> qualifiers = new ArrayList<>();
        if (both.stream().anyMatch(run -> !run.run().reasonsAreKnown() && !run.clockIsKnown())) {
            qualifiers.add(ComparisonQualifier.NO_HARDWARE_RECORD);
        }
        List<ComparisonReason> reasons = reasonsNotTo(all, both, labels);
        Optional<PairDifference[][]> pairs = reasons.isEmpty() ? pairs(a, b) : Optional.empty();
        if (reasons.isEmpty() && pairs.isEmpty()) {
            reasons = List.of(ComparisonReason.NO_COMMON_STEPS);
        }
        if (pairs.isEmpty()) {
            return new RunComparison(
                    ComparisonOutcome.NOT_COMPARABLE,
                    reasons,
                    qualifiers,
                    labels,
                    ComparisonSentence.ofRefused(reasons, labels, config.tolerance()),
                    Optional.empty(),
                    summaries(a),
                    summaries(b));
        }
        Difference difference = difference(pairs.get(), hardware(a, b));
        ComparisonDecision decision = decide(difference, pairs.get(), both, qualifiers);
        return new RunComparison(
                decision.outcome(),
                decision.reasons(),
                decision.qualifiers(),
                labels,
                ComparisonSentence.of(decision, difference, config.tolerance()),
                Optional.of(difference),
                summaries(a),
                summaries(b));
    }

    private static List<RunSummary> summaries(List<RunSteps> runs) {
        return runs.stream().map(RunSummary::of).toList();
    }

    /** Returns the highest clock that any device is usually seen at. */
    private static double fullHertz(List<ComparedRun> runs) {
        return runs.stream()
                .filter(ComparedRun::clocksAreKnown)
                .flatMap(run -> run.devices().values().stream())
                .mapToDouble(device -> Quantile.withDefaults()
                        .with(Quantile.EstimationMethod.HF7)
                        .withCopy(true)
                        .evaluate(device.clock().hertz().values(), HIGH))
                .max()
                .orElse(Double.NaN);
    }

    private static List<String> labelsThatDiffer(List<ComparedRun> runs) {
        SortedSet<String> names = new TreeSet<>();
        runs.forEach(run -> names.addAll(run.labels().keySet()));
        return names.stream()
                .filter(name -> runs.stream()
                                .map(run -> Optional.ofNullable(run.labels().get(name)))
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }

    private static List<ComparisonReason> reasonsNotTo(
            List<ComparedRun> runs, List<RunSteps> steps, List<String> labels) {
        List<ComparisonReason> reasons = new ArrayList<>();
        if (!labels.isEmpty()) {
            reasons.add(ComparisonReason.LABELS_DIFFER);
        }
        if (differ(runs.stream(), run -> run.devices().size())
                || differ(
                        runs.stream()
                                .filter(run -> run.devices().values().stream()
                                        .allMatch(device ->
                                                device.clock().fullHertz().isPresent())),
                        RunComparer::fullClocks)) {
            reasons.add(ComparisonReason.DEVICES_DIFFER);
        }
        if (steps.stream()
                .anyMatch(run -> run.usableMillis() < ComparisonConfig.MIN_USABLE_MILLIS
                        || run.size() < ComparisonConfig.MIN_USABLE_STEPS)) {
            reasons.add(ComparisonReason.TOO_SHORT);
        }
        return reasons;
    }

    private static boolean differ(Stream<ComparedRun> runs, Function<ComparedRun, ?> fact) {
        return runs.map(fact).distinct().count() > 1;
    }

    private static List<Double> fullClocks(ComparedRun run) {
        return run.devices().values().stream()
                .map(device -> device.clock().fullHertz().orElseThrow())
                .sorted()
                .toList();
    }

    private static Optional<PairDifference[][]> pairs(List<RunSteps> a, List<RunSteps> b) {
        PairDifference[][] pairs = new PairDifference[a.size()][b.size()];
        for (int i = 0; i < a.size(); i++) {
            for (int j = 0; j < b.size(); j++) {
                Optional<PairDifference> pair = RunPair.of(a.get(i), b.get(j), Math.max(a.size(), b.size()));
                if (pair.isEmpty()) {
                    return Optional.empty();
                }
                pairs[i][j] = pair.get();
            }
        }
        return Optional.of(pairs);
    }

    private static Stream<PairDifference> each(PairDifference[][] pairs) {
        return Arrays.stream(pairs).flatMap(Arrays::stream);
    }

    private Difference difference(PairDifference[][] pairs, String hardware) {
        EffectInterval total = SideVariance.interval(
                pairs, PairDifference::total, PairDifference::totalLeftOut, config.runToRunSd(), false);
        Optional<Parts> parts = each(pairs).anyMatch(pair -> pair.code().isEmpty())
                ? Optional.empty()
                : Optional.of(new Parts(
                        code(pairs, PairDifference::firstCase).hull(code(pairs, PairDifference::lastCase)),
                        hardware(pairs, PairDifference::firstCase).hull(hardware(pairs, PairDifference::lastCase))));
        return new Difference(
                total,
                parts,
                each(pairs).allMatch(pair -> pair.bins().matched()),
                hardware,
                Arrays.stream(pairs)
                        .map(row -> Arrays.stream(row).map(PairSummary::of).toList())
                        .toList());
    }

    private EffectInterval code(PairDifference[][] pairs, Function<PairDifference, CodePart> which) {
        return SideVariance.interval(
                pairs,
                pair -> which.apply(pair).code(),
                pair -> which.apply(pair).codeLeftOut(),
                config.runToRunSd(),
                true);
    }

    private static EffectInterval hardware(PairDifference[][] pairs, Function<PairDifference, CodePart> which) {
        return SideVariance.interval(
                pairs,
                pair -> pair.total() - which.apply(pair).code(),
                pair -> which.apply(pair).totalLeftOut().minus(which.apply(pair).codeLeftOut()),
                0,
                false);
    }

    private ComparisonDecision decide(
            Difference difference, PairDifference[][] pairs, List<RunSteps> runs, List<ComparisonQualifier> known) {
        List<ComparisonQualifier> qualifiers = new ArrayList<>(known);
        if (difference.parts().isPresent()) {
            add(
                    qualifiers,
                    ComparisonQualifier.CLOCK_EFFECT_BOUNDED,
                    each(pairs).anyMatch(PairDifference::isBounded));
            add(qualifiers, ComparisonQualifier.SLOPES_DIFFER, each(pairs).anyMatch(PairDifference::slopesDiffer));
            add(qualifiers, ComparisonQualifier.CLOCK_UNKNOWN, each(pairs).anyMatch(pair -> !pair.clocksAreKnown()));
        }
        add(qualifiers, ComparisonQualifier.NOT_MATCHED_BY_STEP, !difference.matched());
        add(
                qualifiers,
                ComparisonQualifier.PARTS_LEFT_OUT,
                difference.matched()
                        && each(pairs)
                                .anyMatch(pair -> Math.min(
                                                pair.bins().commonA(),
                                                pair.bins().commonB())
                                        < ComparisonConfig.WHOLE_SHARE));
        if (!difference.matched() && runs.stream().anyMatch(this::drifts)) {
            return new ComparisonDecision(
                    ComparisonOutcome.NOT_COMPARABLE, List.of(ComparisonReason.TREND_NOT_MATCHED), qualifiers);
        }
        return ComparisonDecision.of(
                difference.total(),
                difference.parts(),
                qualifiers,
                each(pairs).flatMap(pair -> pair.codeUnknown().stream()).findFirst(),
                config.logTolerance());
    }

    private static void add(List<ComparisonQualifier> qualifiers, ComparisonQualifier one, boolean holds) {
        if (holds) {
            qualifiers.add(one);
        }
    }

    /** Returns whether clean steps at the end of a run take another time than those at its beginning. */
    private boolean drifts(RunSteps run) {
        if (!run.usesCleanOnly()) {
            return false;
        }
        double[] millis = new double[run.size()];
        int size = 0;
        for (int i = 0; i < run.size(); i++) {
            if (run.isUsed(i)) {
                millis[size++] = run.millis()[i];
            }
        }
        int part = size / ComparisonConfig.DRIFT_PARTS;
        return part > 0
                && Math.abs(Math.log(mean(millis, size - part, size) / mean(millis, 0, part))) > config.logTolerance();
    }

    private static double mean(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).average().orElseThrow();
    }

    /** Returns what the part of the hardware goes with: the devices whose throttled share rose most, or clocks. */
    private static String hardware(List<RunSteps> a, List<RunSteps> b) {
        SortedMap<String, Double> rises = new TreeMap<>();
        Stream.concat(a.stream(), b.stream())
                .flatMap(run -> run.flaggedShares().keySet().stream())
                .forEach(name -> rises.put(name, meanShare(b, name) - meanShare(a, name)));
        double top = rises.values().stream().reduce(0.0, Math::max);
        if (top < SEEN) {
            return "lower clocks";
        }
        return "throttling of "
                + String.join(
                        " and ",
                        rises.entrySet().stream()
                                .filter(rise -> rise.getValue() >= top / 2)
                                .map(Map.Entry::getKey)
                                .limit(NAMED_DEVICES)
                                .toList());
    }

    private static double meanShare(List<RunSteps> runs, String device) {
        return runs.stream()
                .mapToDouble(run -> run.flaggedShares().getOrDefault(device, 0.0))
                .average()
                .orElseThrow();
    }
}
