package org.thermograd.app.correlate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thermograd.app.cli.OptionValues;
import org.thermograd.domain.analysis.coincidence.CoincidenceConfig;
import org.thermograd.domain.analysis.coincidence.PowerConfig;
import org.thermograd.domain.analysis.run.DetectorConfig;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.event.CollapseEvents;
import org.thermograd.domain.event.SpikeEvents;
import org.thermograd.domain.series.GapRule;
import picocli.CommandLine.Option;

/** Every parameter of the analysis as an option. */
final class AnalysisOptions {
    private static final String DEFAULT = " (default ${DEFAULT-VALUE})";
    static final String NEEDS_STEPS = "must be left at the default, another needs per-step data (recorded files)";

    @Option(
            names = "--spike-refractory",
            paramLabel = "TIME",
            defaultValue = SpikeEvents.REFRACTORY_SECONDS + "s",
            converter = OptionValues.Millis.class,
            description = "A flagged step sooner after the last one joins its spike" + DEFAULT)
    private long spikeRefractoryMillis;

    @Option(
            names = "--collapse-refractory",
            paramLabel = "TIME",
            defaultValue = CollapseEvents.REFRACTORY_SECONDS + "s",
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
            defaultValue = "1.4",
            converter = OptionValues.AtLeastOne.class,
            description = "More effects needed because three null models must be rejected" + DEFAULT)
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

    /** Returns what keeps the options from being carried out where our exporter found the spikes; empty if nothing does. */
    List<String> problemsWithoutSteps() {
        return spikeRefractoryMillis == EventConfig.DEFAULTS.spikeRefractoryMillis()
                ? List.of()
                : List.of("over Prometheus the exporter's refractory counts: --spike-refractory " + NEEDS_STEPS);
    }

    /** The same for the collapses. */
    List<String> problemsWithoutFlags() {
        return collapseRefractoryMillis == EventConfig.DEFAULTS.collapseRefractoryMillis()
                ? List.of()
                : List.of("over Prometheus the exporter's refractory counts: --collapse-refractory " + NEEDS_STEPS);
    }

    /**
     * Returns the configuration that the options say, with a detector; its latency is 0 where the user gave none.
     */
    CorrelationConfig config(DetectorConfig detector) {
        EventConfig unknown = new EventConfig(
                spikeRefractoryMillis, collapseRefractoryMillis, 0, new GapRule(gapFactor, gapMinMillis));
        EventConfig events =
                detectorLatencyMillis == null ? unknown : unknown.withKnownLatencyMillis(detectorLatencyMillis);
        return new CorrelationConfig(
                detector,
                events,
                new CoincidenceConfig(
                        clockUncertaintyMillis, deltaTMillis, blockMillis, alpha, syncAlpha, minRateRatio, maxExposure),
                new PowerConfig(
                        targetRateRatio, targetPower, designInflation, planSpikesPerHour, planCollapsesPerHour));
    }
}
