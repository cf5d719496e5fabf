package org.thermograd.adapter.exposition.collector;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.thermograd.domain.analysis.study.CorrelatedRun;

/**
 * What the correlation service knows. Immutable.
 *
 * @param window the newest window that was looked at; absent before the first
 * @param pass the last pass that succeeded; absent before the first
 * @param counts how often what happened
 */
public record CorrelationStatus(Optional<Window> window, Optional<Pass> pass, Counts counts) {
    /** Nothing was done yet. */
    public static final CorrelationStatus NONE =
            new CorrelationStatus(Optional.empty(), Optional.empty(), new Counts(0, 0, 0, 0));

    /** Checks that nothing is missing. */
    public CorrelationStatus {
        requireNonNull(window, "window");
        requireNonNull(pass, "pass");
        requireNonNull(counts, "counts");
    }

    /** Returns the same with another newest look. */
    public CorrelationStatus with(Window newest) {
        return new CorrelationStatus(Optional.of(newest), pass, counts);
    }

    /** Returns the same with another pass that succeeded. */
    public CorrelationStatus with(Pass last) {
        return new CorrelationStatus(window, Optional.of(last), counts);
    }

    /** Returns the same with other counts. */
    public CorrelationStatus with(Counts others) {
        return new CorrelationStatus(window, pass, others);
    }

    /**
     * How often what happened since the service began.
     *
     * @param looks looks that found a run
     * @param failures passes of which some part failed
     * @param skipped passes left out because one took longer than the interval
     * @param givenUp windows that were never looked at
     */
    public record Counts(long looks, long failures, long skipped, long givenUp) {
        /** Returns the same with one look more. */
        public Counts plusLook() {
            return new Counts(looks + 1, failures, skipped, givenUp);
        }

        /** Returns the same with one failure more. */
        public Counts plusFailure() {
            return new Counts(looks, failures + 1, skipped, givenUp);
        }

        /** Returns the same with another number of passes left out. */
        public Counts withSkipped(long passes) {
            return new Counts(looks, failures, passes, givenUp);
        }

        /** Returns the same with more windows abandoned. */
        public Counts plusGivenUp(long windows) {
            return new Counts(looks, failures, skipped, givenUp + windows);
        }
    }

    /**
     * A look at one window.
     *
     * @param from its beginning
     * @param to its end
     * @param runs the runs that were found in it
     */
    public record Window(Instant from, Instant to, List<CorrelatedRun> runs) {
        /** Copies the list. */
        public Window {
            requireNonNull(from, "from");
            requireNonNull(to, "to");
            runs = List.copyOf(runs);
        }
    }

    /**
     * A pass that succeeded.
     *
     * @param endedAt when it ended
     * @param took how long it took
     */
    public record Pass(Instant endedAt, Duration took) {
        /** Checks that nothing is missing. */
        public Pass {
            requireNonNull(endedAt, "endedAt");
            requireNonNull(took, "took");
        }
    }
}
