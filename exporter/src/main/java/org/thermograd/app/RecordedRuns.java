package org.thermograd.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.adapter.files.HardwareCsvReader;
import org.thermograd.adapter.files.HardwareRecording;
import org.thermograd.adapter.files.RecordingException;
import org.thermograd.adapter.files.Tally;
import org.thermograd.adapter.files.TrainingLogReader;
import org.thermograd.adapter.files.TrainingRecording;
import org.thermograd.adapter.report.Source;
import org.thermograd.domain.correlation.RecordedRun;
import org.thermograd.domain.correlation.Restarts;
import org.thermograd.domain.correlation.ZoneShift;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.Segment;

/** Reads pairs of files into runs, and keeps what the report says about the files. Confined to one thread. */
final class RecordedRuns {
    private final Console console;
    private final SortedSet<String> wanted;
    private final SortedSet<String> found = new TreeSet<>();
    private final List<RecordedRun> recorded = new ArrayList<>();
    private final List<Source.RunFiles> sources = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    /**
     * Prepares to read.
     *
     * @param wanted the devices to keep; all if empty
     */
    RecordedRuns(Console console, SortedSet<String> wanted) {
        this.console = console;
        this.wanted = wanted;
    }

    /** The runs as they were recorded. */
    List<RecordedRun> recorded() {
        return recorded;
    }

    List<Source.RunFiles> sources() {
        return sources;
    }

    /**
     * Checks that every device that was asked for is in some file.
     *
     * @throws CommandFailedException if one is in none
     */
    void checkDevices() throws CommandFailedException {
        SortedSet<String> absent = new TreeSet<>(wanted);
        absent.removeAll(found);
        if (!absent.isEmpty()) {
            throw new CommandFailedException(
                    "device must be one of " + String.join(", ", found) + ", got " + String.join(", ", absent));
        }
    }

    /**
     * Reads one run.
     *
     * @throws CommandFailedException if a file cannot be used, or holds none of the devices
     */
    void add(Path hardwareCsv, Path trainingLog) throws CommandFailedException {
        HardwareRecording hardware;
        TrainingRecording training;
        try {
            console.phase("reading " + hardwareCsv);
            hardware = new HardwareCsvReader().read(hardwareCsv);
            console.phase("reading " + trainingLog);
            training = new TrainingLogReader().read(trainingLog);
        } catch (RecordingException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
        found.addAll(hardware.devices().keySet());
        SortedMap<String, SampleTable> devices = new TreeMap<>(hardware.devices());
        if (!wanted.isEmpty()) {
            devices.keySet().retainAll(wanted);
        }
        if (devices.isEmpty()) {
            throw new CommandFailedException(hardwareCsv + ": device must be one of "
                    + String.join(", ", hardware.devices().keySet()) + ", got " + String.join(", ", wanted));
        }
        String id = newId(trainingLog);
        RecordedRun run = new RecordedRun(id, training.entries(), training.gradNorm(), training.step(), devices);
        Restarts restarts = Restarts.cut(run.withRecordedCollapses(), run.step());
        recorded.add(run);
        sources.add(new Source.RunFiles(
                id,
                file(hardwareCsv, hardware.tally(), rows(devices), range(devices)),
                file(trainingLog, training.tally(), training.tally().used(), range(training.entries())),
                rowsByDevice(devices),
                absent(devices),
                restarts.stepsLeftOut(),
                ZoneShift.find(range(training.entries()), range(devices))));
    }

    private SortedSet<String> absent(SortedMap<String, SampleTable> devices) {
        SortedSet<String> absent = new TreeSet<>(wanted);
        absent.removeAll(devices.keySet());
        return absent;
    }

    /** Names a run after the folder that holds its log; the second of a name is {@code name-2}. */
    private String newId(Path trainingLog) {
        Path folder = trainingLog.toAbsolutePath().normalize().getParent();
        Path name = folder == null ? null : folder.getFileName();
        String base = name == null ? "run" : name.toString();
        String id = base;
        for (int number = 2; !ids.add(id); number++) {
            id = base + "-" + number;
        }
        return id;
    }

    private static int rows(SortedMap<String, SampleTable> devices) {
        return devices.values().stream().mapToInt(SampleTable::size).sum();
    }

    private static Map<String, Integer> rowsByDevice(SortedMap<String, SampleTable> devices) {
        Map<String, Integer> rows = new TreeMap<>();
        devices.forEach((device, samples) -> rows.put(device, samples.size()));
        return rows;
    }

    private static Segment range(SortedMap<String, SampleTable> devices) {
        return devices.values().stream()
                .map(RecordedRuns::range)
                .reduce((a, b) ->
                        new Segment(Math.min(a.startMillis(), b.startMillis()), Math.max(a.endMillis(), b.endMillis())))
                .orElseThrow();
    }

    private static Segment range(SampleTable samples) {
        return new Segment(samples.epochMillis(0), samples.epochMillis(samples.size() - 1) + 1);
    }

    private static Source.RecordedFile file(Path path, Tally tally, int rows, Segment range) {
        List<Source.Remark> remarks = tally.counts().entrySet().stream()
                .map(entry -> new Source.Remark(
                        entry.getKey().name(),
                        entry.getKey().description(),
                        entry.getValue().count(),
                        entry.getValue().first().toString(),
                        entry.getValue().value()))
                .sorted((a, b) -> Integer.compare(b.count(), a.count()))
                .toList();
        return new Source.RecordedFile(path.toString(), rows, range, remarks);
    }
}
