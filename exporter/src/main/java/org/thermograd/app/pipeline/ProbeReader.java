package org.thermograd.app.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.domain.hardware.HardwareProbe;
import org.thermograd.domain.hardware.ProbeException;
import org.thermograd.domain.hardware.ProbeOutcome;
import org.thermograd.domain.hardware.ProbeReadings;

/** Reads one probe when it is due, and keeps what it gave. Confined to the sampler's thread. */
final class ProbeReader {
    private static final Logger logger = LoggerFactory.getLogger(ProbeReader.class);

    private final HardwareProbe probe;
    private final LongSupplier nanoTicker;
    private ProbeReadings readings = ProbeReadings.NONE;
    private @Nullable ProbeOutcome outcome;
    private long readNanos;

    ProbeReader(HardwareProbe probe, LongSupplier nanoTicker) {
        this.probe = probe;
        this.nanoTicker = nanoTicker;
    }

    /**
     * Reads the probe if its last readings have served their time.
     *
     * @param now the moment of the sample
     * @param slack a probe that will be due within this is due now
     */
    void readIfDue(Instant now, Duration slack) {
        long start = nanoTicker.getAsLong();
        ProbeOutcome last = outcome;
        if (last != null && start - readNanos < probe.interval().minus(slack).toNanos()) {
            return;
        }
        readNanos = start;
        Optional<Instant> lastSuccess = Optional.empty();
        boolean failedBefore = false;
        if (last != null) {
            lastSuccess = last.lastSuccess();
            failedBefore = !last.succeeded();
        }
        try {
            readings = probe.read(now);
            lastSuccess = Optional.of(now);
            if (failedBefore) {
                logger.info("event=probe_recovered probe={}", probe.name());
            }
        } catch (ProbeException | RuntimeException e) {
            readings = ProbeReadings.NONE;
            // A clock that stands still or was set back must not make this read look like the one that succeeded.
            lastSuccess = lastSuccess.filter(success -> !success.equals(now));
            if (!failedBefore) {
                logger.warn("event=probe_failed probe={}", probe.name(), e);
            }
        }
        outcome = new ProbeOutcome(probe.name(), now, Duration.ofNanos(nanoTicker.getAsLong() - start), lastSuccess);
    }

    /** Returns what the last read gave; nothing if it failed. */
    ProbeReadings readings() {
        return readings;
    }

    /** Returns how the last read went; empty before the first. */
    Optional<ProbeOutcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    void close() {
        try {
            probe.close();
        } catch (RuntimeException e) {
            logger.warn("event=probe_close_failed probe={}", probe.name(), e);
        }
    }
}
