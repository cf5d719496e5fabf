package org.thermograd.domain.analysis.crosscorrelation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;

/** Runs of one device whose temperature is given, a step and a sample a second. */
final class CoupledRuns {
    private CoupledRuns() {}

    static WatchedRun run(double[] logNorms, double[] temperatures) {
        SampleTable.Builder samples = SampleTable.builder(SampledRun.TEMPERATURE);
        long[] times = new long[logNorms.length];
        double[] norms = new double[logNorms.length];
        for (int t = 0; t < logNorms.length; t++) {
            times[t] = 1000L * t;
            norms[t] = Math.exp(logNorms[t]);
            samples.add(times[t], temperatures[t]);
        }
        return new WatchedRun(
                "run", TimeSeries.of(times, norms), new TreeMap<>(Map.of("gpu0", samples.build())), new TreeMap<>());
    }

    static ContinuousCoupling analyze(double[] logNorms, double[] temperatures, CouplingConfig config) {
        return new CouplingAnalyzer(config).analyze(List.of(run(logNorms, temperatures)));
    }

    static SignalCoupling.Estimate estimate(double[] logNorms, double[] temperatures, CouplingConfig config) {
        return analyze(logNorms, temperatures, config)
                .pairs()
                .get(0)
                .coupling()
                .estimate()
                .orElseThrow();
    }
}
