package org.thermograd.adapter.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.thermograd.domain.correlation.Analysis;
import org.thermograd.domain.correlation.RunEvents;
import org.thermograd.domain.spike.MeanStd;

/** What a reader of a report should know that is neither the verdict nor a figure: one plain sentence each. */
final class Remarks {
    private Remarks() {}

    static List<String> of(Report report) {
        List<String> remarks = new ArrayList<>();
        if (report.config().detector().id().equals(MeanStd.ID)
                && report.config().detector().k() <= 1) {
            remarks.add("mean_std with k = "
                    + Figures.number(report.config().detector().k())
                    + " flags 16 % or more of ordinary steps by construction; it is here for comparison only");
        }
        report.source().runs().forEach(run -> addFiles(run, remarks));
        Analysis analysis = report.analysis();
        analysis.runsLeftOut()
                .forEach(run -> remarks.add(run + ": left out, none of its devices could observe collapses"));
        for (RunEvents run : analysis.runs()) {
            addRun(run, report, remarks);
        }
        remarks.addAll(CollapseRemarks.of(report));
        remarks.addAll(Sentences.fewerThanChance(analysis));
        return remarks;
    }

    private static void addFiles(Source.RunFiles run, List<String> remarks) {
        addFile(run.hardware(), remarks);
        addFile(run.training(), remarks);
        if (!run.overlaps()) {
            String shift = run.zoneShiftHours().isPresent()
                    ? "adding " + run.zoneShiftHours().getAsInt()
                            + " h to the training times would make them overlap (a wrong time zone looks so)"
                    : "no shift by whole hours within a day would make them overlap";
            remarks.add(run.run() + ": training ran " + range(run.training()) + ", hardware " + range(run.hardware())
                    + "; " + shift);
        }
    }

    private static String range(Source.RecordedFile file) {
        return Instant.ofEpochMilli(file.range().startMillis()) + " to "
                + Instant.ofEpochMilli(file.range().endMillis() - 1);
    }

    private static void addFile(Source.RecordedFile file, List<String> remarks) {
        for (Source.Remark remark : file.remarks()) {
            remarks.add(file.path() + ": " + remark.count() + " × " + remark.description() + ", first at "
                    + remark.first());
        }
    }

    private static void addRun(RunEvents run, Report report, List<String> remarks) {
        if (!run.detectorId().equals(report.config().detector().id())) {
            remarks.add(run.id() + ": too short for "
                    + report.config().detector().id() + ", judged by " + run.detectorId());
        }
        if (!run.blindDevices().isEmpty()) {
            remarks.add(run.id() + ": collapses of " + String.join(", ", run.blindDevices())
                    + " could not be observed; left out");
        }
        if (run.nonFinite() > 0) {
            remarks.add(run.id() + ": " + Figures.count(run.nonFinite(), "gradient norm")
                    + " not finite, counted and never a spike");
        }
        if (run.leftCensored() > 0) {
            remarks.add(run.id() + ": "
                    + Figures.count(run.leftCensored(), "stretch").replace("stretchs", "stretches")
                    + " began inside a collapse, whose onset nobody saw");
        }
        if (run.spikesOutsideCoverage() + run.collapsesOutsideCoverage() > 0) {
            remarks.add(run.id() + ": " + Figures.count(run.spikesOutsideCoverage(), "spike") + " and "
                    + Figures.count(run.collapsesOutsideCoverage(), "collapse")
                    + " came while not both sides were watched; not counted");
        }
    }
}
