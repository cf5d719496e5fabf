package org.thermograd.app.correlate;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.thermograd.adapter.files.HardwareCsvReader;
import org.thermograd.adapter.files.RecordingException;
import org.thermograd.adapter.files.SessionReader;
import org.thermograd.adapter.files.TrainingLogReader;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.Console;
import org.thermograd.domain.DeviceName;
import org.thermograd.domain.ParallelPart;
import org.thermograd.domain.Provenance;
import org.thermograd.domain.analysis.recording.HardwareRecording;
import org.thermograd.domain.analysis.recording.RecordedSession;
import org.thermograd.domain.analysis.recording.SessionRun;
import org.thermograd.domain.analysis.recording.Tally;
import org.thermograd.domain.analysis.recording.TrainingRecording;
import org.thermograd.domain.analysis.report.Source;
import org.thermograd.domain.analysis.run.Restarts;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.analysis.run.ZoneShift;
import org.thermograd.domain.analysis.study.RecordedRuns;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.Segment;

/** Reads pairs of files, or sessions, into runs, with what the report says about the files. Confined to one thread. */
public final class RunFiles {
    private final Console console;
    private final SortedSet<String> wanted;
    private final SortedSet<String> found = new TreeSet<>();
    private final List<SampledRun> recorded = new ArrayList<>();
    private final List<Source.RunFiles> sources = new ArrayList<>();
    private final List<SessionRun> sessionRuns = new ArrayList<>();
    private final SortedMap<String, List<Source.Remark>> skipped = new TreeMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    /**
     * Prepares to read.
     *
     * @param wanted the devices to keep; all if empty
     */
    public RunFiles(Console console, SortedSet<String> wanted) {
        this.console = console;
        this.wanted = wanted;
    }

    /** Returns the runs that were read. */
    public RecordedRuns runs() {
        return new RecordedRuns(recorded, sessionRuns, source());
    }

    private Source.Files source() {
        if (sessionRuns.isEmpty()) {
            return Source.Files.ofPairs(sources);
        }
        return new Source.Files(
                Source.Files.Recording.SESSION,
                origin(session -> session.facts().hardware()),
                origin(session -> session.facts().training()),
                sources,
                skipped,
                remarks);
    }

    /** Returns where one side comes from; of several sessions what is least real. */
    private String origin(Function<RecordedSession, Provenance> side) {
        SortedSet<Provenance> all =
                sessionRuns.stream().map(SessionRun::session).map(side).collect(Collectors.toCollection(TreeSet::new));
        return (all.contains(Provenance.SIMULATED) ? Provenance.SIMULATED : all.last()).id();
    }

