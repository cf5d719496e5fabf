package org.thermograd.app;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.thermograd.domain.correlation.CoincidenceConfig;
import org.thermograd.domain.correlation.CorrelationConfig;
import org.thermograd.domain.correlation.DetectorConfig;
import org.thermograd.domain.correlation.EventConfig;
import org.thermograd.domain.correlation.PowerConfig;
import org.thermograd.domain.series.GapRule;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Every parameter of the analysis as an option. */
final class AnalysisOptions {
    private static final String DEFAULT = " (default ${DEFAULT-VALUE})";
    private static final String NEEDS_STEPS =
            "must be left at the default, another needs per-step data (recorded files)";

    @Option(
            names = "--detector",
            paramLabel = "ID",
            defaultValue = "log_hampel",
            converter = Detector.class,
            completionCandidates = Detectors.class,
            description = "Spike detector: ${COMPLETION-CANDIDATES}" + DEFAULT)
    private String detector = "";

    @Option(
            names = "--detector-window",
            paramLabel = "N",
            defaultValue = "100",
            converter = OptionValues.Count.class,
            description = "Steps that log_hampel looks back" + DEFAULT)
    private int window;

    @Option(
            names = "--detector-min-samples",
            paramLabel = "N",
            defaultValue = "20",
            converter = OptionValues.Count.class,
            description = "Steps it needs before it judges one" + DEFAULT)
    private int minSamples;

    @Option(
            names = "--detector-k",
            paramLabel = "X",
            converter = OptionValues.Positive.class,
            description = "Threshold of the detector (default 5 for log_hampel, 3.5 for batch_log_mad, 1 for mean_std)")
    private @Nullable Double k;

    @Option(
            names = "--detector-sigma-floor",
            paramLabel = "X",
            defaultValue = "0.02",
            converter = OptionValues.Positive.class,
            description = "Smallest scale of the log detectors" + DEFAULT)
    private double sigmaFloor;

    @Option(
            names = "--detector-min-ratio",
            paramLabel = "X",
            defaultValue = "1.25",
            converter = OptionValues.AtLeastOne.class,
            description = "Smallest ratio of a spike to the median norm" + DEFAULT)
    private double minRatio;

    @Option(
            names = "--detector-batch-k",
            paramLabel = "X",
            defaultValue = "3.5",
            converter = OptionValues.Positive.class,
            description = "Threshold where log_hampel falls back to batch_log_mad, in a short run" + DEFAULT)
    private double batchK;

    @Option(
            names = "--spike-refractory",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = OptionValues.Millis.class,
            description = "A flagged step sooner after the last one joins its spike" + DEFAULT)
    private long spikeRefractoryMillis;

    @Option(
            names = "--collapse-refractory",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = OptionValues.Millis.class,
            description = "The same for collapses" + DEFAULT)
    private long collapseRefractoryMillis;

    @Option(
            names = "--detector-latency",
            paramLabel = "TIME",
            converter = OptionValues.Millis.class,
            description =
                    "How late a collapse is flagged; onsets are moved back by it (default 0s, over Prometheus what"
                            + " the exporter publishes)")
    private @Nullable Long detectorLatencyMillis;

    @Option(
            names = "--gap-factor",
            paramLabel = "X",
            defaultValue = "5",
            converter = OptionValues.AtLeastOne.class,
            description = "An interval of more than this many median intervals is a gap" + DEFAULT)
    private double gapFactor;

    @Option(
            names = "--gap-min",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = OptionValues.PositiveMillis.class,
            description = "No shorter interval is a gap" + DEFAULT)
    private long gapMinMillis;

    @Option(
            names = "--clock-uncertainty",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = OptionValues.Millis.class,
            description = "How far the two clocks may differ; the guard is at least this" + DEFAULT)
    private long clockUncertaintyMillis;

    @Option(
            names = "--delta-t",
            paramLabel = "TIME",
            defaultValue = "15s",
            converter = OptionValues.PositiveMillis.class,
            description = "How long after the guard an event still counts as following" + DEFAULT)
    private long deltaTMillis;

    @Option(
            names = "--block",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = OptionValues.PositiveMillis.class,
            description = "Block of the null model that keeps slow change" + DEFAULT)
    private long blockMillis;

    @Option(
            names = "--alpha",
            paramLabel = "X",
            defaultValue = "0.05",
            converter = OptionValues.Share.class,
            description = "False-discovery rate of the two directions" + DEFAULT)
    private double alpha;

    @Option(
            names = "--sync-alpha",
            paramLabel = "X",
            defaultValue = "0.01",
            converter = OptionValues.Share.class,
            description = "Level of the test within the guard" + DEFAULT)
    private double syncAlpha;

