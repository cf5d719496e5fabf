package org.thermograd.domain.analysis.verdict;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.thermograd.domain.analysis.coincidence.Coincidence;
import org.thermograd.domain.analysis.run.RunEvents;

/**
 * What the coincidence analysis of one or more runs found.
 *
 * @param guardMillis lags up to this have no order: the largest of the clock uncertainty, the longest median sample
 *     interval of a device, and a clock skew that was measured
 * @param totalMillis the covered time of all runs
 * @param runs what happened in each run that was used
 * @param runsLeftOut runs without a single device that could observe collapses, while other runs have some
 * @param runsUnjudged runs whose gradient norms cannot be judged, while those of others can
 * @param forward do collapses follow spikes; absent if nothing is covered
 * @param backward do spikes follow collapses; absent likewise
 * @param sync do both come within the guard; absent likewise
 * @param latency what comes of it if collapses were flagged late; empty unless it bears on the verdict
 * @param scan the tests with other windows, where the verdict needed them
 * @param qualifiers what a reader must know beside the verdict
 * @param verdict the answer
 */
public record Analysis(
        long guardMillis,
        long totalMillis,
        List<RunEvents> runs,
        List<String> runsLeftOut,
        List<JudgedStretch> runsUnjudged,
        Optional<TestedDirection> forward,
        Optional<TestedDirection> backward,
        Optional<Coincidence> sync,
        List<LatencyTrial> latency,
        Optional<WindowScan> scan,
        Set<Qualifier> qualifiers,
        Verdict verdict) {
    public Analysis {
        runs = List.copyOf(runs);
        runsLeftOut = List.copyOf(runsLeftOut);
        runsUnjudged = List.copyOf(runsUnjudged);
        latency = List.copyOf(latency);
        requireNonNull(scan, "scan");
        qualifiers = Collections.unmodifiableSet(copy(qualifiers));
    }

    /** Returns the same with more that a reader must know. */
    public Analysis with(Set<Qualifier> more) {
        Set<Qualifier> all = copy(qualifiers);
        all.addAll(more);
        return new Analysis(
                guardMillis,
                totalMillis,
                runs,
                runsLeftOut,
                runsUnjudged,
                forward,
                backward,
                sync,
                latency,
                scan,
                all,
                verdict);
    }

    private static Set<Qualifier> copy(Collection<Qualifier> qualifiers) {
        return qualifiers.isEmpty() ? EnumSet.noneOf(Qualifier.class) : EnumSet.copyOf(qualifiers);
    }
}
