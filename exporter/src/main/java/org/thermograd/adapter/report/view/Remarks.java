package org.thermograd.adapter.report.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.thermograd.domain.analysis.finding.Placebo;
import org.thermograd.domain.analysis.report.Look;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.report.Source;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.run.ZoneShift;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Qualifier;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.spike.MeanStd;
import org.thermograd.domain.spike.SpikeVisibility;

/** What a reader of a report should know that is neither the verdict nor a figure: one plain sentence each. */
public final class Remarks {
    private Remarks() {}

    public static List<String> of(Report report) {
        List<String> remarks = new ArrayList<>();
        report.look().ifPresent(look -> remarks.add(sentence(look)));
        if (report.config().detector().id().equals(MeanStd.ID)
                && report.config().detector().k() <= 1) {
            remarks.add(
                    "mean_std with k = 1 flags 16 % of Gaussian steps by construction (more with less); it is here for"
                            + " comparison only");
        }
        if (report.source() instanceof Source.Files files) {
            addFiles(files, remarks);
        } else if (report.source() instanceof Source.Prometheus prometheus) {
            remarks.addAll(prometheus.remarks());
        }
        Analysis analysis = report.analysis();
        analysis.runsLeftOut()
                .forEach(run -> remarks.add(run + ": left out, none of its devices could observe collapses"));
        analysis.runsUnjudged()
                .forEach(one -> remarks.add(one.events().id() + ": left out, its "
                        + Figures.count(one.events().samples(), "step") + " cannot be judged ("
                        + String.join(
                                ", ", one.reasons().stream().map(Enum::name).toList()) + ")"));
        for (RunEvents run : analysis.runs()) {
            addRun(run, report, remarks);
        }
        if (Placebo.wouldSwapNothing(analysis, report.config())) {
            remarks.add(PlaceboBlock.SAME_SPIKES);
        }
        remarks.addAll(CollapseRemarks.of(report));
        remarks.addAll(Sentences.fewerThanChance(analysis));
        return remarks;
    }

    private static String sentence(Look look) {
        String length = Figures.length(look.window().toMillis());
        return switch (look.kind()) {
            case TUMBLING ->
                "window " + look.number() + " since " + look.since() + ", each " + length
                        + " long and no two overlapping; of many windows without coupling one in twenty finds some by chance";
            case SLIDING ->
                "exploratory: the newest " + length + ", analyzed " + look.number() + " times since " + look.since()
                        + "; overlapping windows find coupling by chance far more often than one in twenty";
        };
    }

    private static void addRun(RunEvents run, Report report, List<String> remarks) {
        if (!run.detectorId().equals(report.config().detector().id())) {
            remarks.add(run.id() + ": fewer than "
                    + 2 * report.config().detector().minSamples() + " norms above 0, so judged by "
                    + run.detectorId() + " in place of "
                    + report.config().detector().id());
        }
        if (!run.blindDevices().isEmpty()) {
            remarks.add(run.id() + ": collapses of " + String.join(", ", run.blindDevices()) + " could not be observed"
                    + (run.isBlind() ? "" : "; left out"));
        }
        if (run.nonFinite() > 0) {
            remarks.add(run.id() + ": " + Figures.count(run.nonFinite(), "gradient norm")
                    + " not finite, counted and never a spike");
        }
        AnnotationRemarks.add(run.id(), run.steps().annotations(), remarks);
        RankRemarks.add(run.id(), run.steps().ranks(), remarks);
        if (!run.steps().shifts().isEmpty()) {
            remarks.add(run.id() + ": " + Figures.count(run.steps().shifts().size(), "level shift")
                    + " of the gradient norm, listed and not counted as "
                    + (run.steps().shifts().size() == 1 ? "a spike" : "spikes"));
        }
        run.steps()
                .visibility()
                .filter(SpikeVisibility::frequent)
                .filter(visibility -> report.analysis().qualifiers().contains(Qualifier.SPIKES_FREQUENT))
                .ifPresent(visibility -> remarks.add(run.id() + ": the detector flags "
                        + Figures.percent(visibility.flaggedShare().orElseThrow())
                        + " of its steps, so these are no rare events"));
        EventConfig events = report.config().events();
        int incidents = run.incidentMillis(events).length;
        int collapses = run.collapses().values().stream().mapToInt(List::size).sum();
        if (incidents < collapses) {
            remarks.add(run.id() + ": " + Figures.count(collapses, "collapse") + " of "
                    + Figures.count(run.collapses().size(), "device") + " count as "
                    + Figures.count(incidents, "incident") + ", those that begin together once");
        }
        if (run.leftCensored() > 0) {
            remarks.add(run.id() + ": "
                    + Figures.count(run.leftCensored(), "stretch").replace("stretchs", "stretches")
                    + " began inside a collapse, whose onset nobody saw");
        }
        long collapsesOutside = run.collapsesOutsideCoverage(0);
        long moved = run.collapsesOutsideCoverage(report.config().events().detectorLatencyMillis()) - collapsesOutside;
        if (moved > 0) {
            remarks.add(run.id() + ": --detector-latency moved the onset of " + Figures.count(moved, "more collapse")
                    + " out of the time watched; not counted");
        }
        if (run.spikesOutsideCoverage() + collapsesOutside > 0) {
            remarks.add(run.id() + ": " + Figures.count(run.spikesOutsideCoverage(), "spike") + " and "
                    + Figures.count(collapsesOutside, "collapse")
                    + " came while not both sides were watched; not counted");
        }
    }

