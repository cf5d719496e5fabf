package org.thermograd.calibration;

/**
 * A rule that the figures must meet.
 *
 * @param text what is asked and what was found
 * @param met whether they do
 */
record Rule(String text, boolean met) {
    @Override
    public String toString() {
        return "- " + (met ? "pass" : "FAIL") + ": " + text;
    }
}
