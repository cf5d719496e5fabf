package org.thermograd.domain.analysis.report;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.thermograd.domain.Require;

/**
 * Which of the looks of a service a report is of.
 *
 * @param kind how its windows lie to each other
 * @param number how many looks of this kind there were, this one included; at least 1
 * @param window how long a window is
 * @param since when the service began to look
 */
public record Look(Kind kind, long number, Duration window, Instant since) {
    /** How windows lie to each other. */
    public enum Kind {
        /** They do not overlap: each is a test of its own. */
        TUMBLING("tumbling"),
        /** Each ends now, so they overlap: exploratory. */
        SLIDING("sliding");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** Returns its name in report.json. */
        public String id() {
            return id;
        }
    }

    /** Checks that nothing is missing. */
    public Look {
        requireNonNull(kind, "kind");
        requireNonNull(window, "window");
        requireNonNull(since, "since");
        Require.atLeast(1, "number", number);
    }
}
