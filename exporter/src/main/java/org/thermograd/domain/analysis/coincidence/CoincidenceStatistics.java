package org.thermograd.domain.analysis.coincidence;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermograd.domain.analysis.statistics.Proportion;

/**
 * What follows from the counts of a coincidence test that had causes and effects.
 *
 * @param couplingIndex (precursor rate - exposure) / (1 - exposure): 1 if every effect is preceded, 0 at chance; absent
 *     if the windows fill all time
 * @param precursorRate effects with a cause before them, of all effects
 * @param triggerRate causes with an effect after them, of all causes
 * @param pGlobal probability of at least as many coincidences when all effects of a run move together around it
 * @param pBlock the same when they move around within their block only, which keeps slow change
 * @param pBinomial the same if effects came one by one at random; assumes no clustering, never used for a verdict
 * @param nullMean mean count under the global null
 * @param nullVariance its variance
 * @param overDispersion how much more the count varies under the global null than a binomial one, at least 1
 * @param rateRatio rate of effects inside the windows over that outside
 * @param effectiveEffects effects left for the power calculation after over-dispersion and the cost of further nulls
 * @param detectableRateRatio the rate ratio that would have been seen with the target power; absent if none would
 * @param globalMeasures the global null of each run
 * @param withoutPauses the same test without pauses and the time after each; absent where they could not be left out
 * @param shortBlocks the block null with short blocks; absent where it was not asked for
 */
public record CoincidenceStatistics(
        OptionalDouble couplingIndex,
        Proportion precursorRate,
        Proportion triggerRate,
        double pGlobal,
        double pBlock,
        double pBinomial,
        double nullMean,
        double nullVariance,
        double overDispersion,
        RateRatio rateRatio,
        int effectiveEffects,
        OptionalDouble detectableRateRatio,
        List<ShiftMeasure> globalMeasures,
        Optional<WithoutPauses> withoutPauses,
        Optional<ShortBlocks> shortBlocks) {
    public CoincidenceStatistics {
        globalMeasures = List.copyOf(globalMeasures);
        requireNonNull(withoutPauses, "withoutPauses");
        requireNonNull(shortBlocks, "shortBlocks");
    }

    /** Returns the same without what bounds an effect that was not found: most events are missed. */
    CoincidenceStatistics withoutBounds() {
        return new CoincidenceStatistics(
                couplingIndex,
                precursorRate,
                triggerRate,
                pGlobal,
                pBlock,
                pBinomial,
                nullMean,
                nullVariance,
                overDispersion,
                rateRatio.withoutUpper(),
                effectiveEffects,
                OptionalDouble.empty(),
                globalMeasures,
                withoutPauses,
                shortBlocks);
    }

    /** Returns the larger p-value of the two null models on all of the time. */
    public double pOfAllTime() {
        return Math.max(pGlobal, pBlock);
    }

    /** Returns the p-value of the test: every null model must be rejected, also without pauses, so the largest of them. */
    public double p() {
        return Math.max(pOfAllTime(), withoutPauses.map(WithoutPauses::p).orElse(0.0));
    }

    /** Returns the p-value of a claim of order: the largest, that of short blocks included. */
    public double pOrder() {
        return Math.max(p(), shortBlocks.map(ShortBlocks::p).orElse(0.0));
    }
}
