package org.thermograd.domain.analysis.comparison;

/** Why it cannot be told what made a run slower. */
public enum ComparisonReason {
    /** What must agree does not. */
    LABELS_DIFFER("the runs differ in {labels}"),
    /** Another number of devices, or other devices. */
    DEVICES_DIFFER("the runs used different devices"),
    /** Too few usable steps, or too little time in them. */
    TOO_SHORT("a run has less than 30 minutes of usable steps"),
    /** No bin of step numbers in which both have enough. */
    NO_COMMON_STEPS("the runs have no step numbers in common"),
    /** Step time drifts, and steps are not matched by number. */
    TREND_NOT_MATCHED("step time drifts within a run and the runs cannot be matched by step number"),
    /** The interval is wider than the tolerance on both sides. */
    INTERVAL_WIDE("step times vary too much for a tolerance of {tolerance}%; longer or more runs would help"),
    /** The interval holds the tolerance. */
    TOLERANCE_INSIDE_INTERVAL("the difference is too close to the tolerance of {tolerance}%; more runs would help"),
    /** Clocks were not recorded. */
    CLOCK_UNKNOWN("no device clock was recorded"),
    /** No bin in which both have enough clean steps. */
    NO_COMMON_CLEAN_STEPS("no part of the training was free of throttling in both runs"),
    /** What the clocks do to a step is not known. */
    CLOCK_EFFECT_UNKNOWN("the clocks differ but hardly vary within a run, so their effect is not known"),
    /** The part of the code is near the tolerance. */
    CODE_OR_HARDWARE_UNRESOLVED(
            "B is slower, but what does not go with the hardware is neither clearly above nor clearly below"
                    + " {tolerance}%");

    private final String words;

    ComparisonReason(String words) {
        this.words = words;
    }

    /**
     * Returns it in words.
     *
     * @param labels those that differ
     * @param tolerance in percent
     */
    String words(String labels, String tolerance) {
        return words.replace("{labels}", labels).replace("{tolerance}", tolerance);
    }
}
