package org.thermograd.adapter.files;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.thermograd.domain.analysis.recording.Place;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.analysis.recording.TrainingRecording;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.series.TimeSeries;

/** Collects the usable entries of one training log and brings them into order. Confined to one thread; used once. */
final class TrainingEntries {
    private static final int LOGGED = TrainingRecording.COLUMNS.indexOf(TrainingRecording.LOGGED);
    private static final int LOGGED_GRAD_NORM = 1;
    private static final int LOGGED_LOSS = 2;
    private static final int LOGGED_LEARNING_RATE = 4;

    private static final int MIN_FALLS = 3;
    private static final int STEPS_PER_FALL = 10;

    private final RowBuffer rows = new RowBuffer(TrainingRecording.COLUMNS.size());
    private final TallyBuilder tally = new TallyBuilder();
    private final BitSet keys = new BitSet();
    private Place.Unit unit = Place.Unit.LINE;

    void skip(SkipRule rule, Place place) {
        tally.count(rule, place);
    }

    /** Takes an entry if it has a time; its keys count either way. */
    void add(TrainingEntry entry, Place place) {
        unit = place.unit();
        for (int key = 0; key < TrainingEntry.KEYS.size(); key++) {
            if (entry.has(key)) {
                keys.set(key);
            }
        }
        if (!entry.hasTime()) {
            if (Double.isFinite(entry.value(TrainingEntry.TIMESTAMP_SHARED))) {
                tally.count(
                        SkipRule.NO_SHARED_TIME,
                        place,
                        "timestamp_shared "
                                + new BigDecimal(entry.value(TrainingEntry.TIMESTAMP_SHARED)).toPlainString());
            } else {
                skip(SkipRule.NO_SHARED_TIME, place);
            }
            return;
        }
        for (int key = TrainingEntry.GRAD_NORM; key <= TrainingEntry.LEARNING_RATE; key++) {
            if (entry.isUnreadable(key)) {
                tally.count(SkipRule.UNREADABLE_VALUE, place, TrainingEntry.KEYS.get(key));
            }
        }
        boolean inOrder = rows.add(
                entry.epochMillis(),
                place.number(),
                entry.value(TrainingEntry.GRAD_NORM),
                entry.value(TrainingEntry.LOSS),
                entry.value(TrainingEntry.STEP),
                entry.value(TrainingEntry.LEARNING_RATE),
                logged(entry));
        if (!inOrder) {
            skip(SkipRule.OUT_OF_TIME_ORDER, place);
        }
    }

    private static int logged(TrainingEntry entry) {
        return (entry.knows(TrainingEntry.GRAD_NORM) ? LOGGED_GRAD_NORM : 0)
                + (entry.knows(TrainingEntry.LOSS) ? LOGGED_LOSS : 0)
                + (entry.knows(TrainingEntry.LEARNING_RATE) ? LOGGED_LEARNING_RATE : 0);
    }

    /** Returns whether no entry was usable so far. */
    boolean isEmpty() {
        return rows.size() == 0;
    }

    /** Returns why no entry is usable, in words. */
    String noneUsable() {
        String counted = tally.build(0).summary();
        boolean otherTime = keys.get(TrainingEntry.TIMESTAMP) && !keys.get(TrainingEntry.TIMESTAMP_SHARED);
        return "no usable entry"
                + (counted.isEmpty() ? "" : ": " + counted)
                + (otherTime ? "; timestamp_shared (epoch seconds) is needed, timestamp is not enough" : "");
    }

    TrainingRecording recording(Path file) throws RecordingException {
        if (isEmpty()) {
            throw RecordingException.of(file, noneUsable());
        }
        if (!keys.get(TrainingEntry.GRAD_NORM)) {
            throw RecordingException.of(file, "an entry must have " + SampledRun.GRAD_NORM + ", got none");
        }
        return recording(ofOneWriter(withoutDuplicates(rows.order())));
    }

    /** Returns the entries of one run of a session, which may have no gradient norm and is of one writer in any case. */
    TrainingRecording ofSession() {
        return recording(withoutDuplicates(rows.order()));
    }

    private TrainingRecording recording(int[] kept) {
        int[] logged = new int[kept.length];
        int size = 0;
        for (int row : kept) {
            if (((int) rows.cell(LOGGED, row) & LOGGED_GRAD_NORM) != 0) {
                logged[size++] = row;
            }
        }
        logged = Arrays.copyOf(logged, size);
        return new TrainingRecording(
                rows.table(TrainingRecording.COLUMNS, kept),
                series(logged, TrainingEntry.GRAD_NORM),
                series(logged, TrainingEntry.STEP),
                tally.build(kept.length));
    }

    private int[] withoutDuplicates(int[] order) {
        Set<Double> stepsOfThisTime = new HashSet<>();
        int[] kept = new int[order.length];
        int size = 0;
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            boolean first = i == 0 || rows.time(row) != rows.time(order[i - 1]);
            boolean last = i + 1 == order.length || rows.time(row) != rows.time(order[i + 1]);
            if (first && last) {
                kept[size++] = row;
                continue;
            }
            if (first) {
                stepsOfThisTime.clear();
            }
            double step = rows.cell(TrainingEntry.STEP, row);
            if (Double.isNaN(step) || stepsOfThisTime.add(step)) {
                kept[size++] = row;
            } else {
                skip(SkipRule.DUPLICATE_ENTRY, place(row));
            }
        }
        return Arrays.copyOf(kept, size);
    }

    private int[] ofOneWriter(int[] order) {
        if (!hasTwoWriters(order)) {
            return order;
        }
        int[] kept = new int[order.length];
        int size = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int row : order) {
            double step = rows.cell(TrainingEntry.STEP, row);
            if (step <= highest) {
                skip(SkipRule.OTHER_WRITER, place(row));
            } else {
                kept[size++] = row;
                highest = Double.isNaN(step) ? highest : step;
            }
        }
        return Arrays.copyOf(kept, size);
    }

    private boolean hasTwoWriters(int[] order) {
        int steps = 0;
        int falls = 0;
        double previous = Double.NaN;
        for (int row : order) {
            double step = rows.cell(TrainingEntry.STEP, row);
            if (!Double.isNaN(step)) {
                steps++;
                falls += step <= previous ? 1 : 0;
                previous = step;
            }
        }
        return falls >= MIN_FALLS && (long) falls * STEPS_PER_FALL > steps;
    }

    private Place place(int row) {
        return new Place(unit, rows.place(row));
    }

    private TimeSeries series(int[] kept, int column) {
        return TimeSeries.of(rows.times(kept), rows.column(column, kept));
    }
}
