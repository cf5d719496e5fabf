package org.thermograd.adapter.report.view;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.TrainingMark;
import org.thermograd.domain.training.TrainingPhase;

/** What a run said about its time, as remarks. */
final class AnnotationRemarks {
    private static final int MOST_MARKS = 16;

    private AnnotationRemarks() {}

    static void add(String run, RunAnnotations told, List<String> remarks) {
        if (!told.phases().isEmpty()) {
            remarks.add(
                    run + ": phases without training, as the run said, left out of the test without pauses and of the"
                            + " cost: " + phases(told.phases()));
        }
        List<TrainingMark> marks = told.marks();
        if (!marks.isEmpty()) {
            remarks.add(run + ": marked "
                    + marks.stream()
                            .limit(MOST_MARKS)
                            .map(mark -> Figures.time(mark.epochMillis()) + " " + mark.text())
                            .collect(Collectors.joining("; "))
                    + (marks.size() > MOST_MARKS
                            ? "; and " + Figures.count(marks.size() - MOST_MARKS, "more mark")
                            : ""));
        }
    }

    private static String phases(List<TrainingPhase> phases) {
        SortedMap<String, List<TrainingPhase>> byName =
                new TreeMap<>(phases.stream().collect(Collectors.groupingBy(TrainingPhase::name)));
        return byName.entrySet().stream()
                .map(one -> one.getKey() + " ("
                        + Figures.count(one.getValue().size(), "time")
                        + ", "
                        + Figures.length(one.getValue().stream()
                                .mapToLong(phase -> phase.time().lengthMillis())
                                .sum())
                        + ")")
                .collect(Collectors.joining(", "));
    }
}
