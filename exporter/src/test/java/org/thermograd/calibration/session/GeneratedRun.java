package org.thermograd.calibration.session;

import java.util.List;
import java.util.Optional;

/**
 * One run as a training log and a monitor would have recorded it. Nothing of it is measured.
 *
 * @param steps the steps, in time order
 * @param samples the samples of its one device, in time order
 * @param column the column of the hardware CSV that the readings of the samples stand in; absent where they have none
 */
public record GeneratedRun(List<Step> steps, List<Sample> samples, Optional<String> column) {
    public GeneratedRun {
        steps = List.copyOf(steps);
        samples = List.copyOf(samples);
    }
}
