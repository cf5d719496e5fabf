package org.thermograd.app.process;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.thermograd.domain.ingest.ArrivalClock;

/**
 * A clock that goes on evenly while the wall clock is set: the wall time of its start, and the time that has elapsed since.
 * Where the wall clock has come to differ by more than {@link #BOUND}, {@link #follow} takes it up, which is the only time at
 * which this clock jumps. {@link #follow} is for one thread; all else is thread-safe.
 */
public final class SteadyClock implements ArrivalClock {
    /** How far the wall clock may differ: what comes from other programs is in its time. */
    public static final Duration BOUND = Duration.ofSeconds(2);

    private static final long NANOS_PER_MILLI = 1_000_000;

    private record Origin(Instant wall, long nanos) {}

    private final InstantSource wall;
    private final LongSupplier nanoTicker;
    private final Origin first;
    private final AtomicLong ahead = new AtomicLong();
    private final AtomicLong back = new AtomicLong();
    private volatile Origin origin;

    /**
     * Starts a clock.
     *
     * @param wall the wall clock
     * @param nanoTicker elapsed time
     */
    public SteadyClock(InstantSource wall, LongSupplier nanoTicker) {
        this.wall = requireNonNull(wall, "wall");
        this.nanoTicker = requireNonNull(nanoTicker, "nanoTicker");
        this.first = origin();
        this.origin = first;
    }

    private Origin origin() {
        return new Origin(wall.instant(), nanoTicker.getAsLong());
    }

    private Instant since(Origin start) {
        return start.wall().plusNanos(nanoTicker.getAsLong() - start.nanos());
    }

    /** Returns another one that starts now, to be followed on its own. */
    public SteadyClock another() {
        return new SteadyClock(wall, nanoTicker);
    }

    @Override
    public Instant instant() {
        return since(origin);
    }

    /** Returns elapsed time, in nanoseconds since some moment. */
    public long nanos() {
        return nanoTicker.getAsLong();
    }

    @Override
    public long elapsedMillis() {
        return (nanoTicker.getAsLong() - first.nanos()) / NANOS_PER_MILLI;
    }

    /** Returns the time that it would be had nobody set the wall clock since the start. */
    public Instant unset() {
        return since(first);
    }

    /** Returns how far the wall clock is ahead of this one, negative where it is behind. */
    public Duration drift() {
        return Duration.between(instant(), wall.instant());
    }

    /** Goes by the wall clock from now on where the two differ by more than the bound, and returns by how much. */
    public Optional<Duration> follow() {
        Duration drift = drift();
        if (drift.abs().compareTo(BOUND) <= 0) {
            return Optional.empty();
        }
        origin = origin();
        (drift.isNegative() ? back : ahead).incrementAndGet();
        return Optional.of(drift);
    }

    /** Returns how often it has followed a wall clock that was ahead. */
    public long setsAhead() {
        return ahead.get();
    }

    /** Returns how often it has followed a wall clock that was behind. */
    public long setsBack() {
        return back.get();
    }
}
