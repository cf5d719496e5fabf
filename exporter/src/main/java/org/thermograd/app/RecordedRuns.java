package org.thermograd.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.thermograd.adapter.files.HardwareCsvReader;
import org.thermograd.adapter.files.HardwareRecording;
import org.thermograd.adapter.files.RecordingException;
import org.thermograd.adapter.files.Tally;
import org.thermograd.adapter.files.TrainingLogReader;
import org.thermograd.adapter.files.TrainingRecording;
import org.thermograd.adapter.report.Source;
import org.thermograd.domain.correlation.RecordedRun;
import org.thermograd.domain.correlation.ZoneShift;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.Segment;

/** Reads pairs of files into runs, and keeps what the report says about the files. Confined to one thread. */
final class RecordedRuns {
    private final Console console;
    private final List<RecordedRun> runs = new ArrayList<>();
    private final List<Source.RunFiles> sources = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    RecordedRuns(Console console) {
        this.console = console;
    }

    List<RecordedRun> runs() {
        return runs;
    }

    List<Source.RunFiles> sources() {
        return sources;
    }

    /**
     * Reads one run.
     *
     * @param wanted the devices to keep; all if empty
     * @throws CommandFailedException if a file cannot be used, or holds none of the devices
     */
    void add(Path hardwareCsv, Path trainingLog, SortedSet<String> wanted) throws CommandFailedException {
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
        SortedMap<String, SampleTable> devices = new TreeMap<>(hardware.devices());
        if (!wanted.isEmpty()) {
            devices.keySet().retainAll(wanted);
        }
        if (devices.isEmpty()) {
            throw new CommandFailedException(hardwareCsv + ": device must be one of "
                    + String.join(", ", hardware.devices().keySet()) + ", got " + String.join(", ", wanted));
        }
        String id = newId(trainingLog);
        runs.add(new RecordedRun(id, training.entries(), training.gradNorm(), training.step(), devices));
        sources.add(source(id, hardwareCsv, hardware.tally(), devices, trainingLog, training));
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

    private static Source.RunFiles source(
            String id,
            Path hardwareCsv,
            Tally hardwareTally,
            SortedMap<String, SampleTable> devices,
            Path trainingLog,
            TrainingRecording training) {
        Segment hardwareRange = devices.values().stream()
                .map(RecordedRuns::range)
                .reduce((a, b) ->
                        new Segment(Math.min(a.startMillis(), b.startMillis()), Math.max(a.endMillis(), b.endMillis())))
                .orElseThrow();
        Segment trainingRange = range(training.entries());
        Map<String, Integer> rows = new TreeMap<>();
        devices.forEach((device, samples) -> rows.put(device, samples.size()));
        return new Source.RunFiles(
                id,
                file(hardwareCsv, hardwareTally, hardwareRange),
                file(trainingLog, training.tally(), trainingRange),
                rows,
                hardwareRange.overlaps(trainingRange)
                        ? OptionalInt.empty()
                        : ZoneShift.hours(trainingRange, hardwareRange));
    }

    private static Segment range(SampleTable samples) {
        return new Segment(samples.epochMillis(0), samples.epochMillis(samples.size() - 1) + 1);
    }

    private static Source.RecordedFile file(Path path, Tally tally, Segment range) {
        List<Source.Remark> remarks = tally.counts().entrySet().stream()
                .map(entry -> new Source.Remark(
                        entry.getKey().name(),
                        entry.getKey().description(),
                        entry.getValue().count(),
                        entry.getValue().first().toString()))
                .sorted((a, b) -> Integer.compare(b.count(), a.count()))
                .toList();
        return new Source.RecordedFile(path.toString(), tally.used(), range, remarks);
    }
}
