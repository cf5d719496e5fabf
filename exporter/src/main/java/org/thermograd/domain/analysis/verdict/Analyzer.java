package org.thermograd.domain.analysis.verdict;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thermograd.domain.analysis.coincidence.Coincidence;
import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
import org.thermograd.domain.analysis.run.DetectedRun;
import org.thermograd.domain.analysis.run.DetectedRuns;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.statistics.EventRate;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.domain.spike.SpikeVisibility;

/**
 * From runs to a verdict: events, coverage, the coincidence test in both directions and within the guard, and the rules
 * of docs/correlation.md. Immutable and thread-safe; draws no random numbers.
 */
public final class Analyzer {
    private static final double MILLIS_PER_HOUR = 3_600_000;

    private final CorrelationConfig config;

    /** Prepares an analysis with the given configuration. */
    public Analyzer(CorrelationConfig config) {
        this.config = requireNonNull(config, "config");
    }

    /**
     * Analyses runs together: each is a stratum of its own, their counts are pooled.
     *
     * @param runs at least one; their collapses are of one kind
     * @throws IllegalArgumentException if their collapses are of different kinds
     */
    public Analysis analyze(List<Run> runs) {
        return analyze(detect(runs));
    }

    /** Finds the spikes of runs, in parallel. */
    public DetectedRuns detect(List<Run> runs) {
        return new DetectedRuns(runs.parallelStream()
                .map(run -> DetectedRun.of(run, config.detector(), config.events()))
                .toList());
    }

    /**
     * Analyses runs together: each is a stratum of its own, their counts are pooled.
     *
     * @param detected at least one run, with its spikes
     */
    public Analysis analyze(DetectedRuns detected) {
        boolean observable =
                detected.runs().stream().anyMatch(one -> !one.run().observable().isEmpty());
        List<JudgedStretch> seeing = new ArrayList<>();
        List<String> blind = new ArrayList<>();
        for (DetectedRun one : detected.runs()) {
            Run run = one.run();
            SortedMap<String, TimeSeries> devices = observable ? run.observable() : run.collapseFlags();
            if (devices.isEmpty()) {
                blind.add(run.id());
            } else {
                seeing.add(new JudgedStretch(RunEvents.of(one, devices, config.events()), reasonsOf(run.gradNorm())));
            }
        }
        PooledRuns pooled = PooledRuns.of(seeing);
        Set<String> used = pooled.runs().stream().map(RunEvents::id).collect(Collectors.toSet());
        long guardMillis = detected.runs().stream()
                .map(DetectedRun::run)
                .filter(run -> used.contains(run.id()))
                .flatMap(run -> (observable ? run.observable() : run.collapseFlags()).values().stream())
                .mapToLong(flags -> (long) Math.rint(flags.medianIntervalMillis()))
                .max()
                .orElse(0);
        return judge(new PooledRuns(pooled.runs(), blind, pooled.unjudged(), pooled.reasons()), guardMillis);
    }

    /**
     * Returns why the gradient norms of a run cannot be judged; nothing if they can.
     *
     * @param gradNorm its norms; values may be {@code NaN} or infinite
     */
    public static Set<Reason> reasonsOf(TimeSeries gradNorm) {
        int finite = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < gradNorm.size(); i++) {
            double value = gradNorm.value(i);
            if (Double.isFinite(value)) {
                finite++;
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        return reasonsOf(finite, finite >= 2 && min == max);
    }

    /**
     * Returns why the gradient norms of a run cannot be judged; nothing if they can.
     *
     * @param finiteNorms how many there are
     * @param constant whether it is certain that all are equal
     */
    public static Set<Reason> reasonsOf(long finiteNorms, boolean constant) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        if (constant) {
            reasons.add(Reason.CONSTANT_GRAD_NORM);
        }
        if (finiteNorms == 0) {
            reasons.add(Reason.NO_FINITE_GRAD_NORM);
        }
        if (finiteNorms < Run.FEWEST_NORMS) {
            reasons.add(Reason.TOO_FEW_SAMPLES);
        }
        return reasons;
    }

