package org.thermograd.domain.ingest;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.training.PushResult;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;

/**
 * Takes pushes of all runs, counts every new step once, and remembers each run as one {@link RunState}. Thread-safe: one
 * lock, held for the arithmetic on a push and for a view of all runs, never while anything is read or parsed.
 *
 * <p>A run opens with its first push. It ends when it says so or is silent for {@link IngestConfig#runTtl}, and goes on,
 * with its counters, at the next push. An ended run is forgotten after {@link IngestConfig#MARKS_STAY}, or when a new one
 * needs its place and it has been over for {@link IngestConfig#endedStay}.
 */
public final class StepIngestor implements StepSink {
    private final IngestConfig config;
    private final ArrivalClock clock;
    private final Object lock = new Object();

    @GuardedBy("lock")
    private final SortedMap<RunId, RunState> runs = new TreeMap<>();

    @GuardedBy("lock")
    private final GuardedPorts ports;

    @GuardedBy("lock")
    private long expired;

    @GuardedBy("lock")
    private long evicted;

    @GuardedBy("lock")
    private long ends;

    /**
     * Creates an ingestor without runs.
     *
     * @param config the options
     * @param clock when pushes arrive; how long a run is silent, and how long one is remembered, is elapsed time
     * @param listener hears of every new step, {@link StepListener#NONE} for none
     * @param conditions state of the hardware, {@link ConditionSource#UNKNOWN} where there is none
     */
    public StepIngestor(IngestConfig config, ArrivalClock clock, StepListener listener, ConditionSource conditions) {
        this.config = requireNonNull(config, "config");
        this.clock = requireNonNull(clock, "clock");
        this.ports = new GuardedPorts(listener, conditions);
    }

    @Override
    public PushResult push(RunId run, TrainingPush push) throws TooManyRunsException {
        return push(run, push, Optional.empty());
    }

    @Override
    public PushResult push(RunId run, TrainingPush push, Optional<Pusher> pusher) throws TooManyRunsException {
        return push(run, push, pusher, clock.now());
    }

    /** Takes a push as {@link #push(RunId, TrainingPush, Optional)} that came at a moment, not before the last one. */
    public PushResult push(RunId run, TrainingPush push, Optional<Pusher> pusher, ArrivalClock.Moment now)
            throws TooManyRunsException {
        requireNonNull(run, "run");
        requireNonNull(push, "push");
        requireNonNull(pusher, "pusher");
        synchronized (lock) {
            expire(now);
            RunState state = runs.get(run);
            boolean opens = state == null || state.makesRoom(now, config);
            if (opens && pusher.isPresent()) {
                checkShare(run, pusher.get(), now);
            }
            if (state == null) {
                makeRoomFor(run, now);
                state = new RunState(run, config);
                runs.put(run, state);
            }
            if (opens) {
                state.open(pusher);
            } else {
                state.adopt(pusher);
            }
            return state.apply(push, now, ports);
        }
    }

    @GuardedBy("lock")
    private void checkShare(RunId run, Pusher pusher, ArrivalClock.Moment now) throws TooManyRunsException {
        long held = runs.values().stream()
                .filter(state -> state.isOf(pusher) && !state.makesRoom(now, config))
                .count();
        if (held >= config.maxRunsEach()) {
            throw new TooManyRunsException(run, config.maxRunsEach(), Optional.of(pusher));
        }
    }

    @GuardedBy("lock")
    private void makeRoomFor(RunId run, ArrivalClock.Moment now) throws TooManyRunsException {
        if (runs.size() < config.maxRuns()) {
            return;
        }
        RunId oldest = runs.entrySet().stream()
                .filter(entry -> entry.getValue().makesRoom(now, config))
                .min(Comparator.comparingLong(entry -> entry.getValue().endedElapsedMillis()))
                .map(Map.Entry::getKey)
                .orElseThrow(() -> new TooManyRunsException(run, config.maxRuns(), Optional.empty()));
        runs.remove(oldest);
        evicted++;
    }

    @Override
    public boolean finish(RunId run) {
        return finish(run, clock.now());
    }

    /** Ends a run as {@link #finish(RunId)} at a moment, not before the last one. */
    public boolean finish(RunId run, ArrivalClock.Moment now) {
        synchronized (lock) {
            expire(now);
            RunState state = runs.get(run);
            if (state != null && state.isActive()) {
                end(run, state, RunEnd.FINISHED, now);
            }
            return state != null;
        }
    }

