package org.thermograd.app.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.thermograd.adapter.files.HardwareCsvReader;
import org.thermograd.adapter.files.RecordingException;
import org.thermograd.adapter.files.SessionReader;
import org.thermograd.adapter.files.TrainingLogReader;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.RatingOptions;
import org.thermograd.app.cli.UsageException;
import org.thermograd.domain.analysis.recording.HardwareRecording;
import org.thermograd.domain.analysis.recording.RecordedDevice;
import org.thermograd.domain.analysis.recording.RecordedEvents.RunLife;
import org.thermograd.domain.analysis.recording.RecordedSession;
import org.thermograd.domain.analysis.recording.SessionDetectors;
import org.thermograd.domain.analysis.recording.SessionDevice;
import org.thermograd.domain.analysis.recording.SessionDevice.Origin;
import org.thermograd.domain.analysis.recording.Tally;
import org.thermograd.domain.analysis.recording.TrainingRecording;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.efficiency.Ratings;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.RunId;

/**
 * What is played back, read and checked.
 *
 * @param name the name of the folder it comes from
 * @param devices the devices, those of which anything can be shown
 * @param runs the runs
 * @param collapses how collapses are found
 * @param steps how spikes are found
 * @param notes what its user should know, one line each
 */
record ReplayInput(
        String name,
        List<ReplayDevice> devices,
        List<ReplayRun> runs,
        CollapseConfig collapses,
        IngestConfig steps,
        List<String> notes) {
    private static final Duration ASSUMED_PERIOD = Duration.ofSeconds(1);
    private static final long FARTHEST_MILLIS = Duration.ofDays(1).toMillis();

    ReplayInput {
        devices = List.copyOf(devices);
        runs = List.copyOf(runs);
        notes = List.copyOf(notes);
    }

    /**
     * Reads what a replay was told to play.
     *
     * @param source the files
     * @param runTtl how long a run may be silent before it counts as ended
     * @param ratings what devices are built for of which the recording does not tell
     * @throws CommandFailedException if it cannot be used
     * @throws UsageException if an option names a device that is not in it
     */
    static ReplayInput read(FileReplayConfig.Source source, Duration runTtl, Ratings ratings)
            throws CommandFailedException {
        try {
            ReplayInput input = source instanceof FileReplayConfig.Session session
                    ? ofSession(session.folder(), runTtl, ratings)
                    : ofPair((FileReplayConfig.Pair) source, runTtl, ratings);
            input.check(ratings);
            return input;
        } catch (RecordingException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static ReplayInput ofSession(Path folder, Duration runTtl, Ratings ratings)
            throws RecordingException, CommandFailedException {
        RecordedSession session = new SessionReader().read(folder);
        List<String> notes = new ArrayList<>(session.remarks());
        note(notes, "hardware.csv", session.hardwareTally());
        note(notes, "training.jsonl", session.trainingTally());
        note(notes, "events.jsonl", session.events().tally());
        List<ReplayDevice> devices = new ArrayList<>();
        session.devices()
                .forEach((name, recorded) -> known(name, notes)
                        .ifPresent(device -> devices.add(device(
                                device,
                                recorded,
                                Optional.ofNullable(session.facts().devices().get(name))))));
        List<ReplayRun> runs = new ArrayList<>();
        session.runs().forEach((run, training) -> {
            if (RunId.isValid(run)) {
                runs.add(new ReplayRun(
                        new RunId(run),
                        training,
                        lives(session, run),
                        session.events().annotationsOf(run)));
            } else {
                notes.add("a run is left out, its name is none: " + run);
            }
        });
        if (devices.isEmpty() && runs.isEmpty()) {
            throw new CommandFailedException(folder + ": nothing to play back, neither a sample nor a step");
        }
        SessionDetectors detectors = session.facts().detectors();
        Map<String, Double> watts = new HashMap<>();
        Map<String, Double> celsius = new HashMap<>();
        session.facts().devices().forEach((name, device) -> {
            told(device.ratedWatts()).ifPresent(value -> watts.put(name, value));
            told(device.limitCelsius()).ifPresent(value -> celsius.put(name, value));
        });
        watts.putAll(ratings.ratedWatts());
        celsius.putAll(ratings.limitCelsius());
        return new ReplayInput(
                folderName(folder),
                devices,
                runs,
                new CollapseConfig(
                        period(devices, session.facts().samplePeriod()),
                        detectors.collapses().slopeWindow(),
                        detectors.collapses().refractory(),
                        detectors.collapses().confirmed(),
                        new Ratings(watts, celsius)),
                steps(
                        new IngestConfig(
                                detectors.spikes(),
                                detectors.spikeRefractory(),
                                runTtl,
                                1,
                                1,
                                Duration.ZERO,
                                IngestConfig.withDefaults().maxRanks()),
                        runs),
                notes);
    }

    /** Returns the same recording at other times, to be played from its start; runs have names of their own. */
    ReplayInput movedTo(LongUnaryOperator moved, UnaryOperator<RunId> names) {
        return new ReplayInput(
                name,
                devices.stream().map(device -> device.movedTo(moved)).toList(),
                runs.stream()
                        .map(run -> run.movedTo(moved, names.apply(run.run())))
                        .toList(),
                collapses,
                steps,
                notes);
    }

    /** Returns where nothing happened for too long to be played, be it a sample or a step. */
    LongGaps longGaps() {
        return LongGaps.between(LongStream.concat(
                        devices.stream()
                                .flatMapToLong(
                                        device -> Arrays.stream(device.samples().epochMillis())),
                        runs.stream().flatMapToLong(run -> Arrays.stream(run.epochMillis())))
                .sorted()
                .toArray());
    }

    private static Optional<Double> told(SessionDevice.Figure figure) {
        return figure.origin() == Origin.OPTION ? Optional.of(figure.value()) : Optional.empty();
    }

    private static List<RunLife> lives(RecordedSession session, String run) {
        return session.events().runs().stream()
                .filter(life -> life.run().equals(run))
                .sorted(Comparator.comparingLong(RunLife::onsetMillis))
                .toList();
    }

    private static ReplayDevice device(Device device, RecordedDevice recorded, Optional<SessionDevice> facts) {
        Device identified = facts.flatMap(SessionDevice::uuid)
                .filter(uuid -> !uuid.isBlank() && !device.equals(Device.CPU))
                .map(uuid -> new Device(device.name(), Optional.of(uuid)))
                .orElse(device);
        return new ReplayDevice(
                new DeviceDescription(
                        identified, facts.map(SessionDevice::properties).orElse(Map.of())),
                recorded.samples(),
                recorded.reasonSets(),
                facts.map(SessionDevice::throttleReasons).orElseGet(TreeSet::new),
                ReplayDevice.Flags.OWN);
    }

    private static ReplayInput ofPair(FileReplayConfig.Pair pair, Duration runTtl, Ratings ratings)
            throws RecordingException, CommandFailedException {
        HardwareRecording hardware = new HardwareCsvReader().read(pair.hardwareCsv());
        TrainingRecording training = new TrainingLogReader().read(pair.trainingLog());
        List<String> notes = new ArrayList<>();
        note(notes, pair.hardwareCsv().toString(), hardware.tally());
        note(notes, pair.trainingLog().toString(), training.tally());
        SortedMap<String, ReplayDevice> devices = new TreeMap<>();
        for (Map.Entry<String, SampleTable> one : hardware.devices().entrySet()) {
            Optional<Device> device = known(one.getKey(), notes);
            if (device.isPresent()) {
                ReplayDevice played = new ReplayDevice(
                        new DeviceDescription(device.get(), Map.of()),
                        one.getValue(),
                        List.of(),
                        new TreeSet<>(),
                        ReplayDevice.Flags.RECORDED);
                if (devices.put(device.get().name(), played) != null) {
                    throw new CommandFailedException(pair.hardwareCsv() + ": a replay shows gpu as gpu0,"
                            + " so there must be only one of them, got both");
                }
            }
        }
        if (devices.isEmpty()) {
            throw new CommandFailedException(pair.hardwareCsv() + ": a device must be cpu, gpu or gpu<number>, got "
                    + String.join(", ", hardware.devices().keySet()));
        }
        List<ReplayDevice> played = List.copyOf(devices.values());
        Path above = pair.trainingLog().toAbsolutePath().normalize().getParent();
        String folder = above == null ? "run" : folderName(above);
        List<ReplayRun> runs = List.of(new ReplayRun(runId(folder), training, List.of(), RunAnnotations.NONE));
        return new ReplayInput(
                folder,
                played,
                runs,
                CollapseConfig.of(period(played, ASSUMED_PERIOD)).withRatings(ratings),
                steps(IngestConfig.withDefaults().withRunTtl(runTtl).withEndedStay(Duration.ZERO), runs),
                notes);
    }

    private static IngestConfig steps(IngestConfig config, List<ReplayRun> runs) {
        return config.withMaxRuns(Math.max(IngestConfig.withDefaults().maxRuns(), runs.size()));
    }

    private static RunId runId(String folder) {
        String name = folder.replaceAll("[^A-Za-z0-9._-]", "_");
        String cut = name.substring(0, Math.min(name.length(), 128));
        return new RunId(RunId.isValid(cut) ? cut : "run");
    }

    private static String folderName(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "run" : name.toString();
    }

    /** Returns the device of this program by the name that a recording has for it. */
    private static Optional<Device> known(String name, List<String> notes) {
        if (name.equals("gpu")) {
            notes.add("device gpu is shown as gpu0");
            return Optional.of(Device.gpu(0));
        }
        if (!name.matches("cpu|gpu\\d{1,4}")) {
            notes.add("device " + name + " is left out: metrics know cpu and gpu<number> only");
            return Optional.empty();
        }
        return Optional.of(new Device(name, Optional.empty()));
    }

    /** Returns the longest of the usual times between samples of a device. */
    private static Duration period(List<ReplayDevice> devices, Duration otherwise) {
        long millis = Math.round(
                devices.stream().mapToDouble(ReplayDevice::periodMillis).max().orElse(0));
        return millis > 0 ? Duration.ofMillis(millis) : otherwise;
    }

    private static void note(List<String> notes, String file, Tally tally) {
        if (!tally.counts().isEmpty()) {
            notes.add("in " + file + ": " + tally.summary());
        }
    }

    private void check(Ratings ratings) throws CommandFailedException {
        List<String> names =
                devices.stream().map(device -> device.device().name()).toList();
        List<String> problems = RatingOptions.unknown(ratings, names);
        if (!problems.isEmpty()) {
            throw new UsageException(problems);
        }
        if (!devices.isEmpty() && !runs.isEmpty()) {
            long apart = Math.max(
                    devicesFirst()
                            - runs.stream()
                                    .mapToLong(ReplayRun::lastMillis)
                                    .max()
                                    .orElseThrow(),
                    runs.stream().mapToLong(ReplayRun::firstMillis).min().orElseThrow() - devicesLast());
            if (apart > FARTHEST_MILLIS) {
                throw new CommandFailedException("samples and steps must lie within a day of each other, got "
                        + Duration.ofMillis(apart).toHours() + " h between them");
            }
        }
    }

    private long devicesFirst() {
        return devices.stream()
                .mapToLong(device -> device.samples().epochMillis(0))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private long devicesLast() {
        return devices.stream()
                .mapToLong(
                        device -> device.samples().epochMillis(device.samples().size() - 1))
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** Returns the time of the first sample or step. */
    long firstMillis() {
        return Math.min(
                devicesFirst(),
                runs.stream().mapToLong(ReplayRun::firstMillis).min().orElse(Long.MAX_VALUE));
    }

    /** Returns the time of the last sample or step. */
    long lastMillis() {
        return Math.max(
                devicesLast(),
                runs.stream().mapToLong(ReplayRun::lastMillis).max().orElse(Long.MIN_VALUE));
    }
}
