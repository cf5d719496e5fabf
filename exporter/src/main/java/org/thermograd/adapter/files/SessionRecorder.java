package org.thermograd.adapter.files;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.adapter.files.SessionWriter.Target;
import org.thermograd.domain.analysis.recording.SessionDevice;
import org.thermograd.domain.analysis.recording.SessionDevice.Figure;
import org.thermograd.domain.analysis.recording.SessionDevice.Origin;
import org.thermograd.domain.analysis.recording.SessionFacts;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.collapse.CollapseListener;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.collapse.DeviceStatus;
import org.thermograd.domain.collapse.EfficiencyReading;
import org.thermograd.domain.efficiency.DeviceRating;
import org.thermograd.domain.hardware.ClockChange;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.SnapshotListener;
import org.thermograd.domain.ingest.Examination;
import org.thermograd.domain.ingest.RunEnd;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingStep;

/**
 * Records what an exporter sees into a new folder, see docs/session-format.md. It hears of snapshots, and has to hear of
 * one before the monitor of collapses does, of samples and collapses, and of training steps; the three may come from three
 * threads. What it hears it leaves to a thread of its own and returns at once; but where the clock was set back it ends the
 * session and begins another, as times come again that have been.
 */
public final class SessionRecorder implements SnapshotListener, CollapseListener, StepListener, AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(SessionRecorder.class);

    /** What a run said of itself last, and since when it goes on. */
    private record OpenRun(long onsetMillis, SortedMap<String, String> labels, List<String> devices) {}

    private volatile Path folder;
    private volatile SessionWriter writer;
    private final AtomicLong lostBefore = new AtomicLong();
    private final CollapseConfig config;
    private final InstantSource clock;
    private final Map<RunId, OpenRun> openRuns = new ConcurrentHashMap<>();
    private HardwareSnapshot snapshot;
    private volatile SessionFacts facts;

    private SessionRecorder(
            Path folder, SessionWriter writer, CollapseConfig config, SessionFacts facts, InstantSource clock) {
        this.folder = folder;
        this.writer = writer;
        this.config = config;
        this.facts = facts;
        this.clock = clock;
        this.snapshot = new HardwareSnapshot(facts.start(), List.of(), List.of());
    }

    /**
     * Makes the folder of a session and its files, and starts to record.
     *
     * @param dir where; made if it is not there
     * @param facts what is known at the start
     * @param config the options of the monitor of collapses, which say whose rating an option told
     * @param clock the wall clock
     * @throws IOException if the folder or a file in it cannot be made or written
     */
    public static SessionRecorder start(Path dir, SessionFacts facts, CollapseConfig config, InstantSource clock)
            throws IOException {
        SessionFolder folder = SessionFolder.create(dir, facts.start(), facts.host());
        return new SessionRecorder(folder.path(), writer(folder, facts), config, facts, clock);
    }

    /** Makes the files of a folder, which is removed where one cannot be made. */
    private static SessionWriter writer(SessionFolder folder, SessionFacts facts) throws IOException {
        try {
            return filled(folder, facts);
        } catch (IOException e) {
            folder.discard();
            throw e;
        }
    }

    /** The facts come last: a folder that has them has all of its files, whenever the process ends. */
    private static SessionWriter filled(SessionFolder folder, SessionFacts facts) throws IOException {
        LineFile hardware = new LineFile(folder.create(SessionFiles.HARDWARE));
        hardware.add(String.join(",", SessionFiles.COLUMNS));
        hardware.flush();
        Optional<IOException> failure = hardware.failure();
        if (failure.isPresent()) {
            throw failure.get();
        }
        LineFile training = new LineFile(folder.create(SessionFiles.TRAINING));
        LineFile events = new LineFile(folder.create(SessionFiles.EVENTS));
        folder.write(facts);
        SessionWriter writer = new SessionWriter(
                folder,
                Map.of(Target.HARDWARE, hardware, Target.TRAINING, training, Target.EVENTS, events),
                SessionWriter.QUEUE);
        writer.start();
        return writer;
    }

    /** Returns the folder of the session; of the newest where the clock was set back. */
    public Path folder() {
        return folder;
    }

    /** Tells whether what is heard is still written, or counted as lost. */
    public boolean isRecording() {
        return writer.isAlive();
    }

    /** Returns how many lines could not be written so far. */
    public long lost() {
        return lostBefore.get() + writer.lost();
    }

    /**
     * Waits until all that was heard so far is written. For a source that is faster than the disk and can wait, such as a
     * simulation; not after {@link #close}.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitWritten() throws InterruptedException {
        writer.awaitWritten();
    }

    @Override
    public String name() {
        return "session_recorder";
    }

    @Override
    public void onSnapshot(HardwareSnapshot newest) {
        snapshot = requireNonNull(newest, "newest");
    }

    @Override
    public void restarted(ClockChange change) {
        if (change.isBack()) {
            beginAnew(change);
        }
        writer.write(Target.EVENTS, () -> SessionLines.clockSet(change));
    }

    private void beginAnew(ClockChange change) {
        Path dir = requireNonNull(folder.toAbsolutePath().getParent(), "a session lies in a folder");
        SessionFacts old = facts;
        SessionFacts anew = old.startedAt(change.after().truncatedTo(ChronoUnit.MILLIS));
        SessionWriter before = writer;
        try {
            SessionFolder next = SessionFolder.create(dir, anew.start(), anew.host());
            writer = writer(next, anew);
            logger.info("event=recording folder={} after={} reason=clock_set_back", next.path(), folder);
            folder = next.path();
            facts = anew;
        } catch (IOException e) {
            logger.warn("event=recording_goes_on folder={} reason=\"{}\"", folder, e.getMessage());
            return;
        }
        openRuns.replaceAll((run, open) -> new OpenRun(anew.start().toEpochMilli(), open.labels(), open.devices()));
        openRuns.forEach(this::write);
        before.close(lost -> old.ended(change.before().truncatedTo(ChronoUnit.MILLIS), lost));
        lostBefore.addAndGet(before.lost());
    }

    @Override
    public void observed(DeviceStatus status) {
        HardwareSnapshot source = snapshot;
        String name = status.device().name();
        SessionDevice known = describe(status, source);
        if (!known.equals(facts.devices().get(name))) {
            facts = facts.with(name, known);
            writer.write(facts);
        }
        writer.write(Target.HARDWARE, () -> HardwareRow.of(status, source));
    }

    private SessionDevice describe(DeviceStatus status, HardwareSnapshot source) {
        Device device = status.device();
        SortedSet<String> reasons = new TreeSet<>();
        source.readings(Quantity.GPU_THROTTLE_ACTIVE, device)
                .forEach(reading -> reasons.add(reading.sensor().parts().get(0)));
        Optional<SessionDevice> before = Optional.ofNullable(facts.devices().get(device.name()));
        before.ifPresent(one -> reasons.addAll(one.throttleReasons()));
        return new SessionDevice(
                device.uuid(),
                source.devices().stream()
                        .filter(one -> one.device().equals(device))
                        .map(DeviceDescription::properties)
                        .findFirst()
                        .or(() -> before.map(SessionDevice::properties))
                        .orElse(Map.of()),
                figure(status, EfficiencyReading.Input.RATED_POWER, before.map(SessionDevice::ratedWatts)),
                figure(status, EfficiencyReading.Input.TEMPERATURE_LIMIT, before.map(SessionDevice::limitCelsius)),
                reasons);
    }

    private Figure figure(DeviceStatus status, EfficiencyReading.Input input, Optional<Figure> before) {
        String device = status.device().name();
        boolean power = input == EfficiencyReading.Input.RATED_POWER;
        if (status.efficiency().isEmpty() && before.isPresent()) {
            return before.get();
        }
        DeviceRating rating =
                status.efficiency().map(one -> one.rating()).orElseGet(() -> DeviceRating.defaultOf(device));
        boolean read =
                status.efficiency().filter(one -> one.read().contains(input)).isPresent();
        boolean told =
                (power ? config.ratings().wattsOf(device) : config.ratings().celsiusOf(device)).isPresent();
        return new Figure(
                power ? rating.ratedWatts() : rating.limitCelsius(),
                read ? Origin.READ : told ? Origin.OPTION : Origin.ASSUMED);
    }

    @Override
    public void started(Device device, CollapseReason reason, long onsetMillis) {
        writer.write(
                Target.EVENTS, () -> SessionLines.collapse(device.name(), reason, onsetMillis, OptionalLong.empty()));
    }

    @Override
    public void ended(Device device, CollapseReason reason, long onsetMillis, long endMillis) {
        writer.write(
                Target.EVENTS,
                () -> SessionLines.collapse(device.name(), reason, onsetMillis, OptionalLong.of(endMillis)));
    }

    @Override
    public void described(RunId run, SortedMap<String, String> labels, List<String> devices) {
        write(
                run,
                requireNonNull(openRuns.compute(
                        run,
                        (key, open) ->
                                new OpenRun(open == null ? clock.millis() : open.onsetMillis(), labels, devices))));
    }

    private void write(RunId run, OpenRun open) {
        writer.write(Target.EVENTS, () -> SessionLines.run(run, open.onsetMillis(), open.labels(), open.devices()));
    }

    @Override
    public void accepted(RunId run, TrainingStep step, Examination examination) {
        writer.write(Target.TRAINING, () -> SessionLines.step(run, step));
        if (examination == Examination.SPIKE_ONSET) {
            writer.write(
                    Target.EVENTS,
                    () -> SessionLines.spike(run, step.epochMillis().orElseThrow(), step.step()));
        }
    }

    @Override
    public void noted(RunId run, RunAnnotations notes) {
        notes.marks().forEach(mark -> writer.write(Target.EVENTS, () -> SessionLines.mark(run, mark)));
        notes.phases().forEach(phase -> writer.write(Target.EVENTS, () -> SessionLines.phase(run, phase)));
        notes.rankSteps().forEach(step -> writer.write(Target.EVENTS, () -> SessionLines.rankStep(run, step)));
    }

    @Override
    public void ended(RunId run, RunEnd how) {
        long end = clock.millis();
        OpenRun open = openRuns.remove(run);
        writer.write(Target.EVENTS, () -> SessionLines.ended(run, how, open == null ? end : open.onsetMillis(), end));
    }

    /** Writes all that was heard, and when the session ended; waits for that a few seconds at most. */
    @Override
    public void close() {
        if (writer.close(lost -> facts.ended(clock.instant().truncatedTo(ChronoUnit.MILLIS), lost))) {
            logger.info("event=recorded folder={} lost={}", folder, lost());
        }
    }

    /** Ends and removes the session, of which nothing is worth keeping: an exporter that could not start. */
    public void discard() {
        writer.close(lost -> facts);
        writer.discard();
    }
}
