package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;
import org.thermograd.domain.series.Coverage;

/**
 * How one device was watched during a run.
 *
 * @param coverage when training and this device were watched, and a collapse of it could be seen
 * @param watched the same whether or not a collapse could be seen
 * @param leftCensored stretches that began in a collapse, whose onset nobody saw
 * @param intervalMillis the median interval between its samples; absent where the times of its collapses do not depend on
 *     when it was sampled
 */
public record DeviceWatch(Coverage coverage, Coverage watched, int leftCensored, OptionalLong intervalMillis) {
    public DeviceWatch {
        requireNonNull(coverage, "coverage");
        requireNonNull(watched, "watched");
        requireNonNull(intervalMillis, "intervalMillis");
    }
}