    /**
     * Analyzes runs whose events are known: each is a stratum of its own, their counts are pooled.
     *
     * @param pooled the runs; if any of those that are used could observe collapses, none that could not
     * @param sampledGuardMillis lags up to this have no order, as far as samples and clocks tell; the clock uncertainty of
     *     the configuration counts where it is larger
     */
    public Analysis judge(PooledRuns pooled, long sampledGuardMillis) {
        List<RunEvents> events = pooled.runs();
        SortedSet<Reason> reasons = new TreeSet<>(pooled.reasons());
        boolean observable = events.stream().anyMatch(run -> !run.isBlind());
        long guardMillis = Math.max(sampledGuardMillis, config.coincidence().clockUncertaintyMillis());
        long totalMillis =
                events.stream().mapToLong(run -> run.coverage().totalMillis()).sum();
        if (totalMillis == 0) {
            reasons.add(Reason.NO_OVERLAP);
            if (!observable) {
                reasons.add(Reason.COLLAPSES_NOT_OBSERVABLE);
            }
            return new Analysis(
                    guardMillis,
                    totalMillis,
                    events,
                    pooled.blind(),
                    pooled.unjudged(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Set.of(),
                    new Verdict.NotEstimable(reasons, Optional.empty(), OptionalDouble.empty()));
        }
        EventTests made = new EventTests(events, guardMillis, config);
        List<Coincidence> tests = Stream.<Supplier<Coincidence>>of(
                        () -> made.direction(Direction.FORWARD), () -> made.direction(Direction.BACKWARD), made::sync)
                .parallel()
                .map(Supplier::get)
                .toList();
        Coincidence forward = tests.get(0);
        Coincidence backward = tests.get(1);
        Coincidence sync = tests.get(2);
        Directions directions = Directions.of(forward, backward, config.coincidence());
        reasons.addAll(directions.reasons(observable));
        Set<Qualifier> qualifiers = EnumSet.noneOf(Qualifier.class);
        VerdictRules.Judgement judgement;
        if (reasons.isEmpty()) {
            judgement = new VerdictRules(config).judge(directions, sync, made);
            qualifiers.addAll(ofRuns(events));
            qualifiers.addAll(directions.qualifiers(config.coincidence()));
            qualifiers.addAll(ofTests(judgement, made));
        } else {
            judgement = new VerdictRules.Judgement(
                    new Verdict.NotEstimable(reasons, plan(reasons, forward), upperBound(events, forward, observable)),
                    List.of(),
                    Optional.empty());
        }
        Analysis found = new Analysis(
                guardMillis,
                totalMillis,
                events,
                pooled.blind(),
                pooled.unjudged(),
                Optional.of(directions.forward()),
                Optional.of(directions.backward()),
                Optional.of(sync),
                judgement.latency(),
                judgement.scan(),
                qualifiers,
                judgement.verdict());
        return config.bounds() ? found : Unbounded.of(found);
    }

    private static Set<Qualifier> ofTests(VerdictRules.Judgement judgement, EventTests tests) {
        Set<Qualifier> qualifiers = EnumSet.noneOf(Qualifier.class);
        if (judgement.dependsOnLatency()) {
            qualifiers.add(Qualifier.ORDER_DEPENDS_ON_LATENCY);
        }
        boolean found = judgement.verdict() instanceof Verdict.Coupled
                || judgement.verdict() instanceof Verdict.TogetherWithinMinutes;
        if (found && tests.hasPauses()) {
            qualifiers.add(Qualifier.PAUSES_LEFT_OUT);
        }
        if (tests.leavesOutPartly()) {
            qualifiers.add(Qualifier.PAUSES_PARTLY_LEFT_OUT);
        }
        if (tests.pausesStay()) {
            qualifiers.add(Qualifier.PAUSES_NOT_LEFT_OUT);
        }
        return qualifiers;
    }

    /**
     * Returns the test with windows of other lengths, which the analysis may have made already.
     *
     * @return absent where no test is estimable, or where the verdict did not need it and a run has more than five million
     *     pairs of a spike and a collapse
     */
    public Optional<WindowScan> scan(Analysis analysis) {
        if (analysis.scan().isPresent() || analysis.forward().isEmpty()) {
            return analysis.scan();
        }
        EventTests tests = new EventTests(analysis.runs(), analysis.guardMillis(), config);
        Optional<WindowScan> scan = tests.isTooMuchForAScan()
                ? Optional.empty()
                : WindowScan.of(
                        tests,
                        config.coincidence(),
                        analysis.forward().orElseThrow().coincidence(),
                        analysis.backward().orElseThrow().coincidence());
        return config.bounds() ? scan : scan.map(Unbounded::of);
    }

    private static Set<Qualifier> ofRuns(List<RunEvents> runs) {
        boolean frequent = runs.stream()
                .anyMatch(run -> run.steps()
                        .visibility()
                        .filter(SpikeVisibility::frequent)
                        .isPresent());
        return frequent ? EnumSet.of(Qualifier.SPIKES_FREQUENT) : EnumSet.noneOf(Qualifier.class);
    }

    /** Bounds the rate where none was seen; not where the detector's latency moved those seen out of the coverage. */
    private static OptionalDouble upperBound(List<RunEvents> events, Coincidence forward, boolean observable) {
        CoincidenceCounts counts = forward.counts();
        boolean seen = events.stream().anyMatch(RunEvents::hasCollapseInCoverage);
        return observable && !seen && counts.effects() == 0
                ? OptionalDouble.of(EventRate.upperBoundOfNone(counts.totalMillis() / MILLIS_PER_HOUR))
                : OptionalDouble.empty();
    }

    /** Plans a session at the rates of this one, where a longer one can help. */
    private Optional<Verdict.Plan> plan(Set<Reason> reasons, Coincidence forward) {
        return reasons.stream().allMatch(Reason::isTimeAMatter)
                ? Optional.of(
                        VerdictRules.plan(PlanRates.of(forward.counts(), config.power(), config.bounds()), config))
                : Optional.empty();
    }
}
