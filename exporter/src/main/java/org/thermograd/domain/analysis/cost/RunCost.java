package org.thermograd.domain.analysis.cost;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What throttling and collapses cost one run.
 *
 * @param run the name of the run
 * @param steps step times that were used
 * @param stalls those that were left out for being longer than 10 medians
 * @param stallSeconds how long those took together
 * @param watchedSeconds time of all steps, stalls included, while the hardware was watched
 * @param episodes by kind, in the order in which they were given
 */
public record RunCost(
        String run, int steps, int stalls, double stallSeconds, double watchedSeconds, List<EpisodeCost> episodes) {
    /** Copies the list. */
    public RunCost {
        requireNonNull(run, "run");
        episodes = List.copyOf(episodes);
    }
}
