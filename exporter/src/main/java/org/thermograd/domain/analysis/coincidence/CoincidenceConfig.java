package org.thermograd.domain.analysis.coincidence;

import java.util.List;
import org.thermograd.domain.Require;

/**
 * How the coincidence test is made and when it counts as coupling. Fixed before looking at the data, else the result
 * is exploratory.
 *
 * @param clockUncertaintyMillis how far the clocks of the two sides may differ; the guard is at least this; 0 or more
 * @param deltaTMillis how long after the guard an effect still counts; positive
 * @param blockMillis the length of a block of the block null; positive
 * @param alpha the false-discovery rate of the two directions together, 0 to 1 exclusive
 * @param syncAlpha the level of the test within the guard, 0 to 1 exclusive
 * @param minRateRatio a smaller rate ratio is negligible, whatever its p-value; at least 1
 * @param maxExposure a direction whose windows fill more of the time is saturated and not tested, 0 to 1
 * @param shortWindows a short block is as long as this many windows, 0 or more; with 0 an order needs no short blocks
 * @param latencyTrialsMillis how much later collapses may have been flagged for a claim that spikes come first, where the
 *     latency is not known; each positive
 * @param scanMillis lengths of other windows, each positive
 */
public record CoincidenceConfig(
        long clockUncertaintyMillis,
        long deltaTMillis,
        long blockMillis,
        double alpha,
        double syncAlpha,
        double minRateRatio,
        double maxExposure,
        int shortWindows,
        List<Long> latencyTrialsMillis,
        List<Long> scanMillis) {
    /** The values of the specification. */
    public static final CoincidenceConfig DEFAULTS = new CoincidenceConfig(
            0,
            15_000,
            300_000,
            0.05,
            0.01,
            1.5,
            0.8,
            3,
            List.of(5_000L, 10_000L),
            List.of(5_000L, 15_000L, 30_000L, 60_000L, 120_000L));

    /** Takes the defaults for all that is not named. */
    public CoincidenceConfig(
            long clockUncertaintyMillis,
            long deltaTMillis,
            long blockMillis,
            double alpha,
            double syncAlpha,
            double minRateRatio,
            double maxExposure) {
        this(
                clockUncertaintyMillis,
                deltaTMillis,
                blockMillis,
                alpha,
                syncAlpha,
                minRateRatio,
                maxExposure,
                DEFAULTS.shortWindows(),
                DEFAULTS.latencyTrialsMillis(),
                DEFAULTS.scanMillis());
    }

    public CoincidenceConfig {
        Require.notNegative("clockUncertaintyMillis", clockUncertaintyMillis);
        Require.positive("deltaTMillis", deltaTMillis);
        Require.positive("blockMillis", blockMillis);
        Require.share("alpha", alpha);
        Require.share("syncAlpha", syncAlpha);
        Require.atLeastOne("minRateRatio", minRateRatio);
        Require.share("maxExposure", maxExposure);
        Require.atLeast(0, "shortWindows", shortWindows);
        latencyTrialsMillis = List.copyOf(latencyTrialsMillis);
        latencyTrialsMillis.forEach(millis -> Require.positive("latencyTrialsMillis", millis.longValue()));
        scanMillis = List.copyOf(scanMillis);
        scanMillis.forEach(millis -> Require.positive("scanMillis", millis.longValue()));
    }
}
