package org.thermograd.domain.analysis.scrape;

import java.util.ArrayList;
import java.util.List;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * A stretch of a run in which its step never went back from scrape to scrape. The time between the last scrape of one
 * and the first of the next belongs to neither; what was counted meanwhile goes to the later one.
 *
 * @param restarts how often the run had restarted before
 * @param afterMillis the last scrape of the stretch before; {@code Long.MIN_VALUE} if there is none
 * @param fromMillis its own first scrape; {@code Long.MIN_VALUE} if none is before it
 * @param untilMillis its last scrape; {@code Long.MAX_VALUE} if none comes after it
 */
record Stretch(int restarts, long afterMillis, long fromMillis, long untilMillis) {
    /** Cuts at every step that is lower than the one before. */
    static List<Stretch> of(TimeSeries step) {
        List<Stretch> stretches = new ArrayList<>();
        long after = Long.MIN_VALUE;
        long from = Long.MIN_VALUE;
        double previous = Double.NaN;
        long previousMillis = Long.MIN_VALUE;
        for (int i = 0; i < step.size(); i++) {
            if (Double.isNaN(step.value(i))) {
                continue;
            }
            if (step.value(i) < previous) {
                stretches.add(new Stretch(stretches.size(), after, from, previousMillis));
                after = previousMillis;
                from = step.epochMillis(i);
            }
            previous = step.value(i);
            previousMillis = step.epochMillis(i);
        }
        stretches.add(new Stretch(stretches.size(), after, from, Long.MAX_VALUE));
        return stretches;
    }

    /** Returns the time of it. */
    Segment time() {
        return new Segment(fromMillis, untilMillis == Long.MAX_VALUE ? untilMillis : untilMillis + 1);
    }

    /** Returns whether something that happened or was counted at a time goes to it. */
    boolean holds(long epochMillis) {
        return epochMillis > afterMillis && epochMillis <= untilMillis;
    }
}
