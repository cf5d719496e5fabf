package org.thermograd.app.correlate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thermograd.app.cli.OptionValues;
import org.thermograd.domain.analysis.run.DetectorConfig;
import org.thermograd.domain.spike.EmaZ;
import org.thermograd.domain.spike.RollingZ;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which spike detector, and its parameters; those that the user does not give are the defaults of that detector. */
final class DetectorOptions {
    private static final String DEFAULT = " (default ${DEFAULT-VALUE})";

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
            converter = OptionValues.Count.class,
            description = "Steps that the detector looks back (default 100 for log_hampel, 50 for rolling_z)")
    private @Nullable Integer window;

    @Option(
            names = "--detector-min-samples",
            paramLabel = "N",
            converter = OptionValues.Count.class,
            description = "Steps it needs before it judges one (default 20 for log_hampel, 20 for rolling_z, 25 for"
                    + " ema_z)")
    private @Nullable Integer minSamples;

    @Option(
            names = "--detector-k",
            paramLabel = "X",
            converter = OptionValues.Positive.class,
            description = "Threshold of the detector (default 5 for log_hampel, 3.5 for batch_log_mad, 1 for mean_std,"
                    + " 3 for rolling_z, 2.5 for ema_z)")
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

    /** Returns what is wrong with options that are right each by itself; empty if nothing is. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (minSamples() < 2 && (detector.equals(RollingZ.ID) || detector.equals(EmaZ.ID))) {
            problems.add("Invalid value for option '--detector-min-samples': must be at least 2 for " + detector
                    + ", got " + minSamples());
        }
        if (DetectorConfig.hasWindow(detector) && window() < minSamples()) {
            problems.add("Invalid value for option '--detector-window': must be at least --detector-min-samples "
                    + minSamples() + ", got " + window());
        }
        return problems;
    }

    /** Returns what keeps the options from being carried out where the exporter found the spikes; empty if nothing does. */
    List<String> problemsWithoutSteps() {
        return config().equals(DetectorConfig.DEFAULTS)
                ? List.of()
                : List.of("over Prometheus the exporter's detector counts: --detector and its options "
                        + AnalysisOptions.NEEDS_STEPS);
    }

    /** Returns the detector that the options say; they must be without {@link #problems()}. */
    DetectorConfig config() {
        double threshold = k == null ? defaults().k() : k;
        return new DetectorConfig(detector, window(), minSamples(), threshold, sigmaFloor, minRatio, batchK);
    }

    private int window() {
        return window == null ? defaults().window() : window;
    }

    private int minSamples() {
        return minSamples == null ? defaults().minSamples() : minSamples;
    }

    private DetectorConfig defaults() {
        return DetectorConfig.withDefaults(detector);
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
