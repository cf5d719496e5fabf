package org.thermograd.domain.ingest;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.thermograd.domain.Require;
import org.thermograd.domain.event.SpikeEvents;
import org.thermograd.domain.spike.LogHampel;

/**
 * The options of a {@link StepIngestor}. Immutable and thread-safe.
 *
 * @param rule the spike detector; only its streaming part is used
 * @param spikeRefractory flagged steps less than this apart are one event, in the time of the steps; not negative
 * @param runTtl a run that was silent for this long has ended; greater than 0
 * @param maxRuns how many runs are remembered at most, at least 1; an ended one makes room for a new one, so this is also
 *     how many can be active
 * @param maxRunsEach how many of them one {@link Pusher} may have opened that are active or make no room yet, at least 1
 * @param endedStay for how long an ended run makes no room for a new one; not negative
 * @param maxRanks how many ranks of a run are counted each for itself, 1 to {@link #MOST_RANKS}; the others together
 */
public record IngestConfig(
        LogHampel rule,
        Duration spikeRefractory,
        Duration runTtl,
        int maxRuns,
        int maxRunsEach,
        Duration endedStay,
        int maxRanks) {
    /** The greatest number of ranks of a run that can be counted each for itself. */
    public static final int MOST_RANKS = 512;

    /** How far in the future of the exporter a step may lie. */
    public static final Duration MAX_AHEAD = Duration.ofMinutes(5);
    /** No clock of a host is right that is behind this. */
    public static final Instant FIRST_VERSION = Instant.parse("2025-10-01T00:00:00Z");
    /** How long counters, histograms and onsets are shown after the end of a run. */
    public static final Duration COUNTERS_STAY = Duration.ofMinutes(5);
    /** How long it is shown that a run has ended, and its state kept should it go on. */
    public static final Duration MARKS_STAY = Duration.ofDays(1);

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if one is outside its range
     */
    public IngestConfig {
        requireNonNull(rule, "rule");
        Require.notNegative("spikeRefractory", spikeRefractory);
        Require.positive("runTtl", runTtl);
        Require.atLeast(1, "maxRuns", maxRuns);
        Require.atLeast(1, "maxRunsEach", maxRunsEach);
        Require.notNegative("endedStay", endedStay);
        Require.atLeast(1, "maxRanks", maxRanks);
        if (maxRanks > MOST_RANKS) {
            throw new IllegalArgumentException("maxRanks must be at most " + MOST_RANKS + ", got " + maxRanks);
        }
    }

    /**
     * Returns {@code log_hampel}, a refractory of 5 s, a silence of 5 min, and 64 runs, half of them for one pusher, which stay
     * as long as their counters, with 64 ranks each.
     */
    public static IngestConfig withDefaults() {
        return new IngestConfig(
                LogHampel.withDefaults(),
                Duration.ofSeconds(SpikeEvents.REFRACTORY_SECONDS),
                Duration.ofMinutes(5),
                64,
                32,
                COUNTERS_STAY,
                64);
    }

    /** Returns a copy with another {@link #runTtl}. */
    public IngestConfig withRunTtl(Duration ttl) {
        return new IngestConfig(rule, spikeRefractory, ttl, maxRuns, maxRunsEach, endedStay, maxRanks);
    }

    /** Returns a copy with another {@link #maxRuns}. */
    public IngestConfig withMaxRuns(int runs) {
        return new IngestConfig(rule, spikeRefractory, runTtl, runs, maxRunsEach, endedStay, maxRanks);
    }

    /** Returns a copy with another {@link #maxRunsEach}. */
    public IngestConfig withMaxRunsEach(int runs) {
        return new IngestConfig(rule, spikeRefractory, runTtl, maxRuns, runs, endedStay, maxRanks);
    }

    /** Returns a copy with another {@link #endedStay}. */
    public IngestConfig withEndedStay(Duration stay) {
        return new IngestConfig(rule, spikeRefractory, runTtl, maxRuns, maxRunsEach, stay, maxRanks);
    }

    /** Returns a copy with another {@link #maxRanks}. */
    public IngestConfig withMaxRanks(int ranks) {
        return new IngestConfig(rule, spikeRefractory, runTtl, maxRuns, maxRunsEach, endedStay, ranks);
    }
}
