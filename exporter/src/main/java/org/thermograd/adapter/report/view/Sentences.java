package org.thermograd.adapter.report.view;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
import org.thermograd.domain.analysis.coincidence.CoincidenceStatistics;
import org.thermograd.domain.analysis.coincidence.RateRatio;
import org.thermograd.domain.analysis.finding.StepLags;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.Qualifier;
import org.thermograd.domain.analysis.verdict.Reason;
import org.thermograd.domain.analysis.verdict.TestedDirection;
import org.thermograd.domain.analysis.verdict.Verdict;

/** The verdict in one sentence or two, and its parts in words. Nothing here names one side as the reason of the other. */
public final class Sentences {
    static final String FORWARD = "collapses after spikes";
    static final String BACKWARD = "spikes after collapses";

    private static final double NEGLIGIBLE_BELOW = 1.5;
    private static final double WEAK_BELOW = 3;
    private static final double MODERATE_BELOW = 10;

    private Sentences() {}

    /** Returns the sentence that a report begins with. */
    public static String verdict(Analysis analysis, CorrelationConfig config) {
        Verdict verdict = analysis.verdict();
        if (verdict instanceof Verdict.NotEstimable notEstimable) {
            return notEstimable(notEstimable);
        }
        if (verdict instanceof Verdict.Coupled coupled) {
            return coupled(coupled, analysis, config);
        }
        if (verdict instanceof Verdict.NoEvidenceAdequatePower noEvidence) {
            return "No evidence of coupling; the session had ≥ "
                    + Figures.percent(config.power().targetPower()) + " power to see a rate ratio ≥ "
                    + Figures.number(noEvidence.detectableRateRatio()) + ".";
        }
        return inconclusive((Verdict.InconclusiveTooShort) verdict, analysis, config);
    }

    private static String notEstimable(Verdict.NotEstimable verdict) {
        String reasons = verdict.reasons().stream().map(Sentences::reason).collect(Collectors.joining("; "));
        String bound = verdict.collapseRateUpper95PerHour().isPresent()
                ? " The collapse rate is below "
                        + Figures.number(verdict.collapseRateUpper95PerHour().getAsDouble())
                        + "/h (95 %)."
                : "";
        String plan = verdict.plan().minutes().isPresent()
                ? " Plan ≥ " + verdict.plan().minutes().getAsLong() + " minutes."
                : "";
        return "Not estimable: " + reasons + ". This says nothing about coupling." + bound + plan;
    }

    private static String coupled(Verdict.Coupled verdict, Analysis analysis, CorrelationConfig config) {
        if (verdict.order().isEmpty()) {
            return "Coupled within ±" + Figures.seconds(analysis.guardMillis())
                    + " s: order not resolvable at this sampling rate.";
        }
        return switch (verdict.order().get()) {
            case SPIKES_FIRST ->
                "Coupled: spikes precede collapses. "
                        + follow(analysis.forward(), "collapses", "a spike", analysis, config);
            case COLLAPSES_FIRST ->
                "Coupled: collapses precede spikes. "
                        + follow(analysis.backward(), "spikes", "a collapse", analysis, config);
            case BOTH ->
                "Coupled in both directions: feedback or a common driver; order not identified. "
                        + follow(analysis.forward(), "collapses", "a spike", analysis, config)
                        + " "
                        + follow(analysis.backward(), "spikes", "a collapse", analysis, config);
        };
    }

    private static String follow(
            Optional<TestedDirection> direction,
            String effects,
            String cause,
            Analysis analysis,
            CorrelationConfig config) {
        TestedDirection tested = direction.orElseThrow();
        CoincidenceCounts counts = tested.coincidence().counts();
        CoincidenceStatistics statistics = tested.coincidence().statistics().orElseThrow();
        long guard = analysis.guardMillis();
        return counts.coincidences() + " of " + counts.effects() + " " + effects + " ("
                + Figures.percent(statistics.precursorRate().value()) + ") came " + Figures.seconds(guard) + "–"
                + Figures.seconds(guard + config.coincidence().deltaTMillis()) + " s after " + cause + ", rate ratio "
                + rateRatio(statistics.rateRatio()) + ", " + label(statistics.rateRatio()) + "; q = "
                + Figures.number(tested.q().orElseThrow()) + ".";
    }

    private static String inconclusive(
            Verdict.InconclusiveTooShort verdict, Analysis analysis, CorrelationConfig config) {
        boolean saturated = analysis.qualifiers().contains(Qualifier.WINDOWS_SATURATED_FORWARD)
                || analysis.qualifiers().contains(Qualifier.WINDOWS_SATURATED_BACKWARD);
        String remedy = "lower ΔT (--delta-t) or use a stricter detector.";
        if (verdict.moreMinutes().isPresent()) {
            return "Inconclusive: too short. Run ≥ " + verdict.moreMinutes().getAsLong() + " minutes more (for RR ≥ "
                    + Figures.number(config.power().targetRateRatio()) + ")."
                    + (saturated ? " Windows saturate: " + remedy : "");
        }
        return saturated
                ? "Inconclusive: windows saturate, and more time does not help; " + remedy
                : "Inconclusive: too few events, and more time alone would not settle it.";
    }

