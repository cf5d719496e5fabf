package org.thermograd.domain.training;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.Require;
import org.thermograd.domain.ingest.StepIngestor;

/**
 * One push of one run, checked and ready to be taken whole. The limits keep the state of a run small, see
 * {@link StepIngestor#write}. Immutable.
 *
 * @param labels free-form tags of the run, at most {@link #MAX_LABELS}; they replace those it had, absent leaves them
 * @param devices what the run trains on, at most {@link #MAX_DEVICES} without repetition; as with {@code labels}
 * @param steps in any order
 * @param ignored entries that were left out as they had no value, at least 0
 * @param dropped what the client says about steps that it did not send
 * @param notes what the run says beside its steps, at most {@link #MAX_NOTES} marks and phases, and {@link #MAX_RANK_STEPS} steps
 *     of ranks
 */
public record TrainingPush(
        Optional<SortedMap<String, String>> labels,
        Optional<List<String>> devices,
        List<TrainingStep> steps,
        int ignored,
        Optional<DroppedSteps> dropped,
        RunAnnotations notes) {
    /** The greatest number of labels of a run. */
    public static final int MAX_LABELS = 16;
    /** The greatest length of the name of a label, in characters. */
    public static final int MAX_LABEL_NAME_CHARS = 64;
    /** The greatest length of the value of a label, in characters. */
    public static final int MAX_LABEL_VALUE_CHARS = 128;
    /** The greatest number of devices of a run. */
    public static final int MAX_DEVICES = 64;
    /** The greatest number of marks in one push, and of phases. */
    public static final int MAX_NOTES = 16;
    /** The greatest number of steps of ranks in one push. */
    public static final int MAX_RANK_STEPS = 4096;
    /** The greatest length of the name of a device, in characters. */
    public static final int MAX_DEVICE_CHARS = 96;

    /**
     * Checks the limits and copies the collections.
     *
     * @throws IllegalArgumentException if one is exceeded
     */
    public TrainingPush {
        labels = requireNonNull(labels, "labels").map(TrainingPush::checkedLabels);
        devices = requireNonNull(devices, "devices").map(TrainingPush::checkedDevices);
        steps = List.copyOf(steps);
        requireNonNull(dropped, "dropped");
        requireAtMost(notes.marks().size(), MAX_NOTES, "number of marks");
        requireAtMost(notes.phases().size(), MAX_NOTES, "number of phases");
        requireAtMost(notes.rankSteps().size(), MAX_RANK_STEPS, "number of steps of ranks");
        Require.notNegative("ignored", ignored);
    }

    /** Makes a push that says nothing about the time of the run. */
    public TrainingPush(
            Optional<SortedMap<String, String>> labels,
            Optional<List<String>> devices,
            List<TrainingStep> steps,
            int ignored,
            Optional<DroppedSteps> dropped) {
        this(labels, devices, steps, ignored, dropped, RunAnnotations.NONE);
    }

    /** Returns a push of steps and nothing else. */
    public static TrainingPush of(List<TrainingStep> steps) {
        return new TrainingPush(Optional.empty(), Optional.empty(), steps, 0, Optional.empty());
    }

    /** Returns whether it says something of ranks, and nothing of the run itself. */
    public boolean isOfRanksOnly() {
        return !notes.rankSteps().isEmpty()
                && steps.isEmpty()
                && dropped.isEmpty()
                && notes.marks().isEmpty()
                && notes.phases().isEmpty();
    }

    private static SortedMap<String, String> checkedLabels(SortedMap<String, String> labels) {
        requireAtMost(labels.size(), MAX_LABELS, "number of labels");
        labels.forEach((name, value) -> {
            requireAtMost(name.length(), MAX_LABEL_NAME_CHARS, "length of a label's name");
            requireAtMost(value.length(), MAX_LABEL_VALUE_CHARS, "length of a label's value");
        });
        return Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    private static List<String> checkedDevices(List<String> devices) {
        requireAtMost(devices.size(), MAX_DEVICES, "number of devices");
        devices.forEach(device -> requireAtMost(device.length(), MAX_DEVICE_CHARS, "length of a device's name"));
        return devices.stream().distinct().toList();
    }

    private static void requireAtMost(int value, int limit, String name) {
        if (value > limit) {
            throw new IllegalArgumentException(name + " must be at most " + limit + ", got " + value);
        }
    }
}
