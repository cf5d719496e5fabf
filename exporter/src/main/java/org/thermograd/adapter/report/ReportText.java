package org.thermograd.adapter.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thermograd.adapter.report.view.ContinuousTable;
import org.thermograd.adapter.report.view.DeviceTable;
import org.thermograd.adapter.report.view.DirectionTable;
import org.thermograd.adapter.report.view.Figures;
import org.thermograd.adapter.report.view.Headline;
import org.thermograd.adapter.report.view.PlaceboBlock;
import org.thermograd.adapter.report.view.PredictionBlock;
import org.thermograd.adapter.report.view.Remarks;
import org.thermograd.adapter.report.view.RunTable;
import org.thermograd.adapter.report.view.ScanBlock;
import org.thermograd.adapter.report.view.Sentences;
import org.thermograd.adapter.report.view.Table;
import org.thermograd.domain.analysis.crosscorrelation.ContinuousCoupling;
import org.thermograd.domain.analysis.finding.FirstExperimentRow;
import org.thermograd.domain.analysis.finding.PerDevice;
import org.thermograd.domain.analysis.report.Findings;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.report.Source;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.statistics.Coefficient;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Qualifier;
import org.thermograd.domain.spike.MeanStd;

/**
 * A report as lines for a terminal: what throttling cost, the verdict, which devices stand out, what a reader must know beside it;
 * then settings, tests and coefficients.
 */
public final class ReportText {
    private static final int MOST_SIGNALS = 12;
    private static final int MOST_DEVICES = 5;

    private ReportText() {}

    /** Returns the lines of the report. */
    public static List<String> lines(Report report) {
        Analysis analysis = report.analysis();
        List<String> lines = new ArrayList<>();
        lines.addAll(Headline.sentences(report));
        lines.add(Headline.counts(report));
        report.findings().perDevice().ifPresent(devices -> addDevices(devices, lines));
        for (Qualifier qualifier : analysis.qualifiers()) {
            lines.add("Qualifier " + qualifier + ": " + Sentences.qualifier(qualifier));
        }
        Remarks.of(report).forEach(remark -> lines.add("Note: " + remark));
        lines.add(Headline.settings(report));
        addTests(analysis, lines);
        report.findings().stepLags().ifPresent(lags -> lines.addAll(Sentences.leads(lags)));
        analysis.runs().forEach(run -> lines.add(run(run)));
        addFindings(report.findings(), lines);
        report.findings().continuous().ifPresent(coupling -> addContinuous(coupling, lines));
        if (report.source() instanceof Source.Files) {
            addFirstExperiment(report.firstExperiment(), lines);
        }
        return lines;
    }

    private static void addTests(Analysis analysis, List<String> lines) {
        if (analysis.forward().isEmpty()) {
            return;
        }
        Table tests = DirectionTable.of(analysis);
        lines.add(row(tests.columns().stream().map(Table.Column::title).toArray()));
        tests.rows().forEach(cells -> lines.add(row(cells.toArray())));
    }

    private static void addContinuous(ContinuousCoupling coupling, List<String> lines) {
        Table table = ContinuousTable.of(coupling);
        if (!table.rows().isEmpty()) {
            lines.add(ContinuousTable.TITLE + ":");
        }
        int shown = Math.min(MOST_SIGNALS, table.rows().size());
        for (List<String> cells : table.rows().subList(0, shown)) {
            lines.add("  " + cells.get(0) + ": as they are " + cells.get(1) + "; prewhitened " + cells.get(2)
                    + " at lag 0, largest " + cells.get(3) + ", q = " + cells.get(4) + ": " + cells.get(5));
        }
        addRest(table.rows().size() - shown, lines);
        List<String> flags = ContinuousTable.flags(coupling);
        flags.stream().limit(MOST_SIGNALS).forEach(flag -> lines.add("  " + flag));
        addRest(flags.size() - MOST_SIGNALS, lines);
    }

    private static void addRest(int left, List<String> lines) {
        if (left > 0) {
            lines.add("  and " + left + " more in report.json");
        }
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "  %-24s %-12s %-10s %-22s %-10s %-9s %s", cells)
                .stripTrailing();
    }

    private static void addFindings(Findings findings, List<String> lines) {
        findings.prediction().ifPresent(prediction -> lines.add("Prediction: " + PredictionBlock.sentence(prediction)));
        findings.placebo()
                .filter(placebo -> findings.prediction().isPresent())
                .ifPresent(placebo -> lines.add("Runs swapped: " + PlaceboBlock.sentence(placebo)));
        findings.windowScan().flatMap(ScanBlock::sentence).ifPresent(lines::add);
    }

    private static void addDevices(PerDevice perDevice, List<String> lines) {
        if (perDevice.devices().size() < 2 || perDevice.family().isEmpty()) {
            return;
        }
        lines.add(DeviceTable.TITLE + ", by " + DeviceTable.RANKED_BY + ":");
        List<List<String>> rows = DeviceTable.of(perDevice).rows();
        for (List<String> cells : rows.subList(0, Math.min(MOST_DEVICES, rows.size()))) {
            String test = cells.get(4).isEmpty() ? "" : ", rate ratio " + cells.get(4) + ", q = " + cells.get(5);
            String found = cells.get(6).isEmpty() ? "" : ": " + cells.get(6);
            lines.add("  " + cells.get(0) + ". " + cells.get(1) + ", collapses " + cells.get(2) + ": " + cells.get(3)
                    + test + found);
        }
        if (rows.size() > MOST_DEVICES) {
            lines.add("  and " + (rows.size() - MOST_DEVICES) + " more in report.json");
        }
    }

    private static String run(RunEvents run) {
        return "Run " + run.id() + ": " + Figures.count(run.samples(), "step") + ", " + run.spikeSteps()
                + " flagged in " + Figures.count(run.spikes().size(), "spike") + "; "
                + (run.isBlind() ? "collapses not observable" : "collapses in all " + RunTable.collapses(run))
                + "; watched "
                + Figures.length(run.coverage().totalMillis()) + " in "
                + Figures.count(run.coverage().segments().size(), "segment");
    }

    private static void addFirstExperiment(List<FirstExperimentRow> firstExperiment, List<String> lines) {
        lines.add(
                "By the first experiment's method, for comparison only (steps above mean + 1 sd; entries share samples):");
        for (FirstExperimentRow row : firstExperiment) {
            lines.add("  " + row.run() + ": "
                    + row.summary().map(ReportText::summary).orElse("no deviation") + "; "
                    + Figures.count(row.spikeSteps(), "spike step") + " of " + row.entries());
            row.devices()
                    .forEach((device, join) -> lines.add("    " + device + ": " + join.pairs() + " pairs on "
                            + join.distinctRight() + " samples; r with grad norm: index "
                            + coefficient(join.gradNormRle()) + ", temperature " + coefficient(join.tempGradNorm())
                            + ", collapse " + coefficient(join.gradNormCollapse())));
        }
    }

    private static String summary(MeanStd.Summary summary) {
        return String.format(
                Locale.ROOT,
                "mean %.2f, sd %.2f, threshold %.2f",
                summary.mean(),
                summary.standardDeviation(),
                summary.threshold());
    }

    private static String coefficient(Coefficient coefficient) {
        return coefficient.value().isPresent()
                ? Figures.number(coefficient.value().getAsDouble())
                : coefficient.undefined().orElseThrow().name();
    }
}
