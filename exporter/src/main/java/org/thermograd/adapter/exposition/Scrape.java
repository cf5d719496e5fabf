package org.thermograd.adapter.exposition;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.thermograd.domain.hardware.HardwareSnapshot;

/**
 * What one scrape is made from, the same for all collectors, so that all its samples are of one moment.
 *
 * @param at when it is made
 * @param hardware the newest snapshot of the hardware; empty before the first
 */
public record Scrape(Instant at, Optional<HardwareSnapshot> hardware) {
    /** Makes a scrape. */
    public Scrape {
        requireNonNull(at, "at");
        requireNonNull(hardware, "hardware");
    }
}
