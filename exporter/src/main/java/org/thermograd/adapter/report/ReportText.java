package org.thermograd.adapter.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.thermograd.domain.correlation.Analysis;
import org.thermograd.domain.correlation.Coefficient;
import org.thermograd.domain.correlation.Coincidence;
import org.thermograd.domain.correlation.CoincidenceCounts;
import org.thermograd.domain.correlation.CoincidenceStatistics;
import org.thermograd.domain.correlation.EventRate;
import org.thermograd.domain.correlation.Interval;
import org.thermograd.domain.correlation.Qualifier;
import org.thermograd.domain.correlation.RunEvents;
import org.thermograd.domain.correlation.SeedRow;
import org.thermograd.domain.correlation.TestedDirection;
import org.thermograd.domain.correlation.Verdict;
import org.thermograd.domain.spike.MeanStd;

/** A report as lines for a terminal: what throttling cost, then the verdict. */
public final class ReportText {
    private static final double MILLIS_PER_HOUR = 3_600_000;

    private ReportText() {}

    /** Returns the lines of the report. */
    public static List<String> lines(Report report) {
        Analysis analysis = report.analysis();
        List<String> lines = new ArrayList<>();
        lines.addAll(CostSentences.of(report.costs()));
        lines.add(Sentences.verdict(analysis, report.config()));
        addCounts(report, lines);
        addTests(analysis, lines);
        for (Qualifier qualifier : analysis.qualifiers()) {
            lines.add("Qualifier " + qualifier + ": " + Sentences.qualifier(qualifier));
        }
        analysis.runs().forEach(run -> lines.add(run(run)));
        if (report.source() instanceof Source.Files) {
            addSeedTable(report.seedTable(), lines);
        }
        Remarks.of(report).forEach(remark -> lines.add("Note: " + remark));
        return lines;
    }

    private static void addCounts(Report report, List<String> lines) {
        Analysis analysis = report.analysis();
        String counts = analysis.forward()
                .map(direction -> direction.coincidence().counts())
                .map(test -> ", " + Figures.count(test.causes(), "spike") + ", "
                        + (isBlind(analysis)
                                ? "collapses not observable"
                                : Figures.count(test.effects(), "collapse") + rate(test)))
                .orElse("");
        lines.add("Verdict " + analysis.verdict().code() + " from "
                + report.source().description() + ": "
                + Figures.count(analysis.runs().size(), "run") + ", " + Figures.length(analysis.totalMillis())
                + " watched" + counts);
        lines.add("Guard " + Figures.seconds(analysis.guardMillis()) + " s, window "
                + Figures.seconds(report.config().coincidence().deltaTMillis()) + " s, detector "
                + report.config().detector().id() + ", collapses "
                + report.collapses().kind().description() + ", seed " + report.seed() + plan(report) + "; qualifiers: "
                + (analysis.qualifiers().isEmpty()
                        ? "none"
                        : analysis.qualifiers().size()));
    }

    private static String plan(Report report) {
        return report.analysis().verdict() instanceof Verdict.NotEstimable
                ? "; plan at " + Figures.number(report.config().power().planSpikesPerHour()) + " spikes and "
                        + Figures.number(report.config().power().planCollapsesPerHour()) + " collapses/h"
                : "";
    }

    private static boolean isBlind(Analysis analysis) {
        return analysis.runs().stream().allMatch(RunEvents::isBlind);
    }

    private static String rate(CoincidenceCounts counts) {
        if (counts.effects() == 0) {
            return "";
        }
        EventRate rate = new EventRate(counts.effects(), counts.totalMillis() / MILLIS_PER_HOUR);
        Interval interval = rate.garwood();
        return " (" + Figures.number(rate.perHour()) + "/h, 95 % " + Figures.number(interval.lower()) + "–"
                + Figures.number(interval.upper()) + ")";
    }

    private static void addTests(Analysis analysis, List<String> lines) {
        if (analysis.forward().isEmpty()) {
            return;
        }
        lines.add(row("", "K of n", "exposure", "rate ratio [95 %]", "coupling", "p", "q"));
        analysis.forward().ifPresent(test -> lines.add(row("collapses after spikes", test)));
        analysis.backward().ifPresent(test -> lines.add(row("spikes after collapses", test)));
        analysis.sync()
                .filter(test -> test.statistics().isPresent())
                .ifPresent(
                        test -> lines.add(row("within ±" + Figures.seconds(analysis.guardMillis()) + " s", test, "")));
    }

    private static String row(String name, TestedDirection test) {
        String q = test.q().isPresent()
                ? Figures.number(test.q().getAsDouble())
                : test.estimable().isPresent() ? "saturated" : "";
        return row(name, test.coincidence(), q);
    }

    private static String row(String name, Coincidence test, String q) {
        CoincidenceCounts counts = test.counts();
        String share = counts.coincidences() + " of " + counts.effects();
        String exposure = Figures.percent(counts.exposure());
        Optional<CoincidenceStatistics> statistics = test.statistics();
        if (statistics.isEmpty()) {
            return row(name, share, exposure, "not tested", "", "", "");
        }
        CoincidenceStatistics found = statistics.get();
        return row(
                name,
                share,
                exposure,
                Sentences.rateRatio(found.rateRatio()),
                found.couplingIndex().isPresent()
                        ? Figures.number(found.couplingIndex().getAsDouble())
                        : "",
                Figures.number(found.p()),
                q);
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "  %-24s %-12s %-10s %-22s %-10s %-9s %s", cells)
                .stripTrailing();
    }

    private static String run(RunEvents run) {
        String collapses = run.collapses().entrySet().stream()
                .map(device -> device.getKey() + " " + device.getValue().size())
                .collect(Collectors.joining(", "));
        return "Run " + run.id() + ": " + Figures.count(run.samples(), "step") + ", " + run.spikeSteps()
                + " flagged in " + Figures.count(run.spikes().size(), "spike") + "; "
                + (run.isBlind() ? "collapses not observable" : "collapses in all " + collapses) + "; watched "
                + Figures.length(run.coverage().totalMillis()) + " in "
                + Figures.count(run.coverage().segments().size(), "segment");
    }

    private static void addSeedTable(List<SeedRow> seedTable, List<String> lines) {
        lines.add(
                "By the first experiment's method, for comparison only (steps above mean + 1 sd; entries share samples):");
        for (SeedRow row : seedTable) {
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
