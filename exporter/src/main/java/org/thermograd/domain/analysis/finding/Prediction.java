package org.thermograd.domain.analysis.finding;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.thermograd.domain.analysis.coincidence.LagWindow;
import org.thermograd.domain.analysis.coincidence.Stratum;
import org.thermograd.domain.analysis.run.DetectedRuns;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.series.TimeSeries;

/**
 * How good an alarm for collapses the spikes are.
 *
 * <p>Source: docs/correlation.md, "Prediction".
 *
 * @param spikes the spikes as an alarm
 * @param temperature a temperature alarm to compare them with; absent where temperatures are not known
 * @param steps how well the steps tell sample by sample; absent where each step is not known
 */
public record Prediction(Alarm spikes, Optional<TemperatureAlarm> temperature, Optional<AheadOfCollapses> steps) {
    public Prediction {
        requireNonNull(spikes, "spikes");
        requireNonNull(temperature, "temperature");
        requireNonNull(steps, "steps");
    }

    /**
     * The signals of runs, as far as a source holds them.
     *
     * @param detected the runs with the score of each step; empty where steps are not known
     * @param temperatures for each run by its name the temperatures of its devices; empty where they are not known
     */
    public record Signals(DetectedRuns detected, Map<String, SortedMap<String, TimeSeries>> temperatures) {
        /** None. */
        public static final Signals NONE = new Signals(new DetectedRuns(List.of()), Map.of());

        public Signals {
            requireNonNull(detected, "detected");
            temperatures = Map.copyOf(temperatures);
        }
    }

    /**
     * Judges the spikes of an analysis.
     *
     * @return absent unless both sides had events while both were watched
     */
    public static Optional<Prediction> of(Analysis analysis, CorrelationConfig config, Signals signals) {
        LagWindow lags =
                LagWindow.after(analysis.guardMillis(), config.coincidence().deltaTMillis());
        List<Stratum> strata = analysis.runs().stream()
                .map(run -> run.forwardStratum(config.events()))
                .toList();
        Alarm spikes = Alarm.of(strata, lags);
        if (spikes.alarms() == 0 || spikes.collapses() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Prediction(
                spikes,
                TemperatureAlarm.of(
                        analysis.runs(),
                        signals.temperatures(),
                        spikes.alarms(),
                        lags,
                        config.events(),
                        config.events().spikeRefractoryMillis()),
                AheadOfCollapses.of(signals.detected(), analysis.runs(), lags, config)));
    }
}
