package org.thermograd.domain.spike;

/**
 * A rule that says which steps of a run are gradient-norm spikes. Every rule is an immutable record and thread-safe.
 *
 * <p>All rules share this contract: {@code NaN} and infinite norms enter no statistic and are never spikes, they are
 * only counted; every comparison is a strict "greater than", so that a norm equal to its threshold is no spike; a
 * norm that could not be judged is <em>not evaluated</em>, which is not the same as "no spike".
 */
public sealed interface SpikeRule permits LogHampel, BatchLogMad, MeanStd, RollingZ, EmaZ {
    /** Returns the identifier of this kind of rule as it stands in reports, such as {@code log_hampel}. */
    String id();

    /**
     * Judges every step of one run.
     *
     * @param gradNorms the gradient norms of the whole run in time order, of any length; not modified
     * @return one judgement per norm, in the same order
     */
    SpikeFlags flag(double[] gradNorms);
}
