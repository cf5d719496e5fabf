package org.thermograd.domain.analysis.verdict;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.thermograd.domain.analysis.coincidence.Coincidence;
import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
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

    Verdict judge(Directions directions, Coincidence sync) {
        boolean forward = directions.forward().holds(config.coincidence());
        boolean backward = directions.backward().holds(config.coincidence());
        if (forward && backward) {
            return new Verdict.Coupled(Optional.of(Verdict.Coupled.Order.BOTH));
        }
        if (forward) {
            return new Verdict.Coupled(Optional.of(Verdict.Coupled.Order.SPIKES_FIRST));
        }
        if (backward) {
            return new Verdict.Coupled(Optional.of(Verdict.Coupled.Order.COLLAPSES_FIRST));
        }
        if (isCoupledWithinGuard(sync)) {
            return new Verdict.Coupled(Optional.empty());
        }
        List<TestedDirection> tooWeak = Stream.of(directions.forward(), directions.backward())
                .filter(direction -> !hasAdequatePower(direction))
                .toList();
        if (tooWeak.isEmpty()) {
            return new Verdict.NoEvidenceAdequatePower(Math.max(
                    detectable(directions.forward()).orElseThrow(),
                    detectable(directions.backward()).orElseThrow()));
        }
        return new Verdict.InconclusiveTooShort(moreMinutes(tooWeak));
    }

    private boolean isCoupledWithinGuard(Coincidence sync) {
        return sync.statistics()
                .filter(statistics -> statistics.p() <= config.coincidence().syncAlpha()
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

    /** How long a session must be at the rates that are assumed when its own are unknown. */
    public static Verdict.Plan plan(CorrelationConfig config) {
        PowerConfig power = config.power();
        double spikesPerMilli = power.planSpikesPerHour() / MILLIS_PER_HOUR;
        double exposure = 1 - Math.exp(-spikesPerMilli * config.coincidence().deltaTMillis());
        OptionalDouble needed = neededEffects(exposure, config);
        if (needed.isEmpty()) {
            return new Verdict.Plan(OptionalLong.empty(), needed, exposure);
        }
        double minutes =
                needed.getAsDouble() * power.designInflation() / power.planCollapsesPerHour() * MINUTES_PER_HOUR;
        return new Verdict.Plan(OptionalLong.of((long) Math.ceil(minutes)), needed, exposure);
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
