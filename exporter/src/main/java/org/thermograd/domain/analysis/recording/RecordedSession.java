package org.thermograd.domain.analysis.recording;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;

/**
 * A session as it was recorded. Immutable and thread-safe.
 *
 * @param folder where it is
 * @param facts what its session.json says
 * @param devices the samples by device; a device without a usable row is not there
 * @param runs the steps by run; a run without a usable step is not there
 * @param events what happened
 * @param hardwareTally what was skipped in hardware.csv
 * @param trainingTally what was skipped in training.jsonl whatever the run; each run has a tally of its own
 */
public record RecordedSession(
        Path folder,
        SessionFacts facts,
        SortedMap<String, RecordedDevice> devices,
        SortedMap<String, TrainingRecording> runs,
        RecordedEvents events,
        Tally hardwareTally,
        Tally trainingTally) {
    /** Copies the maps. */
    public RecordedSession {
        requireNonNull(folder, "folder");
        requireNonNull(facts, "facts");
        requireNonNull(events, "events");
        requireNonNull(hardwareTally, "hardwareTally");
        requireNonNull(trainingTally, "trainingTally");
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
        runs = Collections.unmodifiableSortedMap(new TreeMap<>(runs));
    }

    /**
     * Returns the names of the devices that a run trains on: as it said last, by name or UUID. A run that said nothing
     * trains on all of them. One that it named and that was not recorded is left out.
     */
    public Set<String> devicesOf(String run) {
        List<String> said = events.runs().stream()
                .filter(life -> life.run().equals(run))
                .map(RecordedEvents.RunLife::devices)
                .filter(named -> !named.isEmpty())
                .reduce((earlier, later) -> later)
                .orElse(List.of());
        return devices.keySet().stream()
                .filter(device -> said.isEmpty() || said.contains(device) || isOneOf(said, device))
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isOneOf(List<String> said, String device) {
        return Optional.ofNullable(facts.devices().get(device))
                .flatMap(SessionDevice::uuid)
                .filter(said::contains)
                .isPresent();
    }

    /**
     * Returns one run with the samples of its devices, for analysis.
     *
     * @throws IllegalArgumentException if there is no such run
     */
    public SampledRun recordedRun(String run) {
        TrainingRecording training = runs.get(run);
        if (training == null) {
            throw new IllegalArgumentException("run must be one of " + runs.keySet() + ", got " + run);
        }
        SortedMap<String, SampleTable> samples = new TreeMap<>();
        Set<String> wanted = devicesOf(run);
        devices.forEach((name, device) -> {
            if (wanted.contains(name)) {
                samples.put(name, device.samples());
            }
        });
        return new SampledRun(
                run, training.entries(), training.gradNorm(), training.step(), samples, events.annotationsOf(run));
    }

    /**
     * Returns the flags of the confirmed collapses of a device, from onset to end.
     *
     * @param device its name
     * @param gapMillis longest distance of neighboring samples without a gap
     * @return one sample for each at which driver or kernel told; where they never did all samples, not known
     * @throws IllegalArgumentException if there is no such device
     */
    public TimeSeries confirmedFlags(String device, long gapMillis) {
        RecordedDevice recorded = device(device);
        return ConfirmedFlags.of(
                recorded,
                confirmed().filter(collapse -> collapse.device().equals(device)).toList(),
                facts.detectors().collapses().confirmed(),
                gapMillis);
    }

    /**
     * Returns the flags of the reasons for which the driver held a device back, one for each that it gave to any device of the
     * session; nothing where it told none of this device.
     *
     * @param device its name
     * @throws IllegalArgumentException if there is no such device
     */
    public SortedMap<String, TimeSeries> throttleFlags(String device) {
        RecordedDevice recorded = device(device);
        return recorded.flags(devices.values().stream()
                .flatMap(one -> one.reasonSets().stream())
                .flatMap(given -> CollapseReason.holdingBack(given).stream())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /**
     * Returns whether a driver told at any time for which reasons it holds a device back.
     *
     * @param device its name
     * @throws IllegalArgumentException if there is no such device
     */
    public boolean tellsReasons(String device) {
        return device(device).tellsReasons();
    }

    private RecordedDevice device(String name) {
        RecordedDevice recorded = devices.get(name);
        if (recorded == null) {
            throw new IllegalArgumentException("device must be one of " + devices.keySet() + ", got " + name);
        }
        return recorded;
    }

    private Stream<RecordedEvents.Collapse> confirmed() {
        return events.collapses().stream().filter(collapse -> collapse.reason().kind() == CollapseKind.CONFIRMED);
    }

    /** Returns what a reader should know of the session as a whole, one sentence each. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (facts.end().isEmpty()) {
            remarks.add(
                    "session.json names no end: it is recorded still, or its recorder was killed" + lastSample()
                            + "; a recorder writes at once, so what is missing came within a second before it was killed, or,"
                            + " where the machine lost its power, within about half a minute; lines lost earlier are not counted");
        }
        if (facts.lost() > 0) {
            remarks.add("session.json tells of lines that could not be written: " + facts.lost());
        }
        if (devices.isEmpty()) {
            remarks.add("hardware.csv holds no sample: none was read before the end, or there was no hardware to read");
        }
        return remarks;
    }

    private String lastSample() {
        return devices.values().stream()
                .map(RecordedDevice::samples)
                .filter(samples -> samples.size() > 0)
                .mapToLong(samples -> samples.epochMillis(samples.size() - 1))
                .max()
                .stream()
                .mapToObj(last -> ", and its last sample is of " + Instant.ofEpochMilli(last))
                .collect(Collectors.joining());
    }

    /** Returns whether driver or kernel told of any device at any time whether it is held back. */
    public boolean canConfirm() {
        return devices.values().stream().anyMatch(device -> device.told().length > 0);
    }
}
