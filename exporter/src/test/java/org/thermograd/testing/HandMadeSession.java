package org.thermograd.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.domain.Provenance;
import org.thermograd.domain.analysis.recording.RecordedDevice;
import org.thermograd.domain.analysis.recording.RecordedEvents;
import org.thermograd.domain.analysis.recording.RecordedSession;
import org.thermograd.domain.analysis.recording.SessionDetectors;
import org.thermograd.domain.analysis.recording.SessionDevice;
import org.thermograd.domain.analysis.recording.SessionFacts;
import org.thermograd.domain.analysis.recording.Tally;
import org.thermograd.domain.analysis.recording.TrainingRecording;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.spike.LogHampel;

/** A session of which a test says what a driver gave as reasons, second by second. Confined to one thread. */
public final class HandMadeSession {
    private final SortedMap<String, RecordedDevice> devices = new TreeMap<>();
    private final SortedMap<String, SessionDevice> facts = new TreeMap<>();
    private final SortedMap<String, TrainingRecording> runs = new TreeMap<>();
    private final List<RecordedEvents.Collapse> collapses = new ArrayList<>();

    private static final Tally NO_TALLY = new Tally(0, Map.of());

    /**
     * Adds a device.
     *
     * @param seconds when it was sampled
     * @param reasons what its driver gave then, as in hardware.csv; empty where it did not tell
     */
    public HandMadeSession device(String name, long[] seconds, String... reasons) {
        List<Set<String>> sets = new ArrayList<>();
        SampleTable.Builder samples = SampleTable.builder(RecordedDevice.COLUMNS.toArray(String[]::new));
        for (int i = 0; i < seconds.length; i++) {
            double[] row = new double[RecordedDevice.COLUMNS.size()];
            Arrays.fill(row, Double.NaN);
            if (!reasons[i].isEmpty()) {
                row[RecordedDevice.COLUMNS.indexOf(RecordedDevice.THROTTLE_REASONS)] = sets.size();
                sets.add(RecordedDevice.reasons(reasons[i]));
            }
            samples.add(1000 * seconds[i], row);
        }
        devices.put(name, new RecordedDevice(samples.build(), sets));
        return this;
    }

    /** Adds what is known of a device beside its samples. */
    public HandMadeSession rated(String name, SessionDevice.Figure watts, SessionDevice.Figure celsius) {
        facts.put(name, new SessionDevice(Optional.empty(), Map.of(), watts, celsius, new TreeSet<>()));
        return this;
    }

    /** Adds a run. */
    public HandMadeSession run(String name, TrainingRecording training) {
        runs.put(name, training);
        return this;
    }

    /** Adds a collapse that the exporter told of; one without an end went on. */
    public HandMadeSession collapse(String device, CollapseReason reason, long onsetSeconds, OptionalLong endSeconds) {
        OptionalLong end = endSeconds.isPresent() ? OptionalLong.of(1000 * endSeconds.getAsLong()) : endSeconds;
        collapses.add(new RecordedEvents.Collapse(device, reason, 1000 * onsetSeconds, end));
        return this;
    }

    /** Returns the session. */
    public RecordedSession session() {
        return new RecordedSession(
                Path.of("session"),
                new SessionFacts(
                        "0.1.0",
                        "luna",
                        Instant.EPOCH,
                        Optional.empty(),
                        Provenance.REAL,
                        Provenance.REAL,
                        Duration.ofSeconds(1),
                        facts,
                        new SessionDetectors(
                                LogHampel.withDefaults(),
                                Duration.ofSeconds(5),
                                new SessionDetectors.Collapses(
                                        Duration.ofSeconds(10),
                                        CollapseConfig.Confirmed.DEFAULTS,
                                        Duration.ofSeconds(15),
                                        Duration.ZERO)),
                        0),
                devices,
                runs,
                new RecordedEvents(collapses, List.of(), List.of(), new TreeMap<>(), NO_TALLY),
                NO_TALLY,
                NO_TALLY);
    }
}
