package org.thermograd.adapter.report.view;

/** What must be said of efficiency drops while heating, which are inferred. */
public final class InferredWords {
    /** How many collapses that a driver confirms an inferred drop is found with; docs/correlation.md has the table. */
    public static final String SENSITIVITY = "in simulation it finds 25 % of those that the driver confirms";

    private InferredWords() {}

    /** Returns why nothing is bounded where nothing was found. */
    static String unbounded() {
        return "The inferred detector sees a drop only while the device heats and misses most collapses (" + SENSITIVITY
                + "), so this bounds nothing.";
    }
}
