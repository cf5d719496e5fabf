package org.thermograd.adapter.report;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.thermograd.domain.correlation.ZoneShift;
import org.thermograd.domain.series.Segment;

/**
 * The files that a report was made from.
 *
 * @param runs one per pair of files
 */
public record Source(List<RunFiles> runs) {
    public Source {
        runs = List.copyOf(runs);
    }

    /**
     * The files of one run.
     *
     * @param run the name of the run
     * @param hardware the recording of the devices
     * @param training the training log
     * @param devices for each device that is used its samples
     * @param absentDevices devices that were asked for and are not in the recording
     * @param stepsLeftOut steps in stretches between restarts that are too short to judge
     * @param zoneShift whole hours to add to the training times so that the ranges overlap far better, where there are
     *     such
     */
    public record RunFiles(
            String run,
            RecordedFile hardware,
            RecordedFile training,
            Map<String, Integer> devices,
            SortedSet<String> absentDevices,
            int stepsLeftOut,
            Optional<ZoneShift> zoneShift) {
        public RunFiles {
            devices = Map.copyOf(devices);
            absentDevices = Collections.unmodifiableSortedSet(new TreeSet<>(absentDevices));
        }

        /** Returns whether training and hardware were recorded at the same time at all. */
        public boolean overlaps() {
            return hardware.range().overlaps(training.range());
        }
    }

    /**
     * One file.
     *
     * @param path as the user gave it
     * @param rows rows or entries that were used
     * @param range the time from the first to the last of them
     * @param remarks what was skipped or noted, the most frequent first
     */
    public record RecordedFile(String path, int rows, Segment range, List<Remark> remarks) {
        public RecordedFile {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Rows that a rule skipped, or that it only noted something about.
     *
     * @param rule the name of the rule
     * @param description the rule in words
     * @param count how many, at least 1
     * @param first where the first one is, such as "line 7"
     * @param value what stood there, for rules about a value
     */
    public record Remark(String rule, String description, int count, String first, Optional<String> value) {}
}
