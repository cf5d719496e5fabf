package org.thermograd.domain.analysis.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.thermograd.domain.analysis.coincidence.Coincidence;
import org.thermograd.domain.analysis.coincidence.CoincidenceConfig;
import org.thermograd.domain.analysis.coincidence.EventCoincidence;
import org.thermograd.domain.analysis.coincidence.FurtherNulls;
import org.thermograd.domain.analysis.coincidence.LagWindow;
import org.thermograd.domain.analysis.coincidence.Stratum;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.PauseRule;
import org.thermograd.domain.series.Pauses;

/**
 * The coincidence tests on the events of some runs, each with the null models that it needs. Immutable and thread-safe.
 *
 * <p>A spike lasts as long as its step: collapses follow its end, it follows collapses with its start, and within the guard
 * counts all of it.
 */
final class EventTests {
    private static final int MOST_PAIRS = 5_000_000;

    private final List<RunEvents> runs;
    private final long guardMillis;
    private final EventConfig events;
    private final CoincidenceConfig coincidence;
    private final EventCoincidence test;
    private final List<Optional<Pauses>> pauses;

    EventTests(List<RunEvents> runs, long guardMillis, CorrelationConfig config) {
        this.runs = List.copyOf(runs);
        this.guardMillis = guardMillis;
        this.events = config.events();
        this.coincidence = config.coincidence();
        this.test = new EventCoincidence(config.coincidence(), config.power());
        this.pauses = runs.stream().map(run -> run.pauses(events.pauses())).toList();
    }

    /** Tests a direction as the verdict needs it. */
    Coincidence direction(Direction direction) {
        return direction(direction, coincidence.deltaTMillis(), 0, shortBlocks(coincidence.deltaTMillis()));
    }

    /** Tests a direction as if all collapses had been flagged later by so much. */
    Coincidence later(Direction direction, long laterMillis) {
        return direction(direction, coincidence.deltaTMillis(), laterMillis, shortBlocks(coincidence.deltaTMillis()));
    }

    /** Tests a direction with another window, and without short blocks. */
    Coincidence window(Direction direction, long deltaTMillis) {
        return direction(direction, deltaTMillis, 0, OptionalLong.empty());
    }

    private Coincidence direction(Direction direction, long deltaTMillis, long laterMillis, OptionalLong shortBlock) {
        List<Stratum> strata = runs.stream()
                .map(run -> direction == Direction.FORWARD
                        ? run.forwardStratum(events, laterMillis)
                        : run.backwardStratum(events, laterMillis))
                .toList();
        return test.test(
                strata,
                LagWindow.after(guardMillis, deltaTMillis),
                new FurtherNulls(withoutPauses(strata), shortBlock));
    }

    /** Tests whether collapses begin during the step of a spike or within the guard of it. */
    Coincidence sync() {
        List<Stratum> strata = runs.stream().map(run -> run.syncStratum(events)).toList();
        return test.test(
                strata,
                LagWindow.within(guardMillis),
                new FurtherNulls(
                        withoutPauses(strata),
                        shortBlocks(Math.max(coincidence.deltaTMillis(), medianSyncWindowMillis()))));
    }

    private OptionalLong shortBlocks(long windowMillis) {
        return coincidence.shortWindows() == 0
                ? OptionalLong.empty()
                : OptionalLong.of(coincidence.shortWindows() * windowMillis);
    }

    /** Returns the median width of the windows of all spikes, those outside the coverage included, rounded down. */
    private long medianSyncWindowMillis() {
        List<long[]> widths = new ArrayList<>();
        for (RunEvents run : runs) {
            long[] starts = run.spikeStartMillis();
            long[] ends = run.spikeMillis();
            long[] width = new long[starts.length];
            Arrays.setAll(width, i -> ends[i] - starts[i] + 2 * guardMillis + 1);
            widths.add(width);
        }
        long[] all = widths.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        int middle = all.length / 2;
        if (all.length == 0) {
            return 0;
        }
        return all.length % 2 == 1 ? all[middle] : Math.floorDiv(all[middle - 1] + all[middle], 2);
    }

    private Optional<List<Stratum>> withoutPauses(List<Stratum> strata) {
        if (!events.pauses().leavesOut() || !canLeavePausesOut()) {
            return Optional.empty();
        }
        List<Stratum> without = new ArrayList<>();
        for (int i = 0; i < strata.size(); i++) {
            Coverage tested = pauses.get(i).orElseThrow().tested();
            without.add(strata.get(i).in(tested));
        }
        return Optional.of(without);
    }

    private boolean canLeavePausesOut() {
        return pauses.stream().allMatch(one -> one.filter(Pauses::usable).isPresent());
    }

    /** Returns whether {@link PauseRule} asks to leave time out, and some run does not allow it. */
    boolean pausesStay() {
        return events.pauses().leavesOut() && !canLeavePausesOut();
    }

    /** Returns whether some run has pauses that show. */
    boolean hasPauses() {
        return pauses.stream()
                .flatMap(Optional::stream)
                .anyMatch(one -> !one.pauses().isEmpty());
    }

    /** Returns whether of some run only the longest pauses are left out. */
    boolean leavesOutPartly() {
        return pauses.stream().flatMap(Optional::stream).anyMatch(Pauses::partly);
    }

    /** Returns whether a run has more than five million pairs of a spike and a collapse, too many for windows beside the one. */
    boolean isTooMuchForAScan() {
        return runs.stream()
                .map(run -> run.forwardStratum(events))
                .anyMatch(one -> (long) one.causeMillis().length * one.effectMillis().length > MOST_PAIRS);
    }
}
