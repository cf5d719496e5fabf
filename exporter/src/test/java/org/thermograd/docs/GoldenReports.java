package org.thermograd.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.adapter.report.json.ReportJson;
import org.thermograd.domain.analysis.finding.FirstExperimentRow;
import org.thermograd.domain.analysis.finding.LagHistogram;
import org.thermograd.domain.analysis.finding.PerDevice;
import org.thermograd.domain.analysis.finding.Placebo;
import org.thermograd.domain.analysis.finding.Prediction;
import org.thermograd.domain.analysis.report.Collapses;
import org.thermograd.domain.analysis.report.Costs;
import org.thermograd.domain.analysis.report.Findings;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.report.Source;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.analysis.study.StudyConfig;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.PooledRuns;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.VectorRuns;
import org.thermograd.testing.Vectors;

/** Whole reports of the sessions in the golden files, which between them reach every verdict. */
final class GoldenReports {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private GoldenReports() {}

    /** Returns the reports, or skips the calling test. */
    static List<JsonNode> all() {
        List<JsonNode> reports = new ArrayList<>();
        for (String file : List.of("02_coupled_forward.json", "03_coupled_reverse.json")) {
            JsonNode golden = Vectors.read(file);
            reports.add(
                    report(GoldenRuns.session(golden.get("inputs"), "run"), GoldenRuns.config(golden.get("params"))));
        }
        JsonNode edges = Vectors.read("05_edge_cases.json");
        for (JsonNode edge : edges.get("cases")) {
            ObjectNode params = edges.get("defaults").deepCopy();
            params.setAll((ObjectNode) edge.get("paramsChanged"));
            reports.add(report(GoldenRuns.runs(edge.at("/inputs/runs")), GoldenRuns.config(params)));
        }
        JsonNode devices = Vectors.read("09_runs_devices.json");
        reports.add(report(GoldenRuns.runs(devices.at("/inputs/runs")), GoldenRuns.config(devices.get("params"))));
        JsonNode verdicts = Vectors.read("12_verdicts.json");
        for (JsonNode one : verdicts.get("cases")) {
            reports.add(
                    report(GoldenRuns.session(one.get("inputs"), "run"), GoldenRuns.config(verdicts.get("params"))));
        }
        for (String file : List.of("15_resume.json", "16_step_intervals.json", "17_latency_windows.json")) {
            for (JsonNode one : Vectors.read(file).get("cases")) {
                CorrelationConfig config = VectorRuns.config(one);
                List<RunEvents> runs = VectorRuns.runs(one);
                Analysis analysis = new Analyzer(config)
                        .judge(
                                new PooledRuns(runs, List.of(), List.of(), Set.of()),
                                one.get("guardMs").longValue());
                reports.add(report(analysis, config, List.of(), stepless(runs)));
            }
        }
        return reports;
    }

    /** Returns runs of the same names of which nothing but the events is known. */
    private static List<SampledRun> stepless(List<RunEvents> runs) {
        return runs.stream()
                .map(run ->
                        recorded(new Run(run.id(), TimeSeries.of(new long[] {0}, new double[] {1}), new TreeMap<>())))
                .toList();
    }

    private static JsonNode report(List<Run> runs, CorrelationConfig config) {
        return report(
                new Analyzer(config).analyze(runs),
                config,
                runs,
                runs.stream()
                        .filter(run -> run.gradNorm().size() > 0)
                        .map(GoldenReports::recorded)
                        .toList());
    }

    private static JsonNode report(
            Analysis analysis, CorrelationConfig config, List<Run> runs, List<SampledRun> recorded) {
        Source.RecordedFile file = new Source.RecordedFile("file", 1, Optional.of(new Segment(0, 1)), List.of());
        Source source = Source.Files.ofPairs(analysis.runs().stream()
                .map(run -> new Source.RunFiles(
                        run.id(),
                        file,
                        file,
                        Map.of("gpu0", 1),
                        new TreeSet<>(),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .toList());
        List<FirstExperimentRow> firstExperiment =
                recorded.stream().map(run -> FirstExperimentRow.of(run, 1000)).toList();
        Report report = new Report(
                Instant.EPOCH,
                source,
                config,
                new Collapses.Recorded(),
                StudyConfig.DEFAULTS.coupling(),
                Costs.NONE,
                analysis,
                new Findings(
                        LagHistogram.of(analysis, config.events()),
                        Optional.empty(),
                        PerDevice.of(analysis, config, (run, device) -> device),
                        Placebo.of(analysis, config),
                        Prediction.of(
                                analysis, config, new Prediction.Signals(new Analyzer(config).detect(runs), Map.of())),
                        new Analyzer(config).scan(analysis),
                        Optional.empty()),
                firstExperiment);
        try {
            return MAPPER.readTree(ReportJson.write(report));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SampledRun recorded(Run run) {
        TimeSeries norms = run.gradNorm();
        SampleTable.Builder entries = SampleTable.builder(SampledRun.GRAD_NORM, SampledRun.LOSS);
        double[] noSteps = new double[norms.size()];
        for (int i = 0; i < norms.size(); i++) {
            entries.add(norms.epochMillis(i), norms.value(i), Double.NaN);
            noSteps[i] = Double.NaN;
        }
        SortedMap<String, SampleTable> devices = new TreeMap<>();
        run.collapseFlags().forEach((device, flags) -> {
            SampleTable.Builder samples =
                    SampleTable.builder(SampledRun.COLLAPSE, SampledRun.TEMPERATURE, SampledRun.SMOOTHED_INDEX);
            for (int i = 0; i < flags.size(); i++) {
                samples.add(flags.epochMillis(i), flags.value(i), Double.NaN, Double.NaN);
            }
            devices.put(device, samples.build());
        });
        return new SampledRun(run.id(), entries.build(), norms, TimeSeries.of(norms.epochMillis(), noSteps), devices);
    }
}
