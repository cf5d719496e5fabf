package org.thermograd.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.thermograd.calibration.session.GeneratedRun;
import org.thermograd.domain.analysis.run.Restarts;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.GoldenRuns;

/**
 * What the analysis said before it knew pauses, short blocks and the length of steps. No option brings that back, so this asks
 * the analysis itself.
 */
final class RulesBefore {
    private static final long BETWEEN_RUNS_MILLIS = 86_400_000;
    private static final Analyzer ANALYZER = new Analyzer(GoldenRuns.asBefore(CorrelationConfig.DEFAULTS));

    private RulesBefore() {}

    /** Tells whether they find runs coupled. */
    static boolean findCoupled(List<GeneratedRun> runs) {
        List<Run> cut = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            cut.addAll(cut("run" + i, runs.get(i), i * BETWEEN_RUNS_MILLIS));
        }
        return ANALYZER.analyze(cut).verdict() instanceof Verdict.Coupled;
    }

    private static List<Run> cut(String id, GeneratedRun run, long start) {
        long[] ends =
                run.steps().stream().mapToLong(step -> start + step.endMillis()).toArray();
        TimeSeries norms = TimeSeries.of(
                ends, run.steps().stream().mapToDouble(step -> step.norm()).toArray());
        TimeSeries numbers = TimeSeries.of(
                ends, run.steps().stream().mapToDouble(step -> step.number()).toArray());
        TimeSeries flags = TimeSeries.of(
                run.samples().stream()
                        .mapToLong(sample -> start + sample.millis())
                        .toArray(),
                run.samples().stream()
                        .mapToDouble(sample -> sample.collapsed() ? 1 : 0)
                        .toArray());
        TreeMap<String, TimeSeries> devices = new TreeMap<>();
        devices.put("gpu0", flags);
        return Restarts.cut(new Run(id, norms, devices), numbers).runs();
    }
}