    @Override
    public boolean delete(RunId run) {
        return delete(run, clock.now());
    }

    /** Forgets a run as {@link #delete(RunId)} at a moment, not before the last one. */
    public boolean delete(RunId run, ArrivalClock.Moment now) {
        synchronized (lock) {
            expire(now);
            RunState state = runs.remove(run);
            if (state != null && state.isActive()) {
                ports.ended(run, RunEnd.DELETED);
            }
            return state != null;
        }
    }

    /**
     * Ends the runs that were silent for too long and forgets those that ended long ago. Every other method does so
     * first; calling this now and then only makes a listener hear of it in time.
     */
    public void expire() {
        synchronized (lock) {
            expire(clock.now());
        }
    }

    /**
     * Counts and prices what still waits for steps to come, as at the end of a recording: none will. Runs stay as they are; a
     * cluster of episodes that goes on afterwards counts as two.
     */
    public void settle() {
        synchronized (lock) {
            for (RunState state : runs.values()) {
                if (state.isActive()) {
                    state.settle(ports);
                }
            }
        }
    }

    @GuardedBy("lock")
    private void expire(ArrivalClock.Moment now) {
        runs.values().removeIf(state -> state.isForgotten(now));
        for (Map.Entry<RunId, RunState> entry : runs.entrySet()) {
            if (entry.getValue().isSilent(now, config)) {
                expired++;
                end(entry.getKey(), entry.getValue(), RunEnd.EXPIRED, now);
            }
        }
    }

    @GuardedBy("lock")
    private void end(RunId run, RunState state, RunEnd how, ArrivalClock.Moment now) {
        ends++;
        state.end(how, now, ports);
        ports.ended(run, how);
    }

    /** Returns all runs as they are now. */
    public IngestSnapshot snapshot() {
        synchronized (lock) {
            ArrivalClock.Moment now = clock.now();
            expire(now);
            Set<StepCondition> conditions = ports.possible();
            List<RunSnapshot> views = new ArrayList<>();
            runs.values().forEach(state -> views.add(state.snapshot(now, conditions)));
            return new IngestSnapshot(views, expired, evicted, ports.failures());
        }
    }

    /** Returns the state of every run in a form for {@link #restore}: at most 64 KiB each. */
    public SortedMap<RunId, byte[]> write() {
        SortedMap<RunId, byte[]> written = new TreeMap<>();
        synchronized (lock) {
            runs.forEach((run, state) -> written.put(run, StateFormat.write(state)));
        }
        return written;
    }

    /**
     * Puts a run back to a state that was written, in place of what is known of it. Options that have changed since hold
     * for what comes.
     *
     * @throws IllegalArgumentException if the state is not whole, or of another version; nothing has changed then
     */
    public void restore(RunId run, byte[] state) {
        restore(run, state, clock.now());
    }

    /** Puts a run back as {@link #restore(RunId, byte[])} at a moment. */
    public void restore(RunId run, byte[] state, ArrivalClock.Moment now) {
        RunState restored = StateFormat.read(state, run, config, now);
        synchronized (lock) {
            runs.put(run, restored);
        }
    }

    /** Returns how many runs have ended by silence or given their place away. */
    public EndedRuns ended() {
        synchronized (lock) {
            return new EndedRuns(expired, evicted);
        }
    }

    /** Goes on counting where another ingestor stopped. */
    public void restore(EndedRuns counts) {
        synchronized (lock) {
            expired = counts.expired();
            evicted = counts.evicted();
        }
    }

    /** Returns the number of the newest step of a run, absent if none is known. */
    public OptionalLong lastStep(RunId run) {
        synchronized (lock) {
            RunState state = runs.get(run);
            return state == null ? OptionalLong.empty() : state.lastStep();
        }
    }

    /** Returns how often a run has ended here. */
    public long ends() {
        synchronized (lock) {
            return ends;
        }
    }

    /**
     * How runs came to an end of which they did not tell.
     *
     * @param expired how many ended by silence
     * @param evicted how many ended ones gave their place to new ones
     */
    public record EndedRuns(long expired, long evicted) {}
}
