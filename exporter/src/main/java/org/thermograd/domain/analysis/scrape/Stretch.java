package org.thermograd.domain.analysis.scrape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * A stretch of a run in which its step never went back. Where the exporter does not tell when it did, the time between the last
 * scrape of one and the first of the next belongs to neither. What was counted meanwhile goes to the later one.
 *
 * @param restarts how often the run had restarted before
 * @param afterMillis the last time of the stretch before; {@code Long.MIN_VALUE} if there is none
 * @param fromMillis its own first; {@code Long.MIN_VALUE} if none is before it
 * @param untilMillis its last; {@code Long.MAX_VALUE} if none comes after it
 */
record Stretch(int restarts, long afterMillis, long fromMillis, long untilMillis) {
    /**
     * Where a run restarted from a checkpoint.
     *
     * @param untilMillis the last time that belongs to what is before
     * @param fromMillis the first that belongs to what is after
     */
    private record Cut(long untilMillis, long fromMillis) {}

    /**
     * Cuts at every step that is lower than the one before.
     *
     * @param step the newest step at each scrape
     * @param restarts when the exporter saw restarts, as far as it tells, by the scrape that first showed each; between
     *     the scrapes of a lower step one of them says exactly when it was
     */
    static List<Stretch> of(TimeSeries step, SortedMap<Long, Long> restarts) {
        List<Cut> cuts = new ArrayList<>();
        restarts.keySet().forEach(restart -> cuts.add(new Cut(restart - 1, restart)));
        double previous = Double.NaN;
        long previousMillis = Long.MIN_VALUE;
        for (int i = 0; i < step.size(); i++) {
            if (Double.isNaN(step.value(i))) {
                continue;
            }
            if (step.value(i) < previous && !isKnown(restarts, previousMillis, step.epochMillis(i))) {
                cuts.add(new Cut(previousMillis, step.epochMillis(i)));
            }
            previous = step.value(i);
            previousMillis = step.epochMillis(i);
        }
        cuts.sort(Comparator.comparingLong(Cut::fromMillis));
        List<Stretch> stretches = new ArrayList<>();
        Cut before = new Cut(Long.MIN_VALUE, Long.MIN_VALUE);
        for (Cut cut : cuts) {
            stretches.add(new Stretch(stretches.size(), before.untilMillis(), before.fromMillis(), cut.untilMillis()));
            before = cut;
        }
        stretches.add(new Stretch(stretches.size(), before.untilMillis(), before.fromMillis(), Long.MAX_VALUE));
        return stretches;
    }

    private static boolean isKnown(SortedMap<Long, Long> restarts, long afterMillis, long untilMillis) {
        return restarts.entrySet().stream()
                .anyMatch(one ->
                        isIn(one.getKey(), afterMillis, untilMillis) || isIn(one.getValue(), afterMillis, untilMillis));
    }

    private static boolean isIn(long millis, long afterMillis, long untilMillis) {
        return millis > afterMillis && millis <= untilMillis;
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
