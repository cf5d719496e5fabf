package org.thermograd.adapter.exposition;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.thermograd.domain.collapse.DeviceStatus;
import org.thermograd.domain.collapse.HostState;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.ingest.IngestSnapshot;

/**
 * All that one scrape shows, the same for all collectors: readings, efficiency and collapses of the newest sample, and the
 * training runs as they are when the scrape is made. Immutable.
 *
 * @param at when it is made
 * @param host the newest sample and what it came to; empty before the first
 * @param runs the training runs
 */
public record Scrape(Instant at, Optional<HostState> host, IngestSnapshot runs) {
    /** Makes a scrape. */
    public Scrape {
        requireNonNull(at, "at");
        requireNonNull(host, "host");
        requireNonNull(runs, "runs");
    }

    /** Returns a scrape of a program that watches no host and takes no steps. */
    public static Scrape empty(Instant at) {
        return new Scrape(at, Optional.empty(), IngestSnapshot.EMPTY);
    }

    /** Returns the readings; empty before the first sample. */
    public Optional<HardwareSnapshot> hardware() {
        return host.map(HostState::hardware);
    }

    /** Returns the devices with their efficiency and collapses; none before the first sample. */
    public List<DeviceStatus> devices() {
        return host.map(HostState::devices).orElse(List.of());
    }
}
