package org.thermograd.adapter.report.view;

import static org.thermograd.adapter.report.view.Table.Column.figures;
import static org.thermograd.adapter.report.view.Table.Column.words;

import java.util.List;
import java.util.stream.Collectors;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.verdict.Analysis;

/** The runs of an analysis as a table. */
public final class RunTable {
    private RunTable() {}

    public static Table of(Analysis analysis) {
        return new Table(
                List.of(
                        words("run"),
                        figures("steps"),
                        figures("flagged"),
                        figures("spikes"),
                        words("collapses"),
                        figures("watched"),
                        figures("segments")),
                analysis.runs().stream().map(RunTable::row).toList());
    }

    private static List<String> row(RunEvents run) {
        return List.of(
                run.id(),
                String.valueOf(run.samples()),
                String.valueOf(run.spikeSteps()),
                String.valueOf(run.spikes().size()),
                run.isBlind() ? "not observable" : collapses(run),
                Figures.length(run.coverage().totalMillis()),
                String.valueOf(run.coverage().segments().size()));
    }

    /** Returns how many collapses each device had, such as {@code gpu0 3, gpu1 0}. */
    public static String collapses(RunEvents run) {
        return run.collapses().entrySet().stream()
                .map(device -> device.getKey() + " " + device.getValue().size())
                .collect(Collectors.joining(", "));
    }
}
