package org.thermograd.domain.analysis.verdict;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.thermograd.domain.analysis.run.RunEvents;

/**
 * The runs that are analyzed together.
 *
 * @param runs those that are used
 * @param blind names of runs that could not observe collapses, while others could
 * @param unjudged stretches whose gradient norms cannot be judged, while those of others can
 * @param reasons why even the runs that are used cannot be judged; empty if they can
 */
public record PooledRuns(List<RunEvents> runs, List<String> blind, List<JudgedStretch> unjudged, Set<Reason> reasons) {
    public PooledRuns {
        runs = List.copyOf(runs);
        blind = List.copyOf(blind);
        unjudged = List.copyOf(unjudged);
        reasons = Set.copyOf(reasons);
    }

    /** Leaves out what cannot be judged, unless nothing else is there: one aborted run does not stop the others. */
    public static PooledRuns of(List<JudgedStretch> all) {
        List<String> blind = new ArrayList<>();
        List<JudgedStretch> seeing = new ArrayList<>();
        boolean observable = all.stream().anyMatch(one -> !one.events().isBlind());
        for (JudgedStretch one : all) {
            if (observable && one.events().isBlind()) {
                blind.add(one.events().id());
            } else {
                seeing.add(one);
            }
        }
        List<JudgedStretch> judged =
                seeing.stream().filter(one -> one.reasons().isEmpty()).toList();
        if (judged.isEmpty()) {
            Set<Reason> reasons = EnumSet.noneOf(Reason.class);
            seeing.forEach(one -> reasons.addAll(one.reasons()));
            return new PooledRuns(events(seeing), blind, List.of(), reasons);
        }
        List<JudgedStretch> unjudged =
                seeing.stream().filter(one -> !one.reasons().isEmpty()).toList();
        return new PooledRuns(events(judged), blind, unjudged, Set.of());
    }

    private static List<RunEvents> events(List<JudgedStretch> stretches) {
        return stretches.stream().map(JudgedStretch::events).toList();
    }
}
