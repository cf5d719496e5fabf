package org.thermograd.domain.analysis.cost;

import java.util.Optional;
import org.apache.commons.statistics.descriptive.Quantile;
import org.thermograd.domain.cost.StepTimes;

/**
 * The fastest steps of a run against its usual ones: a description, not a cost.
 *
 * @param decileSeconds the tenth of its steps that was fastest took at most so long (quantile .1, Hyndman and Fan 7)
 * @param medianSeconds its median step
 */
public record BestDecile(double decileSeconds, double medianSeconds) {
    private static final double DECILE = 0.1;
    private static final double HALF = 0.5;
    private static final double MILLIS = 1000;

    /** Returns those of a run; nothing where no step can be used. */
    static Optional<BestDecile> of(StepTimes steps) {
        if (steps.size() == 0) {
            return Optional.empty();
        }
        double[] found = Quantile.withDefaults()
                .with(Quantile.EstimationMethod.HF7)
                .evaluate(steps.durationMillis(), DECILE, HALF);
        return Optional.of(new BestDecile(found[0] / MILLIS, found[1] / MILLIS));
    }
}
