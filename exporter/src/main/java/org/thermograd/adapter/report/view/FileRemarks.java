package org.thermograd.adapter.report.view;

import java.time.Instant;
import java.util.List;
import org.thermograd.domain.analysis.report.Source;
import org.thermograd.domain.analysis.run.ZoneShift;

/** What a reader should know of the files of a run. */
final class FileRemarks {
    private FileRemarks() {}

    static void add(Source.Files files, List<String> remarks) {
        files.skipped().forEach((path, skipped) -> addSkipped(path, skipped, remarks));
        files.runs().forEach(run -> add(run, remarks));
    }

    private static void add(Source.RunFiles run, List<String> remarks) {
        addSkipped(run.hardware().path(), run.hardware().remarks(), remarks);
        addSkipped(run.training().path(), run.training().remarks(), remarks);
        if (run.stepsLeftOut() > 0) {
            remarks.add(run.run() + ": " + Figures.count(run.stepsLeftOut(), "step")
                    + " around a restart, too few to judge; left out");
        }
        if (!run.absentDevices().isEmpty()) {
            remarks.add(run.run() + ": " + String.join(", ", run.absentDevices()) + " is not in "
                    + run.hardware().path());
        }
        if (!run.overlaps() || run.zoneShift().isPresent()) {
            remarks.add(run.run() + ": training ran " + range(run.training()) + ", hardware " + range(run.hardware())
                    + "; "
                    + run.zoneShift()
                            .map(FileRemarks::shift)
                            .orElse("no shift by up to 26 whole hours would make them overlap"));
        }
    }

    private static String shift(ZoneShift shift) {
        return Figures.percent(shift.shareBefore()) + " of the shorter one overlaps; adding " + shift.hours()
                + " h to the training times would make it " + Figures.percent(shift.shareAfter())
                + " (a wrong time zone looks so; only whole hours were tried)";
    }

    private static String range(Source.RecordedFile file) {
        return Instant.ofEpochMilli(file.range().startMillis()) + " to "
                + Instant.ofEpochMilli(file.range().endMillis() - 1);
    }

    private static void addSkipped(String path, List<Source.Remark> skipped, List<String> remarks) {
        for (Source.Remark remark : skipped) {
            remarks.add(path + ": " + remark.count() + " × " + remark.description() + ", first at " + remark.first()
                    + remark.value().map(value -> ": " + value).orElse(""));
        }
    }
}
