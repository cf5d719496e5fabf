package org.thermograd.domain.analysis.coincidence;

import java.util.List;
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
 * @param effectiveEffects effects left for the power calculation after over-dispersion and the cost of two nulls
 * @param detectableRateRatio the rate ratio that would have been seen with the target power; absent if none would
 * @param globalMeasures the global null of each run
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
        List<ShiftMeasure> globalMeasures) {
    public CoincidenceStatistics {
        globalMeasures = List.copyOf(globalMeasures);
    }

    /** Returns the p-value of the test: both null models must be rejected, so the larger of the two. */
    public double p() {
        return Math.max(pGlobal, pBlock);
    }
}
