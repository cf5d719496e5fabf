package org.thermograd.calibration.session;

import java.util.ArrayList;
import java.util.List;

/**
 * How the episodes of a run are drawn.
 *
 * @param count how many
 * @param shortestSeconds the shortest
 * @param longestSeconds the longest
 * @param fromShare the share of the run before which none begins
 * @param toShare the share of the run after which none begins
 * @param factor how many times longer steps take in them, the geometric mean
 * @param deviation the deviation of the logarithm of that between them
 */
record Episodes(
        int count,
        double shortestSeconds,
        double longestSeconds,
        double fromShare,
        double toShare,
        double factor,
        double deviation) {
    /** The analysis takes episodes less than 30 s apart as one. */
    private static final double APART_SECONDS = 35;

    /** Episodes of 20 to 60 s anywhere in the run, all with the same factor. */
    static Episodes of(int count, double factor) {
        return new Episodes(count, 20, 60, 0, 0.98, factor, 0);
    }

    Episodes lasting(double shortest, double longest) {
        return new Episodes(count, shortest, longest, fromShare, toShare, factor, deviation);
    }

    Episodes between(double from, double to) {
        return new Episodes(count, shortestSeconds, longestSeconds, from, to, factor, deviation);
    }

    Episodes varyingBy(double logDeviation) {
        return new Episodes(count, shortestSeconds, longestSeconds, fromShare, toShare, factor, logDeviation);
    }

    /** Draws them: in any order, no two close together. */
    List<Episode> draw(int runSeconds, Draws draws) {
        List<Episode> episodes = new ArrayList<>();
        while (episodes.size() < count) {
            double start = runSeconds * draws.uniform(fromShare, toShare);
            double end = start + draws.uniform(shortestSeconds, longestSeconds);
            Episode next = new Episode(start, end, factor * draws.logNormal(deviation));
            if (episodes.stream().noneMatch(other -> next.isNear(other, APART_SECONDS))) {
                episodes.add(next);
            }
        }
        return episodes;
    }
}