    /** Returns a rate ratio with its interval, such as {@code 35.7 [12.4, 141]}. */
    static String rateRatio(RateRatio ratio) {
        if (ratio.lower().isEmpty() && ratio.upper().isEmpty()) {
            return "undefined";
        }
        return orInfinite(ratio.estimate()) + " [" + orInfinite(ratio.lower()) + ", " + orInfinite(ratio.upper()) + "]";
    }

    private static String orInfinite(OptionalDouble value) {
        return value.isPresent() ? Figures.number(value.getAsDouble()) : "∞";
    }

    /** Returns how many steps after the other side's event those of each direction came. */
    public static List<String> leads(StepLags lags) {
        return Stream.of(
                        lags.forward().map(lead -> lead(FORWARD, lead)),
                        lags.backward().map(lead -> lead(BACKWARD, lead)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static String lead(String direction, StepLags.Lead lead) {
        return "In steps, " + direction + ": median " + Figures.number(lead.median()) + ", quartiles "
                + Figures.number(lead.lower()) + " and " + Figures.number(lead.upper()) + ", of " + lead.count();
    }

    /** Returns how large a rate ratio is, in a word; uncertain where its interval spans two words. */
    static String label(RateRatio ratio) {
        String label = label(ratio.estimate().orElse(Double.POSITIVE_INFINITY));
        String lower = label(ratio.lower().orElse(Double.POSITIVE_INFINITY));
        String upper = label(ratio.upper().orElse(Double.POSITIVE_INFINITY));
        return lower.equals(upper) ? label : label + " (uncertain)";
    }

    private static String label(double rateRatio) {
        if (rateRatio < NEGLIGIBLE_BELOW) {
            return "negligible";
        }
        if (rateRatio < WEAK_BELOW) {
            return "weak";
        }
        return rateRatio < MODERATE_BELOW ? "moderate" : "strong";
    }

    /** Returns in words why nothing can be estimated. */
    static String reason(Reason reason) {
        return switch (reason) {
            case COLLAPSES_NOT_OBSERVABLE -> "collapses could not be observed";
            case CONSTANT_GRAD_NORM -> "the gradient norm never changes";
            case NO_FINITE_GRAD_NORM -> "no finite gradient norm";
            case NO_OVERLAP -> "training and hardware do not overlap in time";
            case TOO_FEW_SAMPLES -> "fewer than 3 finite gradient norms";
            case WINDOWS_SATURATED_BACKWARD -> "windows after collapses fill the time";
            case WINDOWS_SATURATED_FORWARD -> "windows after spikes fill the time";
            case ZERO_COLLAPSES -> "zero collapses";
            case ZERO_SPIKES -> "zero spikes";
        };
    }

    /** Returns a qualifier in words. */
    public static String qualifier(Qualifier qualifier) {
        return switch (qualifier) {
            case WINDOWS_SATURATED_FORWARD -> "windows after spikes fill too much of the time: not tested";
            case WINDOWS_SATURATED_BACKWARD -> "windows after collapses fill too much of the time: not tested";
            case FORWARD_SHARED_TREND_ONLY -> "collapses after spikes: no more than a shared trend explains";
            case BACKWARD_SHARED_TREND_ONLY -> "spikes after collapses: no more than a shared trend explains";
            case FORWARD_SHARED_RHYTHM_OR_BURSTS_ONLY ->
                "collapses after spikes: no more than rhythm or bursts explain";
            case BACKWARD_SHARED_RHYTHM_OR_BURSTS_ONLY ->
                "spikes after collapses: no more than rhythm or bursts explain";
            case SPIKES_FREQUENT -> "the detector flags many steps of some run: its spikes are no rare events";
            case SPIKES_UNDERSAMPLED ->
                "spikes were looked for in a gauge that was scraped too seldom to show most steps";
        };
    }

    /** Returns the directions in which effects are fewer than chance, in words; a remark, never a verdict. */
    static List<String> fewerThanChance(Analysis analysis) {
        return Stream.of(
                        fewer(analysis.forward(), "collapses after spikes"),
                        fewer(analysis.backward(), "spikes after collapses"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> fewer(Optional<TestedDirection> direction, String what) {
        return direction
                .flatMap(tested -> tested.coincidence().statistics())
                .filter(statistics -> statistics.rateRatio().upper().isPresent()
                        && statistics.rateRatio().upper().getAsDouble() < 1)
                .map(statistics -> what + ": fewer than chance, rate ratio " + rateRatio(statistics.rateRatio()));
    }
}
