package org.thermograd.domain.analysis.finding;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Quantile;
import org.thermograd.domain.analysis.coincidence.Stratum;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.Direction;

/**
 * How long before an effect its cause came: for each effect that follows a cause within the window, the time since the most
 * recent one in it. Immutable and thread-safe.
 *
 * <p>Source: docs/correlation.md, "Coincidence test".
 */
public final class LeadTimes {
    private final double[] seconds;

    private LeadTimes(double[] seconds) {
        this.seconds = seconds;
    }

    /**
     * Returns the lead times of one direction, those that the coincidence test counts.
     *
     * @param analysis its runs, with the guard
     * @param config the parameters of the test
     * @param direction which events come first
     */
    public static LeadTimes of(Analysis analysis, CorrelationConfig config, Direction direction) {
        requireNonNull(direction, "direction");
        long guard = analysis.guardMillis();
        long farthest = guard + config.coincidence().deltaTMillis();
        List<Double> leads = new ArrayList<>();
        for (RunEvents run : analysis.runs()) {
            Stratum stratum = direction == Direction.FORWARD
                    ? run.forwardStratum(config.events())
                    : run.backwardStratum(config.events(), 0);
            long[] causes = stratum.causeMillis();
            for (long effect : stratum.effectMillis()) {
                Arrays.stream(causes)
                        .map(cause -> effect - cause)
                        .filter(lag -> lag > guard && lag <= farthest)
                        .min()
                        .ifPresent(lag -> leads.add(lag / 1000.0));
            }
        }
        return new LeadTimes(leads.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Returns how many there are. */
    public int count() {
        return seconds.length;
    }

    /**
     * Returns the lead time that a share of them does not exceed, in seconds, between neighbors in proportion; nothing if
     * there is none.
     *
     * @param share 0 to 1; 0.5 is the median
     */
    public OptionalDouble quantileSeconds(double share) {
        return seconds.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Quantile.withDefaults()
                        .with(Quantile.EstimationMethod.HF7)
                        .withCopy(true)
                        .evaluate(seconds, share));
    }
}
