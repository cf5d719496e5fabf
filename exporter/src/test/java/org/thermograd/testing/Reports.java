package org.thermograd.testing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.thermograd.domain.analysis.finding.LagHistogram;
import org.thermograd.domain.analysis.finding.PerDevice;
import org.thermograd.domain.analysis.finding.Placebo;
import org.thermograd.domain.analysis.finding.Prediction;
import org.thermograd.domain.analysis.report.Collapses;
import org.thermograd.domain.analysis.report.Costs;
import org.thermograd.domain.analysis.report.Findings;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.report.Source;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.study.StudyConfig;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.series.Segment;

/** Reports with valid parts. */
public final class Reports {
    /** Flags are known to be in time. */
    private static final CorrelationConfig CONFIG = CorrelationConfig.DEFAULTS.withKnownLatencyMillis(0);

    private Reports() {}

    /** Returns a report of runs that were read from files. */
    public static Report aReport(List<Run> runs, Source.Remark... remarks) {
        Analysis analysis = new Analyzer(CONFIG).analyze(runs);
        return aReport(
                analysis, Findings.NONE.withLagHistogram(LagHistogram.of(analysis, EventConfig.DEFAULTS)), remarks);
    }

    /** Returns a report with all that the events of an analysis tell. */
    public static Report withFindings(Analysis analysis, Prediction.Signals signals) {
        return aReport(
                analysis,
                new Findings(
                        LagHistogram.of(analysis, EventConfig.DEFAULTS),
                        Optional.empty(),
                        PerDevice.of(analysis, CorrelationConfig.DEFAULTS, (run, device) -> device),
                        Placebo.of(analysis, CorrelationConfig.DEFAULTS),
                        Prediction.of(analysis, CorrelationConfig.DEFAULTS, signals),
                        new Analyzer(CorrelationConfig.DEFAULTS).scan(analysis),
                        Optional.empty()));
    }

    private static Report aReport(Analysis analysis, Findings findings, Source.Remark... remarks) {
        Segment hour = new Segment(0, 3_600_000);
        Source source = Source.Files.ofPairs(List.of(new Source.RunFiles(
                "luna",
                new Source.RecordedFile("h.csv", 3600, Optional.of(hour), List.of(remarks)),
                new Source.RecordedFile("t.json", 3600, Optional.of(hour), List.of()),
                Map.of("gpu0", 3600),
                new TreeSet<>(Set.of("gpu7")),
                2,
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
        return new Report(
                Instant.EPOCH,
                source,
                CONFIG,
                new Collapses.Recorded(),
                StudyConfig.DEFAULTS.coupling(),
                Costs.NONE,
                analysis,
                findings,
                List.of());
    }
}