    /**
     * Checks that every device that was asked for is in some file.
     *
     * @throws CommandFailedException if one is in none
     */
    void checkDevices() throws CommandFailedException {
        SortedSet<String> absent = absent(found);
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
    public void add(Path hardwareCsv, Path trainingLog) throws CommandFailedException {
        console.phase("reading " + hardwareCsv + " and " + trainingLog);
        ParallelPart<HardwareRecording, CommandFailedException> hardwareRead =
                ParallelPart.start(() -> readHardware(hardwareCsv));
        ParallelPart<TrainingRecording, CommandFailedException> trainingRead =
                ParallelPart.start(() -> readTraining(trainingLog));
        // In this order, since this thread does the part itself that was started last.
        TrainingRecording training = trainingRead.join();
        HardwareRecording hardware = hardwareRead.join();
        SortedMap<String, SampleTable> devices = wanted(hardwareCsv, hardware.devices());
        String id = newId(folderOf(trainingLog));
        SampledRun run = new SampledRun(id, training.entries(), training.gradNorm(), training.step(), devices);
        add(
                run,
                file(hardwareCsv, hardware.tally(), rows(devices), range(devices)),
                file(trainingLog, training.tally(), training.tally().used(), range(training.entries())));
    }

    private static HardwareRecording readHardware(Path file) throws CommandFailedException {
        try {
            return new HardwareCsvReader().read(file);
        } catch (RecordingException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static TrainingRecording readTraining(Path file) throws CommandFailedException {
        try {
            return new TrainingLogReader().read(file);
        } catch (RecordingException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads a session, all its runs.
     *
     * @throws CommandFailedException if it cannot be used, or holds no run, or none of the devices
     */
    public void addSession(Path folder) throws CommandFailedException {
        RecordedSession session;
        try {
            console.phase("reading " + folder);
            session = new SessionReader().read(folder);
        } catch (RecordingException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
        if (session.runs().isEmpty()) {
            throw new CommandFailedException(folder + ": must hold steps, got none and samples of "
                    + session.devices().size() + " devices");
        }
        session.remarks().forEach(remark -> remarks.add(folder + ": " + remark));
        addSkipped(folder.resolve("training.jsonl"), session.trainingTally());
        addSkipped(folder.resolve("events.jsonl"), session.events().tally());
        for (String name : session.runs().keySet()) {
            SampledRun all = session.recordedRun(name);
            SortedMap<String, SampleTable> devices =
                    session.devices().isEmpty() ? all.devices() : wanted(folder, all.devices());
            SampledRun run =
                    new SampledRun(newId(name), all.entries(), all.gradNorm(), all.step(), devices, all.annotations());
            Tally steps = requireNonNull(session.runs().get(name), name).tally();
            boolean isNew = add(
                    run,
                    file(folder.resolve("hardware.csv"), session.hardwareTally(), rows(devices), range(devices)),
                    file(folder.resolve("training.jsonl"), steps, steps.used(), range(all.entries())));
            if (isNew) {
                sessionRuns.add(new SessionRun(run, session));
            }
        }
    }

    /** Adds a run, and tells whether it is none that was read before. */
    private boolean add(SampledRun run, Source.RecordedFile hardware, Source.RecordedFile training) {
        Restarts restarts = Restarts.cut(run.withRecordedCollapses(), run.step());
        Optional<String> copyOf = copyOf(run);
        Optional<String> sameNormsAs = copyOf.isPresent() ? Optional.empty() : sameNormsAs(run);
        if (copyOf.isEmpty()) {
            recorded.add(run);
        }
        sources.add(new Source.RunFiles(
                run.id(),
                hardware,
                training,
                rowsByDevice(run.devices()),
                absent(run.devices().keySet()),
                restarts.stepsLeftOut(),
                hardware.range()
                        .flatMap(range -> ZoneShift.find(training.range().orElseThrow(), range)),
                copyOf,
                sameNormsAs));
        return copyOf.isEmpty();
    }

    /** Returns the run that was read before with the same samples on both sides. */
    private Optional<String> copyOf(SampledRun run) {
        return recorded.stream()
                .filter(run::hasSameSamplesAs)
                .map(SampledRun::id)
                .findFirst();
    }

    /** Returns the run that was read before with the same gradient norms, but other samples. */
    private Optional<String> sameNormsAs(SampledRun run) {
        return recorded.stream().filter(run::hasSameNormsAs).map(SampledRun::id).findFirst();
    }

    private SortedMap<String, SampleTable> wanted(Path of, SortedMap<String, SampleTable> all)
            throws CommandFailedException {
        found.addAll(all.keySet());
        SortedMap<String, SampleTable> devices = new TreeMap<>(all);
        if (!wanted.isEmpty()) {
            devices.keySet().removeIf(name -> DeviceName.among(wanted, name).isEmpty());
        }
        if (devices.isEmpty()) {
            throw new CommandFailedException(of + ": device must be one of " + String.join(", ", all.keySet())
                    + ", got " + String.join(", ", wanted));
        }
        return devices;
    }

    private SortedSet<String> absent(Collection<String> devices) {
        SortedSet<String> absent = new TreeSet<>(wanted);
        absent.removeIf(name -> DeviceName.among(devices, name).isPresent());
        return absent;
    }

    /** Returns the name of the folder that holds a file. */
    private static String folderOf(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        Path name = folder == null ? null : folder.getFileName();
        return name == null ? "run" : name.toString();
    }

    /** Names a run; the second of a name is {@code name-2}. */
    private String newId(String base) {
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

    private static Optional<Segment> range(SortedMap<String, SampleTable> devices) {
        return devices.values().stream()
                .map(RunFiles::range)
                .flatMap(Optional::stream)
                .reduce((a, b) -> new Segment(
                        Math.min(a.startMillis(), b.startMillis()), Math.max(a.endMillis(), b.endMillis())));
    }

    private static Optional<Segment> range(SampleTable samples) {
        return Optional.of(new Segment(samples.epochMillis(0), samples.epochMillis(samples.size() - 1) + 1));
    }

    private static Source.RecordedFile file(Path path, Tally tally, int rows, Optional<Segment> range) {
        return new Source.RecordedFile(path.toString(), rows, range, remarks(tally));
    }

    private void addSkipped(Path path, Tally tally) {
        List<Source.Remark> remarks = remarks(tally);
        if (!remarks.isEmpty()) {
            skipped.put(path.toString(), remarks);
        }
    }

    private static List<Source.Remark> remarks(Tally tally) {
        return tally.counts().entrySet().stream()
                .map(entry -> new Source.Remark(
                        entry.getKey().name(),
                        entry.getKey().description(),
                        entry.getValue().count(),
                        entry.getValue().first().toString(),
                        entry.getValue().value()))
                .sorted((a, b) -> Integer.compare(b.count(), a.count()))
                .toList();
    }
}
