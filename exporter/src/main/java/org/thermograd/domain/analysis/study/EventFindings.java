package org.thermograd.domain.analysis.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.analysis.finding.LagHistogram;
import org.thermograd.domain.analysis.finding.PerDevice;
import org.thermograd.domain.analysis.finding.Placebo;
import org.thermograd.domain.analysis.finding.Prediction;
import org.thermograd.domain.analysis.report.Findings;
import org.thermograd.domain.analysis.run.Restarts;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
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
                LagHistogram.of(analysis, config.events()),
                Optional.empty(),
                PerDevice.of(analysis, config, names),
                Placebo.wouldSwapNothing(analysis, config) ? Optional.empty() : Placebo.of(analysis, config),
                Prediction.of(analysis, config, signals),
                new Analyzer(config).scan(analysis),
                Optional.empty());
    }

    /** Returns the temperatures of the devices of recorded runs, by the names of their stretches in the analysis. */
    static Map<String, SortedMap<String, TimeSeries>> temperatures(List<SampledRun> recorded) {
        Map<String, SortedMap<String, TimeSeries>> temperatures = new TreeMap<>();
        for (SampledRun run : recorded) {
            Restarts.stretches(run.id(), run.step()).forEach((id, time) -> {
                SortedMap<String, TimeSeries> devices = new TreeMap<>();
                run.devices()
                        .forEach((device, samples) -> devices.put(
                                device,
                                samples.column(SampledRun.TEMPERATURE).between(time.startMillis(), time.endMillis())));
                temperatures.put(id, devices);
            });
        }
        return temperatures;
    }
}