    static void addFiles(Source.Files files, List<String> remarks) {
        remarks.addAll(files.remarks());
        files.skipped().forEach((path, skipped) -> addSkipped(path, skipped, remarks));
        files.runs().forEach(run -> addFiles(run, remarks));
    }

    private static void addFiles(Source.RunFiles run, List<String> remarks) {
        addSkipped(run.hardware().path(), run.hardware().remarks(), remarks);
        addSkipped(run.training().path(), run.training().remarks(), remarks);
        run.copyOf()
                .ifPresent(other -> remarks.add(run.run() + ": the same gradient norms and hardware samples as " + other
                        + "; the two count once"));
        run.sameNormsAs()
                .ifPresent(other -> remarks.add(run.run() + ": the same gradient norms as " + other
                        + " beside other hardware samples, as in a repetition with the same seed; the two count as separate"
                        + " runs"));
        if (run.stepsLeftOut() > 0) {
            remarks.add(run.run() + ": " + Figures.count(run.stepsLeftOut(), "step")
                    + " around a restart, too few to judge; left out");
        }
        if (!run.absentDevices().isEmpty()) {
            remarks.add(run.run() + ": " + String.join(", ", run.absentDevices()) + " is not in "
                    + run.hardware().path());
        }
        if (run.hardware().range().isPresent()
                && (!run.overlaps() || run.zoneShift().isPresent())) {
            remarks.add(run.run() + ": training ran " + range(run.training()) + ", hardware " + range(run.hardware())
                    + "; "
                    + run.zoneShift()
                            .map(Remarks::shift)
                            .orElse("no shift by up to 26 whole hours would make them overlap"));
        }
    }

    private static String shift(ZoneShift shift) {
        return Figures.percent(shift.shareBefore()) + " of the shorter one overlaps; adding " + shift.hours()
                + " h to the training times would make it " + Figures.percent(shift.shareAfter())
                + " (a wrong time zone looks so; only whole hours were tried)";
    }

    private static String range(Source.RecordedFile file) {
        Segment range = file.range().orElseThrow();
        return Instant.ofEpochMilli(range.startMillis()) + " to " + Instant.ofEpochMilli(range.endMillis() - 1);
    }

    private static void addSkipped(String path, List<Source.Remark> skipped, List<String> remarks) {
        for (Source.Remark remark : skipped) {
            remarks.add(path + ": " + remark.count() + " × " + remark.description() + ", first at " + remark.first()
                    + remark.value().map(value -> ": " + value).orElse(""));
        }
    }
}
