package org.thermograd.domain.analysis.cost;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What throttling and collapses cost one run.
 *
 * @param run the name of the run
 * @param used which steps were used; absent where the exporter compared them and does not tell
 * @param watchedSeconds time of all steps, those left out included, while the hardware was watched
 * @param episodes by kind, in the order in which they were given
 * @param dose step time against the clock, where a device was throttled or collapsed nearly all the time; else absent
 * @param bestDecile the fastest steps; absent where no step was used
 */
public record RunCost(
        String run,
        Optional<Used> used,
        double watchedSeconds,
        List<EpisodeCost> episodes,
        Optional<DoseResponse> dose,
        Optional<BestDecile> bestDecile) {
    /** Copies the list. */
    public RunCost {
        requireNonNull(run, "run");
        requireNonNull(used, "used");
        requireNonNull(dose, "dose");
        requireNonNull(bestDecile, "bestDecile");
        episodes = List.copyOf(episodes);
    }

    /**
     * Which steps were used.
     *
     * @param steps how many were
     * @param stalls those that were left out for being longer than 10 medians
     * @param stallSeconds how long those took together
     */
    public record Used(int steps, int stalls, double stallSeconds) {}
}
