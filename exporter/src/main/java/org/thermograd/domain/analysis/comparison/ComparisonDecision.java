package org.thermograd.domain.analysis.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermograd.domain.analysis.comparison.RunComparison.Parts;

/**
 * What intervals say.
 *
 * @param outcome by the first rule that applies
 * @param reasons why nothing can be told; none otherwise
 * @param qualifiers those before, and those of the rule
 */
record ComparisonDecision(
        ComparisonOutcome outcome, List<ComparisonReason> reasons, List<ComparisonQualifier> qualifiers) {
    /** Copies the lists. */
    ComparisonDecision {
        reasons = List.copyOf(reasons);
        qualifiers = List.copyOf(qualifiers);
    }

    /**
     * Decides. Source: docs/comparison.md, "Outcomes".
     *
     * @param total how much longer a step takes
     * @param parts of code and hardware; absent where they cannot be told apart
     * @param known qualifiers so far
     * @param partsUnknown why they cannot
     * @param tolerance as a log
     */
    static ComparisonDecision of(
            EffectInterval total,
            Optional<Parts> parts,
            List<ComparisonQualifier> known,
            Optional<ComparisonReason> partsUnknown,
            double tolerance) {
        List<ComparisonQualifier> qualifiers = new ArrayList<>(known);
        boolean clocks = !known.contains(ComparisonQualifier.CLOCK_UNKNOWN);
        boolean codeIsSlower =
                parts.filter(part -> part.code().lower() > tolerance).isPresent();
        if (codeIsSlower && clocks) {
            if (parts.get().hardware().lower() > tolerance) {
                qualifiers.add(ComparisonQualifier.HARDWARE_TOO);
            }
            if (total.upperSame() <= tolerance) {
                qualifiers.add(ComparisonQualifier.HIDDEN_BY_HARDWARE);
            }
            return new ComparisonDecision(ComparisonOutcome.CODE_SLOWER, List.of(), qualifiers);
        }
        if (total.upperSame() <= tolerance) {
            if (parts.isEmpty()) {
                qualifiers.add(ComparisonQualifier.CODE_PART_UNKNOWN);
            }
            return new ComparisonDecision(ComparisonOutcome.SAME_OR_FASTER, List.of(), qualifiers);
        }
        if (total.lower() > tolerance
                && parts.filter(part -> part.code().upperSame() <= tolerance).isPresent()) {
            return new ComparisonDecision(ComparisonOutcome.HARDWARE_SLOWER, List.of(), qualifiers);
        }
        return new ComparisonDecision(
                ComparisonOutcome.NOT_COMPARABLE,
                List.of(reason(total, known, partsUnknown, codeIsSlower && !clocks, tolerance)),
                qualifiers);
    }

    private static ComparisonReason reason(
            EffectInterval total,
            List<ComparisonQualifier> known,
            Optional<ComparisonReason> partsUnknown,
            boolean slowerAtUnknownClock,
            double tolerance) {
        if (total.lower() <= tolerance) {
            return total.upper() - total.lower() > 2 * tolerance
                    ? ComparisonReason.INTERVAL_WIDE
                    : ComparisonReason.TOLERANCE_INSIDE_INTERVAL;
        }
        if (partsUnknown.isPresent()) {
            return partsUnknown.get();
        }
        if (slowerAtUnknownClock) {
            return ComparisonReason.CLOCK_UNKNOWN;
        }
        return known.contains(ComparisonQualifier.CLOCK_EFFECT_BOUNDED)
                ? ComparisonReason.CLOCK_EFFECT_UNKNOWN
                : ComparisonReason.CODE_OR_HARDWARE_UNRESOLVED;
    }
}
