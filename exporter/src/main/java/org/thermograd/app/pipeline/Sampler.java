package org.thermograd.app.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.app.process.Pace;
import org.thermograd.app.process.SteadyClock;
import org.thermograd.domain.hardware.ClockChange;
import org.thermograd.domain.hardware.HardwareProbe;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.SnapshotListener;

/**
 * Has all probes read at a fixed period and tells its listeners of one snapshot after the other, on a thread of its own. A
 * probe that hangs stops nobody. Thread-safe, but for {@link #sample}.
 */
public final class Sampler implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(Sampler.class);
    private static final long END_MILLIS = 2_000;
    /** After this and some periods without a sample nothing is seen any more. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int PATIENT_PERIODS = 5;

    private final List<ProbeReader> probes;
    private final List<SnapshotListener> listeners;
    private final Duration period;
    private final SteadyClock clock;
    private final Map<String, AtomicLong> listenerFailures = new LinkedHashMap<>();
    private final AtomicLong overruns = new AtomicLong();
    private volatile long sampledNanos;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "sampler");

    /**
     * Makes a sampler that does not run yet.
     *
     * @param probes those that count most first
     * @param listeners told of each snapshot, in this order; each with a name of its own
     * @param period how often, more than zero
     * @param readers runs the reads of probes, one at a time unless one takes longer than half a period
     * @param clock the moment of a sample; told to follow the wall clock before each
     */
    public Sampler(
            List<HardwareProbe> probes,
            List<SnapshotListener> listeners,
            Duration period,
            Executor readers,
            SteadyClock clock) {
        this.probes = probes.stream()
                .map(probe -> new ProbeReader(probe, probe.interval(), readers, clock::nanos))
                .toList();
        this.listeners = List.copyOf(listeners);
        this.period = period;
        this.clock = clock;
        listeners.forEach(listener -> listenerFailures.put(listener.name(), new AtomicLong()));
        thread.setDaemon(true);
    }

    /** Starts the thread. */
    public void start() {
        sampledNanos = clock.nanos();
        thread.start();
    }

    private void run() {
        Pace pace = new Pace(period, clock.nanos());
        try {
            long delay = 0;
            while (!stop.await(delay, TimeUnit.NANOSECONDS)) {
                sample();
                long ended = clock.nanos();
                sampledNanos = ended;
                delay = pace.nextDelayNanos(ended);
                overruns.set(pace.overruns());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            probes.forEach(ProbeReader::close);
        }
    }

    /** Takes one sample and tells of it. Called by the sampler's thread, or by a test in its place. */
    void sample() {
        clock.follow().ifPresent(this::tellOfClock);
        Instant now = clock.instant();
        Duration slack = period.dividedBy(2);
        long until = clock.nanos() + slack.toNanos();
        probes.forEach(probe -> probe.readIfDue(now, slack, until));
        HardwareSnapshot snapshot = new HardwareSnapshot(
                now,
                probes.stream().map(ProbeReader::readings).toList(),
                probes.stream().flatMap(probe -> probe.outcome().stream()).toList());
        listeners.forEach(listener -> tell(listener, one -> one.onSnapshot(snapshot)));
    }

    /** What was read has times that mean nothing now, and listeners begin anew. */
    private void tellOfClock(Duration by) {
        Instant now = clock.instant();
        ClockChange change = new ClockChange(now.minus(by), now);
        logger.warn(
                "event=clock_set before={} after={} by={}ms effect=\"a new segment\"",
                change.before(),
                change.after(),
                by.toMillis());
        probes.forEach(ProbeReader::forget);
        listeners.forEach(listener -> tell(listener, one -> one.onClockSet(change)));
    }

    private void tell(SnapshotListener listener, Consumer<SnapshotListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException e) {
            AtomicLong failures = listenerFailures.get(listener.name());
            if (failures != null && failures.incrementAndGet() == 1) {
                logger.warn("event=listener_failed listener={}", listener.name(), e);
            }
        }
    }

    /** Tells whether its thread runs and samples, or did so a short while ago. */
    public boolean isSampling() {
        long patience = PATIENCE.plus(period.multipliedBy(PATIENT_PERIODS)).toNanos();
        return thread.isAlive() && clock.nanos() - sampledNanos <= patience;
    }

    /** Returns how many samples were left out because the one before took too long. */
    public long overruns() {
        return overruns.get();
    }

    /** Returns how often each listener failed, by name. */
    public Map<String, Long> listenerFailures() {
        Map<String, Long> counts = new LinkedHashMap<>();
        listenerFailures.forEach((name, count) -> counts.put(name, count.get()));
        return counts;
    }

    /** Ends the thread, which closes the probes; waits for it two seconds at most. */
    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
