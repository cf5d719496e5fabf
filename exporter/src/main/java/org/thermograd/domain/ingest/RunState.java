package org.thermograd.domain.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.ingest.ArrivalClock.Moment;
import org.thermograd.domain.training.DroppedSteps;
import org.thermograd.domain.training.PushResult;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;

/**
 * All that is known of one run: who it is, how it lives, and what its steps gave. Confined to one thread; a value in that
 * {@link #writeTo} and {@link #readFrom} carry all of it.
 */
final class RunState {
    /** How a run lives. */
    private enum Life {
        ACTIVE,
        FINISHED,
        EXPIRED
    }

    private final RunId run;
    private final StepTrack track;
    private final SeenSteps seen;
    private final ClockSkew skew;
    private final NoteTrack notes;
    private SortedMap<String, String> labels = new TreeMap<>();
    private List<String> devices = List.of();
    private Life life = Life.ACTIVE;
    /** Whether no push has come since this state was made or restored. */
    private boolean unheard = true;

    /** Whose share of the runs it counts for; not written, as what tells pushers apart is not either. */
    private Optional<Pusher> owner = Optional.empty();

    private long duplicates;
    private long lastPushMillis;
    private long heardElapsedMillis;
    private long endedMillis;
    private long endedElapsedMillis;
    private long lastDroppedMillis = -1;

    RunState(RunId run, IngestConfig config) {
        this(run, new StepTrack(config), new SeenSteps(), new ClockSkew(), new NoteTrack(config.maxRanks()));
    }

    private RunState(RunId run, StepTrack track, SeenSteps seen, ClockSkew skew, NoteTrack notes) {
        this.run = run;
        this.track = track;
        this.seen = seen;
        this.skew = skew;
        this.notes = notes;
    }

    /** Makes a run that opens the one of a pusher. */
    void open(Optional<Pusher> pusher) {
        owner = pusher;
    }

    /** Makes a run whose owner is not known the one of a pusher. */
    void adopt(Optional<Pusher> pusher) {
        owner = owner.or(() -> pusher);
    }

    boolean isOf(Pusher pusher) {
        return owner.filter(pusher::equals).isPresent();
    }

    /**
     * Takes a push whole, unless all of its steps are known and it says nothing else that is new. The listener hears of its
     * steps in time order. A run that has ended stays so where only ranks say something: theirs may come after its end.
     */
    PushResult apply(TrainingPush push, Moment arrival, GuardedPorts ports) {
        if (!push.steps().isEmpty() && push.steps().stream().allMatch(this::isKnown) && notes.knowsAll(push.notes())) {
            duplicates += push.steps().size();
            return new PushResult(
                    0, push.steps().size() + push.notes().rankSteps().size(), push.ignored(), 0);
        }
        long arrivalMillis = arrival.epochMillis();
        boolean goesOn = isActive() || !push.isOfRanksOnly();
        boolean opens = goesOn && (unheard || !isActive());
        unheard &= !opens;
        life = goesOn ? Life.ACTIVE : life;
        lastPushMillis = arrivalMillis;
        heardElapsedMillis = arrival.elapsedMillis();
        SortedMap<String, String> labelsBefore = labels;
        List<String> devicesBefore = devices;
        push.labels().ifPresent(given -> labels = given);
        push.devices().ifPresent(given -> devices = given);
        if (opens || !labels.equals(labelsBefore) || !devices.equals(devicesBefore)) {
            ports.described(run, labels, devices);
        }
        // Before the steps, since a step of the same push may end the phase.
        RunAnnotations fresh = notes.add(push.notes(), arrivalMillis);
        if (!fresh.phases().isEmpty()) {
            track.leaveOut(notes.phaseTimes());
        }
        if (!fresh.isEmpty()) {
            ports.noted(run, fresh);
        }
        long lateBefore = track.late();
        int accepted = applySteps(push.steps(), arrivalMillis, ports);
        push.dropped().ifPresent(dropped -> applyDropped(dropped, arrivalMillis));
        int known = push.steps().size() - accepted;
        duplicates += known;
        int ofRanks = fresh.rankSteps().size();
        return new PushResult(
                accepted + ofRanks, known + push.notes().rankSteps().size() - ofRanks, push.ignored(), (int)
                        (track.late() - lateBefore));
    }

    private boolean isKnown(TrainingStep step) {
        return step.epochMillis().isPresent() && seen.knows(step.epochMillis().getAsLong(), step.step());
    }

    private int applySteps(List<TrainingStep> steps, long arrivalMillis, GuardedPorts ports) {
        List<TrainingStep> ordered = new ArrayList<>(steps);
        ordered.sort(Comparator.comparingLong(step -> step.epochMillis().orElse(arrivalMillis)));
        Set<Long> untimed = new HashSet<>();
        OptionalLong newest = OptionalLong.empty();
        int accepted = 0;
        for (TrainingStep step : ordered) {
            boolean timed = step.epochMillis().isPresent();
            boolean fresh = timed ? seen.add(step.epochMillis().getAsLong(), step.step()) : untimed.add(step.step());
            if (fresh) {
                accepted++;
                newest = timed ? step.epochMillis() : newest;
                ports.accepted(run, step.arrivedAt(arrivalMillis), track.take(step, arrivalMillis, devices, ports));
            }
        }
        newest.ifPresent(millis -> skew.add(arrivalMillis - millis));
        return accepted;
    }

