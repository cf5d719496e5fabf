package org.thermograd.domain.analysis.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.analysis.crosscorrelation.ContinuousCoupling;
import org.thermograd.domain.analysis.crosscorrelation.CouplingAnalyzer;
import org.thermograd.domain.analysis.crosscorrelation.CouplingConfig;
import org.thermograd.domain.analysis.crosscorrelation.WatchedRun;
import org.thermograd.domain.analysis.run.Restarts;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.series.SampleTable;

/** What the continuous signals of runs tell, of whatever source has their samples. */
final class ContinuousFindings {
    private ContinuousFindings() {}

    /**
     * Compares the gradient norm of each run with the signals of its devices.
     *
     * @param recorded the runs with the samples of their devices
     * @param runs the same, cut at restarts, with the collapses that are analyzed; the devices that they do not have are left out
     * @param indices the efficiency indices of the devices of each run
     * @return nothing where no device has a signal
     */
    static Optional<ContinuousCoupling> of(
            List<SampledRun> recorded, List<Run> runs, EfficiencyIndices indices, CouplingConfig config) {
        Map<String, SampledRun> stretches = new HashMap<>();
        for (SampledRun run : recorded) {
            Restarts.stretches(run.id(), run.step()).keySet().forEach(id -> stretches.put(id, run));
        }
        List<WatchedRun> watched = new ArrayList<>();
        for (Run run : runs) {
            SampledRun samples = stretches.get(run.id());
            if (samples == null) {
                throw new IllegalArgumentException(
                        "runs must be stretches of " + stretches.keySet() + ", got " + run.id());
            }
            SortedMap<String, SampleTable> devices = new TreeMap<>(samples.devices());
            devices.keySet().retainAll(run.collapseFlags().keySet());
            devices.replaceAll((device, table) -> indices.in(table, samples.id(), device));
            watched.add(new WatchedRun(run.id(), run.gradNorm(), devices, run.collapseFlags()));
        }
        return Optional.of(new CouplingAnalyzer(config).analyze(watched)).filter(coupling -> !coupling.isEmpty());
    }
}
