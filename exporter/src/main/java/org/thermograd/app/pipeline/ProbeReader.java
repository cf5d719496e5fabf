package org.thermograd.app.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.domain.hardware.HardwareProbe;
import org.thermograd.domain.hardware.ProbeException;
import org.thermograd.domain.hardware.ProbeOutcome;
import org.thermograd.domain.hardware.ProbeReadings;

/**
 * Reads one probe when it is due, and keeps what it gave. A read that takes longer than the sampler can wait goes on
 * without it: the readings before it stay until {@link #DEADLINE}, then the probe counts as failed until a read returns in
 * time. What a late one gives is dropped, as it may be of long ago. While one goes on no other begins. Until a read
 * succeeds again the log has each reason once. Confined to the sampler's thread.
 */
final class ProbeReader {
    /** After this a read that has not returned counts as failed. */
    static final Duration DEADLINE = Duration.ofSeconds(2);

    private static final Logger logger = LoggerFactory.getLogger(ProbeReader.class);
    private static final int MOST_REASONS = 8;
    private static final String HANGS = "hangs";

    private final HardwareProbe probe;
    private final Duration interval;
    private final Executor readers;
    private final LongSupplier nanoTicker;
    private ProbeReadings readings = ProbeReadings.NONE;
    private @Nullable ProbeOutcome outcome;
    private @Nullable Read newest;
    private boolean goesOn;
    private boolean forgotten;
    /** What the log has said since the last success. */
    private final Set<String> told = new HashSet<>();

    /** One read, begun at a sample. */
    private static final class Read {
        private final Instant sampleTime;
        private final long startNanos;
        private final FutureTask<ProbeReadings> task;
        private volatile long endNanos;

        Read(HardwareProbe probe, Instant sampleTime, LongSupplier nanoTicker) {
            this.sampleTime = sampleTime;
            this.startNanos = nanoTicker.getAsLong();
            this.task = new FutureTask<>(() -> {
                try {
                    return probe.read(sampleTime);
                } finally {
                    endNanos = nanoTicker.getAsLong();
                }
            });
        }

        Duration duration() {
            return Duration.ofNanos(endNanos - startNanos);
        }
    }

    /**
     * Makes a reader that has read nothing.
     *
     * @param interval how long readings stay good; zero for one sample
     * @param readers runs a read, on another thread or at once
     */
    ProbeReader(HardwareProbe probe, Duration interval, Executor readers, LongSupplier nanoTicker) {
        this.probe = probe;
        this.interval = interval;
        this.readers = readers;
        this.nanoTicker = nanoTicker;
    }

    /**
     * Reads the probe if its last readings have served their time.
     *
     * @param now the moment of the sample
     * @param slack a probe that will be due within this is due now
     * @param untilNanos how long to wait for a read, in the time of the ticker
     */
    void readIfDue(Instant now, Duration slack, long untilNanos) {
        Read last = newest;
        if (last != null) {
            if (goesOn) {
                await(last, 0);
            }
            long age = nanoTicker.getAsLong() - last.startNanos;
            if (goesOn || (!forgotten && age < interval.minus(slack).toNanos())) {
                return;
            }
        }
        Read next = new Read(probe, now, nanoTicker);
        newest = next;
        goesOn = true;
        forgotten = false;
        readers.execute(next.task);
        await(next, untilNanos - next.startNanos);
    }

    /** Drops what was read, and what the read that goes on will give: their times are of a clock that was set. */
    void forget() {
        readings = ProbeReadings.NONE;
        forgotten = true;
    }

    private void await(Read read, long nanos) {
        try {
            ProbeReadings given = read.task.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
            if (isLate(read.duration())) {
                tellThatItHangs();
                end(read, ProbeReadings.NONE, lastSuccessBefore(read));
            } else {
                end(read, given, Optional.of(read.sampleTime));
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            tellWhy(cause);
            end(read, ProbeReadings.NONE, lastSuccessBefore(read));
        } catch (TimeoutException e) {
            expire(read);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Read read, ProbeReadings given, Optional<Instant> lastSuccess) {
        boolean succeeds = lastSuccess.filter(read.sampleTime::equals).isPresent();
        if (succeeds && failed()) {
            logger.info("event=probe_recovered probe={}", probe.name());
        }
        if (succeeds) {
            told.clear();
        }
        goesOn = false;
        readings = forgotten ? ProbeReadings.NONE : given;
        outcome = new ProbeOutcome(probe.name(), read.sampleTime, read.duration(), lastSuccess);
    }

    private void expire(Read read) {
        Duration soFar = Duration.ofNanos(nanoTicker.getAsLong() - read.startNanos);
        if (soFar.compareTo(DEADLINE) < 0) {
            return;
        }
        tellThatItHangs();
        readings = ProbeReadings.NONE;
        outcome = new ProbeOutcome(probe.name(), read.sampleTime, soFar, lastSuccessBefore(read));
    }

    /** What a probe foresaw, as a file that it may not read, needs no trace. */
    private void tellWhy(Throwable failure) {
        if (!isNews(String.valueOf(failure.getCause() == null ? failure : failure.getCause()))) {
            return;
        }
        if (failure instanceof ProbeException && !(failure.getCause() instanceof RuntimeException)) {
            String reason =
                    String.valueOf(failure.getCause()).lines().findFirst().orElse("");
            logger.warn("event=probe_failed probe={} reason=\"{}\"", probe.name(), reason);
            logger.debug("event=probe_failure_trace probe={}", probe.name(), failure);
        } else {
            logger.warn("event=probe_failed probe={}", probe.name(), failure);
        }
    }

    /** Readings that stay good for longer than the deadline may come as late. */
    private boolean isLate(Duration duration) {
        return duration.compareTo(DEADLINE) >= 0 && duration.compareTo(interval) >= 0;
    }

    private void tellThatItHangs() {
        if (isNews(HANGS)) {
            logger.warn("event=probe_hangs probe={} deadline={}ms", probe.name(), DEADLINE.toMillis());
        }
    }

    private boolean isNews(String reason) {
        return told.size() < MOST_REASONS && told.add(reason);
    }

    private boolean failed() {
        return outcome != null && !outcome.succeeded();
    }

    /** Returns the last success, of a read before; a clock that stands still must not make this one look like it. */
    private Optional<Instant> lastSuccessBefore(Read read) {
        return Optional.ofNullable(outcome)
                .flatMap(ProbeOutcome::lastSuccess)
                .filter(success -> !success.equals(read.sampleTime));
    }

    /** Returns what the last read gave; nothing if it failed. */
    ProbeReadings readings() {
        return readings;
    }

    /** Returns how the last read went; empty before the end of the first. */
    Optional<ProbeOutcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** Closes the probe, unless a read of it goes on. */
    void close() {
        if (goesOn) {
            logger.warn("event=probe_not_closed probe={} reason=read_goes_on", probe.name());
            return;
        }
        try {
            probe.close();
        } catch (RuntimeException e) {
            logger.warn("event=probe_close_failed probe={}", probe.name(), e);
        }
    }
}
