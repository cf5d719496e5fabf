package org.thermograd.domain.analysis.verdict;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.thermograd.domain.analysis.run.RunEvents;

/**
 * What happened in a run, or in a stretch of it, and whether it can be judged.
 *
 * @param events what happened
 * @param reasons why its gradient norms cannot be judged; empty if they can
 */
public record JudgedStretch(RunEvents events, Set<Reason> reasons) {
    public JudgedStretch {
        requireNonNull(events, "events");
        Set<Reason> copy = EnumSet.noneOf(Reason.class);
        copy.addAll(reasons);
        reasons = Collections.unmodifiableSet(copy);
    }
}
