package org.thermograd.calibration;

import java.util.List;
import java.util.function.Consumer;

/** One part of the calibration. */
interface Part {
    /** Returns its name on the command line. */
    String name();

    /**
     * Draws sessions, examines and counts them.
     *
     * @param plan how many, with which seed, in how many threads
     * @param progress takes a line a setting
     */
    Findings run(Plan plan, Consumer<String> progress);

    /**
     * What came of it.
     *
     * @param markdown title, text and tables
     * @param rules what is asked of the figures
     */
    record Findings(String markdown, List<Rule> rules) {
        public Findings {
            rules = List.copyOf(rules);
        }
    }
}
