package org.thermograd.domain.analysis.comparison;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.thermograd.domain.analysis.comparison.RunComparison.Difference;
import org.thermograd.domain.analysis.comparison.RunComparison.Parts;

/** A comparison in words. Source: docs/comparison.md, "Outcomes". */
final class ComparisonSentence {
    private static final double PERCENT = 100;
    private static final double HALF = 0.5;

    private final ComparisonDecision decision;
    private final Difference difference;
    private final String tolerance;

    private ComparisonSentence(ComparisonDecision decision, Difference difference, double tolerance) {
        this.decision = decision;
        this.difference = difference;
        this.tolerance = percent(tolerance);
    }

    /** Returns what is said of runs that cannot be compared. */
    static String ofRefused(List<ComparisonReason> reasons, List<String> labels, double tolerance) {
        return "Cannot tell: " + words(reasons, String.join(", ", labels), percent(tolerance)) + ".";
    }

    /** Returns what is said of runs that could. */
    static String of(ComparisonDecision decision, Difference difference, double tolerance) {
        return new ComparisonSentence(decision, difference, tolerance).text();
    }

    private static String percent(double share) {
        return new BigDecimal(PERCENT * share)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String words(List<ComparisonReason> reasons, String labels, String tolerance) {
        return reasons.stream().map(reason -> reason.words(labels, tolerance)).collect(Collectors.joining("; "));
    }

    private String text() {
        Optional<Parts> parts = difference.parts();
        return switch (decision.outcome()) {
            case CODE_SLOWER ->
                codeSlower(parts.orElseThrow())
                        + " What flags and clocks do not show (network, disk, data, another machine) counts as code here.";
            case SAME_OR_FASTER -> sameOrFaster();
            case HARDWARE_SLOWER ->
                total() + ": " + split(parts.orElseThrow())
                        + ". Apart from the hardware B is not slower than A by more than " + tolerance + "%.";
            case NOT_COMPARABLE ->
                "Cannot tell: " + words(decision.reasons(), "", tolerance) + ". Seen: " + total()
                        + parts.filter(known -> hardwarePoints(known) >= 1
                                        && !decision.qualifiers().contains(ComparisonQualifier.CLOCK_EFFECT_BOUNDED))
                                .map(known -> ": " + split(known))
                                .orElse("")
                        + ".";
        };
    }

    private String codeSlower(Parts parts) {
        if (decision.qualifiers().contains(ComparisonQualifier.HIDDEN_BY_HARDWARE) || hardwarePoints(parts) < 0) {
            return total() + "; at equal hardware speed it would be "
                    + points(parts.code().value()) + "% slower (95% CI " + range(parts.code()) + ").";
        }
        return hardwarePoints(parts) < 1
                ? total() + ", and neither throttling nor clocks explain it."
                : total() + ": " + split(parts) + ".";
    }

    private String sameOrFaster() {
        EffectInterval total = difference.total();
        return total.upper() < 0
                ? total() + "."
                : "B is as fast as A within " + tolerance + "% (difference " + signed(points(total.value()))
                        + "%, 95% CI " + range(total) + ").";
    }

    private String total() {
        EffectInterval total = difference.total();
        int points = points(total.value());
        return points >= 0
                ? "B is " + points + "% slower (95% CI " + range(total) + ")"
                : "B is " + -points + "% faster (95% CI " + span(-points(total.upper()), -points(total.lower())) + ")";
    }

    private String split(Parts parts) {
        int points = hardwarePoints(parts);
        return points + (points == 1 ? " point goes" : " points go") + " with " + difference.hardware() + ", "
                + signed(points(parts.code().value())) + " (" + range(parts.code()) + ") do not";
    }

    private int hardwarePoints(Parts parts) {
        return points(difference.total().value()) - points(parts.code().value());
    }

    /** Returns whole percent, halves up. */
    private static int points(double log) {
        return (int) Math.floor(PERCENT * (Math.exp(log) - 1) + HALF);
    }

    private static String range(EffectInterval interval) {
        return span(points(interval.lower()), points(interval.upper()));
    }

    private static String span(int lower, int upper) {
        return signed(lower) + (lower >= 0 && upper >= 0 ? "–" : " to ") + signed(upper);
    }

    private static String signed(int points) {
        return points >= 0 ? String.valueOf(points) : "−" + -points;
    }
}
