package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.series.TimeSeries;

/**
 * A recorded run with the collapses inferred from its samples.
 *
 * @param run the run
 * @param indices for each device its smoothed efficiency index at each of its samples, {@code NaN} where there is none
 * @param blind the devices that cannot show an inferred collapse, and why
 */
public record InferredRun(Run run, SortedMap<String, TimeSeries> indices, SortedMap<String, BlindReason> blind) {
    public InferredRun {
        requireNonNull(run, "run");
        indices = Collections.unmodifiableSortedMap(new TreeMap<>(indices));
        blind = Collections.unmodifiableSortedMap(new TreeMap<>(blind));
    }

    /** Why a device of a recording cannot show an inferred collapse. */
    public enum BlindReason {
        /** No sample has a utilization, so there is no index. */
        NO_UTILIZATION("its utilization is not recorded, so it has no efficiency index"),
        /** No sample with a utilization has a temperature, so it can never be seen to heat. */
        NO_TEMPERATURE("its temperature is not recorded, so it cannot be seen to heat"),
        /** Every temperature is the same, as a placeholder is, so it is never seen to heat. */
        CONSTANT_TEMPERATURE("its temperature never changes, as that of a placeholder, so it cannot be seen to heat"),
        /** Samples are too few, too far apart or too short of temperatures for the rule to be applied to any of them. */
        NEVER_JUDGED("its samples are too few or too far apart to judge any of them"),
        /** At no sample was it loaded and heating, which is where the rule looks. */
        NEVER_HEATING("at no sample is it loaded and heating, and only then a drop could be seen");

        private final String description;

        BlindReason(String description) {
            this.description = description;
        }

        /** Returns the reason in words. */
        public String description() {
            return description;
        }
    }
}
