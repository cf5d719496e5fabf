package org.thermograd.domain.analysis.study;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.thermograd.domain.analysis.crosscorrelation.DeviceSignal;
import org.thermograd.domain.analysis.report.Collapses;
import org.thermograd.domain.analysis.run.InferredRun;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;

/** Which efficiency index of a device its gradient norms are compared with, under the name of who computed it. */
interface EfficiencyIndices {
    /** What the samples hold, computed by another monitor. */
    EfficiencyIndices RECORDED = (samples, run, device) -> samples;

    /** What the samples hold, computed by an exporter of this project. */
    EfficiencyIndices EXPORTED = (samples, run, device) -> samples.columns().contains(SampledRun.SMOOTHED_INDEX)
            ? samples.with(
                    DeviceSignal.EFFICIENCY_INDEX.column(),
                    samples.column(SampledRun.SMOOTHED_INDEX).values(),
                    SampledRun.SMOOTHED_INDEX)
            : samples;

    /** Returns the samples of a device with the index that counts, and no other. */
    SampleTable in(SampleTable samples, String run, String device);

    /**
     * Returns the indices of runs that were read from files or sessions.
     *
     * @param sessions whether an exporter of this project recorded them
     * @param collapses which collapses are analyzed; of inferred ones the index that they were inferred from counts
     */
    static EfficiencyIndices of(boolean sessions, Collapses collapses) {
        if (sessions) {
            return EXPORTED;
        }
        if (!(collapses instanceof Collapses.Inferred inferred)) {
            return RECORDED;
        }
        Map<String, Map<String, TimeSeries>> computed = inferred.runs().stream()
                .collect(Collectors.toMap(run -> run.run().id(), InferredRun::indices));
        return (samples, run, device) -> {
            TimeSeries index = computed.getOrDefault(run, new TreeMap<>()).get(device);
            return index == null
                    ? samples
                    : samples.with(DeviceSignal.EFFICIENCY_INDEX.column(), index.values(), SampledRun.SMOOTHED_INDEX);
        };
    }
}
