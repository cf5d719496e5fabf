package org.thermograd.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.adapter.report.Findings;
import org.thermograd.domain.correlation.Analysis;
import org.thermograd.domain.correlation.CorrelationConfig;
import org.thermograd.domain.correlation.RecordedRun;
import org.thermograd.domain.correlation.Restarts;
import org.thermograd.domain.detail.LagHistogram;
import org.thermograd.domain.detail.PerDevice;
import org.thermograd.domain.detail.Placebo;
import org.thermograd.domain.detail.Prediction;
import org.thermograd.domain.detail.WindowScan;
import org.thermograd.domain.series.TimeSeries;

/** What the events of an analysis tell beside its verdict, whatever source they come from. */
final class EventFindings {
    private EventFindings() {}

    /**
     * Returns them.
     *
     * @param names tells devices of several hosts apart
     * @param signals the signals of the runs, as far as the source holds them
     */
    static Findings of(Analysis analysis, CorrelationConfig config, PerDevice.Names names, Prediction.Signals signals) {
        return new Findings(
                LagHistogram.of(analysis, config.events().detectorLatencyMillis()),
                Optional.empty(),
                PerDevice.of(analysis, config, names),
                Placebo.of(analysis, config),
                Prediction.of(analysis, config, signals),
                WindowScan.of(analysis, config),
                Optional.empty());
    }

    /** Returns the temperatures of the devices of recorded runs, by the names of their stretches in the analysis. */
    static Map<String, SortedMap<String, TimeSeries>> temperatures(List<RecordedRun> recorded) {
        Map<String, SortedMap<String, TimeSeries>> temperatures = new TreeMap<>();
        for (RecordedRun run : recorded) {
            Restarts.stretches(run.id(), run.step()).forEach((id, time) -> {
                SortedMap<String, TimeSeries> devices = new TreeMap<>();
                run.devices()
                        .forEach((device, samples) -> devices.put(
                                device,
                                samples.column(RecordedRun.TEMPERATURE).between(time.startMillis(), time.endMillis())));
                temperatures.put(id, devices);
            });
        }
        return temperatures;
    }
}
