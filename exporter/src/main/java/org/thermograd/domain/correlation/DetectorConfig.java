package org.thermograd.domain.correlation;

import java.util.List;
import org.thermograd.domain.spike.BatchLogMad;
import org.thermograd.domain.spike.LogHampel;
import org.thermograd.domain.spike.MeanStd;
import org.thermograd.domain.spike.SpikeRule;

/**
 * Which spike detector looks at the gradient norms, and its options. A detector reads only the options that are its
 * own; all are kept, since all stand in the report.
 *
 * @param id one of {@link #IDS}
 * @param window how many values before a step {@code log_hampel} looks at
 * @param minSamples how many of them it needs
 * @param k the threshold of the chosen detector, in its own unit
 * @param sigmaFloor the smallest scale of the log detectors
 * @param minRatio the smallest ratio of a spike to the median, for the log detectors
 * @param batchK the threshold where {@code log_hampel} falls back to the whole series, because it is short
 */
public record DetectorConfig(
        String id, int window, int minSamples, double k, double sigmaFloor, double minRatio, double batchK) {
    /** The detectors there are, the default first. */
    public static final List<String> IDS = List.of(LogHampel.ID, BatchLogMad.ID, MeanStd.ID);

    /** The values of the specification. */
    public static final DetectorConfig DEFAULTS = withDefaults(LogHampel.ID);

    public DetectorConfig {
        if (!IDS.contains(id)) {
            throw new IllegalArgumentException("detector must be one of " + String.join(", ", IDS) + ", got " + id);
        }
        rule(id, window, minSamples, k, sigmaFloor, minRatio, batchK);
    }

    /**
     * Returns a detector with the defaults of the specification.
     *
     * @param id one of {@link #IDS}
     */
    public static DetectorConfig withDefaults(String id) {
        LogHampel options = LogHampel.withDefaults();
        double k = id.equals(MeanStd.ID)
                ? MeanStd.withDefaults().k()
                : id.equals(BatchLogMad.ID) ? BatchLogMad.withDefaults().k() : options.k();
        return new DetectorConfig(
                id,
                options.window(),
                options.minSamples(),
                k,
                options.sigmaFloor(),
                options.minRatio(),
                options.batchK());
    }

    /** Returns the detector. */
    public SpikeRule rule() {
        return rule(id, window, minSamples, k, sigmaFloor, minRatio, batchK);
    }

    private static SpikeRule rule(
            String id, int window, int minSamples, double k, double sigmaFloor, double minRatio, double batchK) {
        return switch (id) {
            case MeanStd.ID -> new MeanStd(k);
            case BatchLogMad.ID -> new BatchLogMad(k, sigmaFloor, minRatio);
            default -> new LogHampel(window, minSamples, k, sigmaFloor, minRatio, batchK);
        };
    }
}
