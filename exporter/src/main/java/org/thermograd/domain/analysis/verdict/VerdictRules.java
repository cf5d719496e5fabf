package org.thermograd.domain.analysis.verdict;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.thermograd.domain.analysis.coincidence.Coincidence;
import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
import org.thermograd.domain.analysis.coincidence.CoincidenceStatistics;
import org.thermograd.domain.analysis.coincidence.Power;
import org.thermograd.domain.analysis.coincidence.PowerConfig;

/** The table of verdicts, from top to bottom, for a session in which both sides had events. */
public final class VerdictRules {
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final double MILLIS_PER_MINUTE = 60_000;
    private static final double MINUTES_PER_HOUR = 60;

    private final CorrelationConfig config;

    VerdictRules(CorrelationConfig config) {
        this.config = config;
    }

    /**
     * What the rules come to.
     *
     * @param verdict the verdict
     * @param latency the directions tested with collapses that were flagged late; empty where that was not asked
     * @param scan the tests with other windows, where they were asked
     */
    record Judgement(Verdict verdict, List<LatencyTrial> latency, Optional<WindowScan> scan) {
        private static Judgement of(Verdict verdict) {
            return new Judgement(verdict, List.of(), Optional.empty());
        }

        /** Returns whether spikes come first as flags stand, and collapses would if they were late. */
        boolean dependsOnLatency() {
            return latency.stream().anyMatch(trial -> trial.holds().contains(Direction.BACKWARD));
        }
    }

    /**
     * Judges a session in which both sides had events, and a direction is estimable.
     *
     * @param tests makes further tests where a rule needs them
     */
    Judgement judge(Directions directions, Coincidence sync, EventTests tests) {
        Set<Direction> inOrder = directions.inOrder(config.coincidence());
        if (inOrder.size() > 1) {
            return Judgement.of(new Verdict.Coupled(Optional.of(Verdict.Coupled.Order.BOTH)));
        }
        if (inOrder.contains(Direction.BACKWARD)) {
            return Judgement.of(new Verdict.Coupled(Optional.of(Verdict.Coupled.Order.COLLAPSES_FIRST)));
        }
        if (inOrder.contains(Direction.FORWARD)) {
            return spikesFirst(tests);
        }
        boolean close = isSmall(sync, CoincidenceStatistics::p);
        if (close && isSmall(sync, CoincidenceStatistics::pOrder)) {
            return Judgement.of(new Verdict.Coupled(Optional.empty()));
        }
        Optional<Direction> clearest = directions.clearest(config.coincidence());
        if (clearest.isPresent() || close) {
            return Judgement.of(new Verdict.TogetherWithinMinutes(clearest));
        }
        return nothingFound(directions, tests);
    }

    /** Lateness of flags can only make spikes look earlier, so it is asked about here and nowhere else. */
    private Judgement spikesFirst(EventTests tests) {
        List<LatencyTrial> trials = config.events().latencyKnown()
                ? List.of()
                : config.coincidence().latencyTrialsMillis().stream()
                        .map(millis -> trial(millis, tests))
                        .toList();
        Judgement judgement = new Judgement(
                new Verdict.Coupled(Optional.of(Verdict.Coupled.Order.SPIKES_FIRST)), trials, Optional.empty());
        return judgement.dependsOnLatency()
                ? new Judgement(new Verdict.Coupled(Optional.empty()), trials, Optional.empty())
                : judgement;
    }

    private LatencyTrial trial(long millis, EventTests tests) {
        Directions directions = Directions.of(
                tests.later(Direction.FORWARD, millis), tests.later(Direction.BACKWARD, millis), config.coincidence());
        return new LatencyTrial(
                millis,
                directions.inOrder(config.coincidence()),
                directions.forward().qOrder(),
                directions.backward().qOrder());
    }

