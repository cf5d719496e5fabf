package org.thermograd.domain.analysis.recording;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.Provenance;
import org.thermograd.domain.Require;

/**
 * What session.json says of a session.
 *
 * @param version the version of the program that recorded it
 * @param host the machine
 * @param start when recording began, in whole milliseconds
 * @param end when it ended; empty while it goes on, and where the recorder did not end in order
 * @param hardware where the samples come from
 * @param training where the steps come from
 * @param samplePeriod the time between samples, more than 0
 * @param devices what is known of each device that was seen
 * @param detectors how the events were found
 * @param lost how many lines could not be written, at least 0; known at the end
 */
public record SessionFacts(
        String version,
        String host,
        Instant start,
        Optional<Instant> end,
        Provenance hardware,
        Provenance training,
        Duration samplePeriod,
        SortedMap<String, SessionDevice> devices,
        SessionDetectors detectors,
        long lost) {
    /**
     * Copies the map and checks the period.
     *
     * @throws IllegalArgumentException if the period is not positive or {@code lost} is negative
     */
    public SessionFacts {
        requireNonNull(version, "version");
        requireNonNull(host, "host");
        requireNonNull(start, "start");
        requireNonNull(end, "end");
        requireNonNull(hardware, "hardware");
        requireNonNull(training, "training");
        requireNonNull(detectors, "detectors");
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
        Require.positive("samplePeriod", samplePeriod);
        Require.notNegative("lost", lost);
    }

    /** Returns the facts with one device more, or in place of what was known of it. */
    public SessionFacts with(String name, SessionDevice device) {
        SortedMap<String, SessionDevice> more = new TreeMap<>(devices);
        more.put(name, device);
        return new SessionFacts(version, host, start, end, hardware, training, samplePeriod, more, detectors, lost);
    }

    /** Returns the facts of a session that begins later, with what is known of the devices. */
    public SessionFacts startedAt(Instant at) {
        return new SessionFacts(
                version, host, at, Optional.empty(), hardware, training, samplePeriod, devices, detectors, 0);
    }

    /** Returns the facts at the end of the session. */
    public SessionFacts ended(Instant at, long lostLines) {
        return new SessionFacts(
                version, host, start, Optional.of(at), hardware, training, samplePeriod, devices, detectors, lostLines);
    }
}
