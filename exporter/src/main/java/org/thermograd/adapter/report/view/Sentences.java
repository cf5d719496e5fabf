package org.thermograd.adapter.report.view;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thermograd.domain.analysis.coincidence.RateRatio;
import org.thermograd.domain.analysis.finding.StepLags;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.Direction;
import org.thermograd.domain.analysis.verdict.Qualifier;
import org.thermograd.domain.analysis.verdict.Reason;
import org.thermograd.domain.analysis.verdict.TestedDirection;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.domain.analysis.verdict.WindowScan;

/** The verdict in one sentence or two, and its parts in words. Nothing here names one side as the reason of the other. */
public final class Sentences {
    static final String FORWARD = "collapses after spikes";
    static final String BACKWARD = "spikes after collapses";

    private static final Set<Qualifier> OF_INCONCLUSIVE = EnumSet.of(
            Qualifier.FORWARD_NEAR_PAUSES_ONLY,
            Qualifier.BACKWARD_NEAR_PAUSES_ONLY,
            Qualifier.FORWARD_SHARED_TREND_ONLY,
            Qualifier.BACKWARD_SHARED_TREND_ONLY,
            Qualifier.FORWARD_SHARED_RHYTHM_OR_BURSTS_ONLY,
            Qualifier.BACKWARD_SHARED_RHYTHM_OR_BURSTS_ONLY,
            Qualifier.PAUSES_NOT_LEFT_OUT);

    private Sentences() {}

    /** Returns the sentence that a report begins with. */
    public static String verdict(Analysis analysis, CorrelationConfig config) {
        Verdict verdict = analysis.verdict();
        if (verdict instanceof Verdict.NotEstimable notEstimable) {
            return notEstimable(notEstimable, config);
        }
        if (verdict instanceof Verdict.Coupled coupled) {
            return new CoupledSentences(analysis, config).coupled(coupled);
        }
        if (verdict instanceof Verdict.TogetherWithinMinutes together) {
            return new CoupledSentences(analysis, config).together(together);
        }
        if (verdict instanceof Verdict.NoEvidenceAdequatePower noEvidence) {
            return noEvidence(noEvidence, config);
        }
        if (verdict instanceof Verdict.InconclusiveOtherWindow other) {
            return otherWindow(other, config) + unbounded(config);
        }
        return inconclusive((Verdict.InconclusiveTooShort) verdict, analysis, config)
                + ofQualifiers(analysis)
                + unbounded(config);
    }

    /** Returns why an answer that found nothing bounds nothing, with a blank before it; empty where it does. */
    private static String unbounded(CorrelationConfig config) {
        return config.bounds() ? "" : " " + InferredWords.unbounded();
    }

    private static String noEvidence(Verdict.NoEvidenceAdequatePower verdict, CorrelationConfig config) {
        String window = " within " + Figures.seconds(config.coincidence().deltaTMillis()) + " s";
        List<Long> scan = config.coincidence().scanMillis();
        return "No evidence of coupling" + window
                + (scan.isEmpty()
                        ? ""
                        : ", nor in windows of " + Figures.seconds(Collections.min(scan)) + " to "
                                + Figures.seconds(Collections.max(scan)) + " s")
                + ". The session had ≥ " + Figures.percent(config.power().targetPower())
                + " power to see a rate ratio ≥ " + Figures.number(verdict.detectableRateRatio()) + window
                + "; a smaller one is not excluded.";
    }

    private static String otherWindow(Verdict.InconclusiveOtherWindow verdict, CorrelationConfig config) {
        WindowScan.Tested test = verdict.test();
        String seconds = Figures.seconds(test.deltaTMillis());
        return "Inconclusive: nothing within "
                + Figures.seconds(config.coincidence().deltaTMillis()) + " s, but "
                + (test.direction() == Direction.FORWARD ? FORWARD : BACKWARD) + " within " + seconds
                + " s (rate ratio "
                + RatioWords.withInterval(
                        test.coincidence().statistics().orElseThrow().rateRatio())
                + ", q = " + Figures.number(test.q()) + ", one of " + verdict.looks()
                + " tests). Test it on new data with --delta-t " + seconds + "s.";
    }

    /** Returns what bears on an answer that could not be given, one sentence each with a blank before it. */
    private static String ofQualifiers(Analysis analysis) {
        return analysis.qualifiers().stream()
                .filter(OF_INCONCLUSIVE::contains)
                .map(qualifier -> " " + Figures.capitalised(qualifier(qualifier)) + ".")
                .collect(Collectors.joining());
    }

    private static String notEstimable(Verdict.NotEstimable verdict, CorrelationConfig config) {
        String reasons = verdict.reasons().stream().map(Sentences::reason).collect(Collectors.joining("; "));
        String bound = verdict.collapseRateUpper95PerHour().isPresent()
                ? " The collapse rate is below "
                        + Figures.number(verdict.collapseRateUpper95PerHour().getAsDouble())
                        + "/h (95 %)."
                : "";
        String plan = verdict.plan()
                .filter(one -> one.minutes().isPresent())
                .map(one -> " Plan a session of ≥ "
                        + Figures.lengthOfMinutes(one.minutes().getAsLong()) + ".")
                .orElse("");
        return "Not estimable: " + reasons + ". This says nothing about coupling." + bound + unbounded(config) + plan;
    }

    private static String inconclusive(
            Verdict.InconclusiveTooShort verdict, Analysis analysis, CorrelationConfig config) {
        boolean saturated = analysis.qualifiers().contains(Qualifier.WINDOWS_SATURATED_FORWARD)
                || analysis.qualifiers().contains(Qualifier.WINDOWS_SATURATED_BACKWARD);
        String remedy = "lower ΔT (--delta-t) or use a stricter detector.";
        if (verdict.moreMinutes().isPresent()) {
            return "Inconclusive: too few events. To detect a rate ratio of "
                    + Figures.number(config.power().targetRateRatio()) + ", run ≥ "
                    + Figures.lengthOfMinutes(verdict.moreMinutes().getAsLong()) + " more at these rates."
                    + (saturated ? " Windows saturate: " + remedy : "");
        }
        if (!saturated && !config.bounds()) {
            return "Inconclusive: nothing was found.";
        }
        return saturated
                ? "Inconclusive: windows saturate, and more time does not help; " + remedy
                : "Inconclusive: too few events, and more time alone would not settle it.";
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

    /** Returns a rate ratio with its interval, such as {@code 35.7 [12.4, 141]}. */
    static String rateRatio(RateRatio ratio) {
        return RatioWords.rateRatio(ratio);
    }

    /** Returns a qualifier in words. */
    public static String qualifier(Qualifier qualifier) {
        return QualifierWords.of(qualifier);
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
