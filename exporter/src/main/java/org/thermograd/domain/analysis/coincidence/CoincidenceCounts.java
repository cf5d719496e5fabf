package org.thermograd.domain.analysis.coincidence;

/**
 * What a coincidence test counted.
 *
 * @param effects effects inside the coverage
 * @param causes causes inside the coverage
 * @param coincidences effects that have a cause in the lag window before them (K)
 * @param triggers causes that have an effect in the lag window after them
 * @param exposedMillis the time inside the windows of causes
 * @param totalMillis the covered time
 */
public record CoincidenceCounts(
        int effects, int causes, int coincidences, int triggers, long exposedMillis, long totalMillis) {

    /** Returns the share of the time inside windows, 0 to 1; 0 if nothing is covered. */
    public double exposure() {
        return totalMillis == 0 ? 0 : (double) exposedMillis / totalMillis;
    }
}