    @Option(
            names = "--min-rate-ratio",
            paramLabel = "X",
            defaultValue = "1.5",
            converter = OptionValues.AtLeastOne.class,
            description = "A smaller rate ratio is negligible" + DEFAULT)
    private double minRateRatio;

    @Option(
            names = "--max-exposure",
            paramLabel = "X",
            defaultValue = "0.8",
            converter = OptionValues.Share.class,
            description = "A direction whose windows fill more of the time is not tested" + DEFAULT)
    private double maxExposure;

    @Option(
            names = "--target-rate-ratio",
            paramLabel = "X",
            defaultValue = "3",
            converter = OptionValues.AboveOne.class,
            description = "The smallest rate ratio that matters" + DEFAULT)
    private double targetRateRatio;

    @Option(
            names = "--target-power",
            paramLabel = "X",
            defaultValue = "0.8",
            converter = OptionValues.Share.class,
            description = "The power with which it should be seen" + DEFAULT)
    private double targetPower;

    @Option(
            names = "--design-inflation",
            paramLabel = "X",
            defaultValue = "1.25",
            converter = OptionValues.AtLeastOne.class,
            description = "More effects needed because two null models must be rejected" + DEFAULT)
    private double designInflation;

    @Option(
            names = "--plan-spikes-per-hour",
            paramLabel = "X",
            defaultValue = "30",
            converter = OptionValues.Positive.class,
            description = "Spikes assumed when a session is planned without data" + DEFAULT)
    private double planSpikesPerHour;

    @Option(
            names = "--plan-collapses-per-hour",
            paramLabel = "X",
            defaultValue = "6",
            converter = OptionValues.Positive.class,
            description = "Collapses assumed likewise" + DEFAULT)
    private double planCollapsesPerHour;

    /** Returns what is wrong with options that are right each by itself; empty if nothing is. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (window < minSamples) {
            problems.add("Invalid value for option '--detector-window': must be at least --detector-min-samples "
                    + minSamples + ", got " + window);
        }
        return problems;
    }

    /**
     * Returns what keeps the options from being carried out where somebody else found spikes and collapses; empty if
     * nothing does.
     */
    List<String> problemsWithoutSteps() {
        List<String> problems = new ArrayList<>();
        if (!detectorConfig().equals(DetectorConfig.DEFAULTS)) {
            problems.add("over Prometheus the exporter's detector counts: --detector and its options " + NEEDS_STEPS);
        }
        if (spikeRefractoryMillis != EventConfig.DEFAULTS.spikeRefractoryMillis()) {
            problems.add("over Prometheus the exporter's refractory counts: --spike-refractory " + NEEDS_STEPS);
        }
        if (collapseRefractoryMillis != EventConfig.DEFAULTS.collapseRefractoryMillis()) {
            problems.add("over Prometheus the exporter's refractory counts: --collapse-refractory " + NEEDS_STEPS);
        }
        return problems;
    }

    /** Returns the latency of the detector if the user gave one. */
    OptionalLong detectorLatencyMillis() {
        return detectorLatencyMillis == null ? OptionalLong.empty() : OptionalLong.of(detectorLatencyMillis);
    }

    /** Returns the configuration that the options say; they must be without {@link #problems()}. */
    CorrelationConfig config() {
        return config(0);
    }

    /**
     * Returns the configuration that the options say; they must be without {@link #problems()}.
     *
     * @param latencyMillis the latency of the detector where the user gave none
     */
    CorrelationConfig config(long latencyMillis) {
        return new CorrelationConfig(
                detectorConfig(),
                new EventConfig(
                        spikeRefractoryMillis,
                        collapseRefractoryMillis,
                        detectorLatencyMillis().orElse(latencyMillis),
                        new GapRule(gapFactor, gapMinMillis)),
                new CoincidenceConfig(
                        clockUncertaintyMillis, deltaTMillis, blockMillis, alpha, syncAlpha, minRateRatio, maxExposure),
                new PowerConfig(
                        targetRateRatio, targetPower, designInflation, planSpikesPerHour, planCollapsesPerHour));
    }

    private DetectorConfig detectorConfig() {
        double threshold = k == null ? DetectorConfig.withDefaults(detector).k() : k;
        return new DetectorConfig(detector, window, minSamples, threshold, sigmaFloor, minRatio, batchK);
    }

    /** The id of a detector. */
    static final class Detector implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!DetectorConfig.IDS.contains(text)) {
                throw new TypeConversionException(
                        "must be one of " + String.join(", ", DetectorConfig.IDS) + ", got " + text);
            }
            return text;
        }
    }

    /** The detectors for the help text. */
    static final class Detectors extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Detectors() {
            super(DetectorConfig.IDS);
        }
    }
}