    /** Counts what was dropped, unless it is known by its time already. */
    private void applyDropped(DroppedSteps dropped, long arrivalMillis) {
        OptionalLong latest = dropped.latestMillis();
        if (latest.isPresent()) {
            if (latest.getAsLong() <= lastDroppedMillis) {
                return;
            }
            lastDroppedMillis = latest.getAsLong();
        }
        track.takeDropped(dropped, latest.orElse(arrivalMillis));
    }

    OptionalLong lastStep() {
        return track.lastStep();
    }

    boolean isActive() {
        return life == Life.ACTIVE;
    }

    boolean isSilent(Moment now, IngestConfig config) {
        return isActive()
                && now.elapsedMillis() - heardElapsedMillis >= config.runTtl().toMillis();
    }

    /** Prices what still waits for steps to come. */
    void settle(ConditionSource conditions) {
        track.settle(devices, conditions);
    }

    void end(RunEnd how, Moment now, ConditionSource conditions) {
        track.end(devices, conditions);
        life = how == RunEnd.EXPIRED ? Life.EXPIRED : Life.FINISHED;
        endedMillis = now.epochMillis();
        endedElapsedMillis = now.elapsedMillis();
    }

    /** Returns when it ended, in elapsed time. */
    long endedElapsedMillis() {
        return endedElapsedMillis;
    }

    /** Tells whether a run has been over for so long that nothing of it is shown any more. */
    boolean isForgotten(Moment now) {
        return !isActive() && now.elapsedMillis() - endedElapsedMillis >= IngestConfig.MARKS_STAY.toMillis();
    }

    /** Tells whether a run has been over for so long that a new one may take its place. */
    boolean makesRoom(Moment now, IngestConfig config) {
        return !isActive()
                && now.elapsedMillis() - endedElapsedMillis
                        >= config.endedStay().toMillis();
    }

    RunSnapshot snapshot(Moment now, Set<StepCondition> conditions) {
        return new RunSnapshot(
                run,
                stage(now),
                end(),
                labels,
                devices,
                lastPushMillis,
                track.startMillis(),
                track.lastStep(),
                track.last(),
                track.windowMax(),
                track.threshold(),
                skew.millis(),
                track.counts(duplicates),
                track.spikeOnsets(),
                track.marks(),
                track.gradNorms(),
                durations(conditions),
                track.costs(),
                notes.view());
    }

    private Optional<RunEnd> end() {
        return switch (life) {
            case ACTIVE -> Optional.empty();
            case FINISHED -> Optional.of(RunEnd.FINISHED);
            case EXPIRED -> Optional.of(RunEnd.EXPIRED);
        };
    }

    private RunSnapshot.Stage stage(Moment now) {
        if (isActive()) {
            return RunSnapshot.Stage.ACTIVE;
        }
        return now.elapsedMillis() - endedElapsedMillis < IngestConfig.COUNTERS_STAY.toMillis()
                ? RunSnapshot.Stage.COUNTED
                : RunSnapshot.Stage.MARKED;
    }

    /** Returns the durations of the conditions that can be told, and of those that were. */
    private Map<StepCondition, Distribution> durations(Set<StepCondition> possible) {
        Map<StepCondition, Distribution> durations = new EnumMap<>(StepCondition.class);
        for (StepCondition condition : StepCondition.values()) {
            Distribution distribution = track.stepSeconds(condition);
            if (possible.contains(condition) || distribution.count() > 0) {
                durations.put(condition, distribution);
            }
        }
        return durations;
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeUTF(life.name());
        out.writeLong(duplicates);
        out.writeLong(lastPushMillis);
        out.writeLong(endedMillis);
        out.writeLong(lastDroppedMillis);
        out.writeByte(labels.size());
        for (Map.Entry<String, String> label : labels.entrySet()) {
            out.writeUTF(label.getKey());
            out.writeUTF(label.getValue());
        }
        out.writeByte(devices.size());
        for (String device : devices) {
            out.writeUTF(device);
        }
        seen.writeTo(out);
        skew.writeTo(out);
        track.writeTo(out);
        notes.writeTo(out);
    }

    /** Reads what was written. What elapsed since is known by the clock alone: nobody counted. */
    static RunState readFrom(DataInputStream in, RunId run, IngestConfig config, Moment now) throws IOException {
        Life life = Life.valueOf(in.readUTF());
        long duplicates = in.readLong();
        long lastPushMillis = in.readLong();
        long endedMillis = in.readLong();
        long lastDroppedMillis = in.readLong();
        SortedMap<String, String> labels = new TreeMap<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            labels.put(in.readUTF(), in.readUTF());
        }
        List<String> devices = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            devices.add(in.readUTF());
        }
        SeenSteps seen = SeenSteps.readFrom(in);
        ClockSkew skew = ClockSkew.readFrom(in);
        RunState state =
                new RunState(run, StepTrack.readFrom(in, config), seen, skew, new NoteTrack(config.maxRanks()));
        state.notes.readFrom(in);
        state.track.leaveOut(state.notes.phaseTimes());
        state.life = life;
        state.duplicates = duplicates;
        state.lastPushMillis = lastPushMillis;
        state.heardElapsedMillis = now.elapsedMillis() - Math.max(0, now.epochMillis() - lastPushMillis);
        state.endedMillis = endedMillis;
        state.endedElapsedMillis = now.elapsedMillis() - Math.max(0, now.epochMillis() - endedMillis);
        state.lastDroppedMillis = lastDroppedMillis;
        state.labels = labels;
        state.devices = List.copyOf(devices);
        return state;
    }
}
