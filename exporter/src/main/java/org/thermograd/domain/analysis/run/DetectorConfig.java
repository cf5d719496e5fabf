package org.thermograd.domain.analysis.run;

import java.util.List;
import org.thermograd.domain.spike.BatchLogMad;
import org.thermograd.domain.spike.EmaZ;
import org.thermograd.domain.spike.LogHampel;
import org.thermograd.domain.spike.MeanStd;
import org.thermograd.domain.spike.RollingZ;
import org.thermograd.domain.spike.SpikeRule;

/**
 * Which spike detector looks at the gradient norms, and its options. A detector reads only the options that are its
 * own; all are kept, since all stand in the report.
 *
 * @param id one of {@link #IDS}
 * @param window how many values before a step {@code log_hampel} and {@code rolling_z} look at
 * @param minSamples how many values those two and {@code ema_z} need before they judge a step
 * @param k the threshold of the chosen detector, in its own unit
 * @param sigmaFloor the smallest scale of the log detectors
 * @param minRatio the smallest ratio of a spike to the median, for the log detectors
 * @param batchK the threshold where {@code log_hampel} falls back to the whole series, because it is short
 */
public record DetectorConfig(
        String id, int window, int minSamples, double k, double sigmaFloor, double minRatio, double batchK) {
    /** The detectors there are, the default first. */
    public static final List<String> IDS = List.of(LogHampel.ID, BatchLogMad.ID, MeanStd.ID, RollingZ.ID, EmaZ.ID);

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
        LogHampel usual = LogHampel.withDefaults();
        RollingZ rolling = RollingZ.withDefaults();
        EmaZ average = EmaZ.withDefaults();
        return switch (id) {
            case BatchLogMad.ID ->
                of(
                        id,
                        usual.window(),
                        usual.minSamples(),
                        BatchLogMad.withDefaults().k());
            case MeanStd.ID ->
                of(
                        id,
                        usual.window(),
                        usual.minSamples(),
                        MeanStd.withDefaults().k());
            case RollingZ.ID -> of(id, rolling.window(), rolling.minSamples(), rolling.k());
            case EmaZ.ID -> of(id, usual.window(), average.warmUp(), average.k());
            default -> of(id, usual.window(), usual.minSamples(), usual.k());
        };
    }

    private static DetectorConfig of(String id, int window, int minSamples, double k) {
        LogHampel usual = LogHampel.withDefaults();
        return new DetectorConfig(id, window, minSamples, k, usual.sigmaFloor(), usual.minRatio(), usual.batchK());
    }

    /** Tells whether a detector looks back over a window, which must be at least {@link #minSamples} then. */
    public static boolean hasWindow(String id) {
        return id.equals(LogHampel.ID) || id.equals(RollingZ.ID);
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
            case RollingZ.ID -> new RollingZ(window, minSamples, k);
            case EmaZ.ID -> new EmaZ(minSamples, k);
            default -> new LogHampel(window, minSamples, k, sigmaFloor, minRatio, batchK);
        };
    }
}