    private Judgement nothingFound(Directions directions, EventTests tests) {
        List<TestedDirection> tooWeak = Stream.of(directions.forward(), directions.backward())
                .filter(direction -> !hasAdequatePower(direction))
                .toList();
        if (!tooWeak.isEmpty()) {
            return Judgement.of(new Verdict.InconclusiveTooShort(moreMinutes(tooWeak)));
        }
        Optional<WindowScan> scan = WindowScan.of(
                tests,
                config.coincidence(),
                directions.forward().coincidence(),
                directions.backward().coincidence());
        Verdict verdict = scan.map(WindowScan::smallest)
                .filter(one -> one.q() <= config.coincidence().alpha())
                .<Verdict>map(one -> new Verdict.InconclusiveOtherWindow(
                        one, scan.orElseThrow().tests().size()))
                .orElseGet(() -> new Verdict.NoEvidenceAdequatePower(Math.max(
                        detectable(directions.forward()).orElseThrow(),
                        detectable(directions.backward()).orElseThrow())));
        return new Judgement(verdict, List.of(), scan);
    }

    private boolean isSmall(Coincidence sync, ToDoubleFunction<CoincidenceStatistics> p) {
        return sync.statistics()
                .filter(statistics ->
                        p.applyAsDouble(statistics) <= config.coincidence().syncAlpha()
                                && statistics.rateRatio().isAboveOne())
                .isPresent();
    }

    private boolean hasAdequatePower(TestedDirection direction) {
        OptionalDouble detectable = detectable(direction);
        return direction.estimable().orElse(false)
                && detectable.isPresent()
                && detectable.getAsDouble() <= config.power().targetRateRatio();
    }

    private static OptionalDouble detectable(TestedDirection direction) {
        return direction.coincidence().statistics().orElseThrow().detectableRateRatio();
    }

    /** The longest of what the directions need; absent if one of them needs no finite time, or none can gain by it. */
    private OptionalLong moreMinutes(List<TestedDirection> tooWeak) {
        long longest = 0;
        for (TestedDirection direction : tooWeak) {
            if (!direction.estimable().orElse(false)) {
                continue;
            }
            OptionalLong minutes = moreMinutes(direction.coincidence());
            if (minutes.isEmpty()) {
                return OptionalLong.empty();
            }
            longest = Math.max(longest, minutes.getAsLong());
        }
        return longest == 0 ? OptionalLong.empty() : OptionalLong.of(longest);
    }

    private OptionalLong moreMinutes(Coincidence direction) {
        CoincidenceCounts counts = direction.counts();
        double effectsPerHour = counts.effects() / (counts.totalMillis() / MILLIS_PER_HOUR);
        OptionalDouble needed = neededEffects(counts.exposure(), config);
        if (needed.isEmpty()) {
            return OptionalLong.empty();
        }
        double overDispersion = direction.statistics().orElseThrow().overDispersion();
        double minutes = needed.getAsDouble()
                * overDispersion
                * config.power().designInflation()
                / effectsPerHour
                * MINUTES_PER_HOUR;
        return OptionalLong.of(Math.max(1, (long) Math.ceil(minutes - counts.totalMillis() / MILLIS_PER_MINUTE)));
    }

    /** How long a session must be, with events as often as rates say. */
    public static Verdict.Plan plan(PlanRates rates, CorrelationConfig config) {
        PowerConfig power = config.power();
        double spikesPerMilli = rates.spikes().perHour() / MILLIS_PER_HOUR;
        double exposure = 1 - Math.exp(-spikesPerMilli * config.coincidence().deltaTMillis());
        OptionalDouble needed = exposure > config.coincidence().maxExposure()
                ? OptionalDouble.empty()
                : neededEffects(exposure, config);
        if (needed.isEmpty()) {
            return new Verdict.Plan(OptionalLong.empty(), needed, exposure, rates);
        }
        double minutes = needed.getAsDouble()
                * power.designInflation()
                / rates.collapses().perHour()
                * MINUTES_PER_HOUR;
        return new Verdict.Plan(OptionalLong.of((long) Math.ceil(minutes)), needed, exposure, rates);
    }

    private static OptionalDouble neededEffects(double exposure, CorrelationConfig config) {
        if (!(exposure > 0 && exposure < 1)) {
            return OptionalDouble.empty();
        }
        return new Power(
                        exposure,
                        config.power().targetRateRatio(),
                        config.coincidence().alpha() / 2)
                .neededEffects(config.power().targetPower());
    }
}
