package org.thermograd.domain.analysis.comparison;

import java.util.List;
import java.util.Optional;

/**
 * What a comparison found.
 *
 * @param outcome what it says
 * @param reasons why nothing can be told; none otherwise
 * @param qualifiers what one must know besides
 * @param labelsThatDiffer those that had to agree
 * @param sentence the same in words
 * @param difference by how much the second side is slower, and which part goes with the hardware; absent where the runs cannot be compared
 * @param runsA runs of the first side
 * @param runsB runs of the second side
 */
public record RunComparison(
        ComparisonOutcome outcome,
        List<ComparisonReason> reasons,
        List<ComparisonQualifier> qualifiers,
        List<String> labelsThatDiffer,
        String sentence,
        Optional<Difference> difference,
        List<RunSummary> runsA,
        List<RunSummary> runsB) {
    /** Copies the lists. */
    public RunComparison {
        reasons = List.copyOf(reasons);
        qualifiers = List.copyOf(qualifiers);
        labelsThatDiffer = List.copyOf(labelsThatDiffer);
        runsA = List.copyOf(runsA);
        runsB = List.copyOf(runsB);
    }

    /**
     * By how much.
     *
     * @param total how much longer a step takes
     * @param parts of the code and of the hardware; absent where they cannot be told apart
     * @param matched whether steps were compared by their number
     * @param hardware what the part of the hardware goes with, such as {@code throttling of gpu1}
     * @param pairs by run of the first and of the second side
     */
    public record Difference(
            EffectInterval total,
            Optional<Parts> parts,
            boolean matched,
            String hardware,
            List<List<PairSummary>> pairs) {
        /** Copies the lists. */
        public Difference {
            pairs = pairs.stream().map(List::copyOf).toList();
        }
    }

    /**
     * Which part goes with what.
     *
     * @param code what is left at equal hardware
     * @param hardware the rest
     */
    public record Parts(EffectInterval code, EffectInterval hardware) {}
}
