package org.thermograd.adapter.files;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.thermograd.domain.analysis.recording.Place;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.analysis.recording.TrainingRecording;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.domain.training.StepField;

/** Collects the usable entries of one training log and brings them into order. Confined to one thread; used once. */
final class TrainingEntries {
    /** What the first columns of a recording hold. */
    private static final List<StepField> COLUMNS =
            List.of(StepField.GRAD_NORM, StepField.LOSS, StepField.STEP, StepField.LEARNING_RATE);

    private static final int GRAD_NORM = COLUMNS.indexOf(StepField.GRAD_NORM);
    private static final int STEP = COLUMNS.indexOf(StepField.STEP);
    private static final int LOGGED = TrainingRecording.COLUMNS.indexOf(TrainingRecording.LOGGED);
    private static final int LOGGED_GRAD_NORM = 1;
    private static final int LOGGED_LOSS = 2;
    private static final int LOGGED_LEARNING_RATE = 4;

    private static final int MIN_FALLS = 3;
    private static final int STEPS_PER_FALL = 10;

    private final RowBuffer rows = new RowBuffer(TrainingRecording.COLUMNS.size());
    private final TallyBuilder tally = new TallyBuilder();
    private boolean normSeen;
    private Place.Unit unit = Place.Unit.LINE;

    void skip(SkipRule rule, Place place) {
        tally.count(rule, place);
    }

    /** Takes an entry if it has a time; its keys count either way. */
    void add(TrainingEntry entry, Place place) {
        unit = place.unit();
        normSeen |= entry.has(StepField.GRAD_NORM);
        if (!entry.hasTime()) {
            tally.count(SkipRule.NO_SHARED_TIME, place, entry.unfitTime());
            return;
        }
        for (int column = 0; column < COLUMNS.size(); column++) {
            if (entry.isUnreadable(COLUMNS.get(column))) {
                tally.count(SkipRule.UNREADABLE_VALUE, place, TrainingRecording.COLUMNS.get(column));
            }
        }
        boolean inOrder = rows.add(
                entry.epochMillis(),
                place.number(),
                entry.value(StepField.GRAD_NORM),
                entry.value(StepField.LOSS),
                entry.value(StepField.STEP),
                entry.value(StepField.LEARNING_RATE),
                logged(entry));
        if (!inOrder) {
            skip(SkipRule.OUT_OF_TIME_ORDER, place);
        }
    }

    private static int logged(TrainingEntry entry) {
        return (entry.knows(StepField.GRAD_NORM) ? LOGGED_GRAD_NORM : 0)
                + (entry.knows(StepField.LOSS) ? LOGGED_LOSS : 0)
                + (entry.knows(StepField.LEARNING_RATE) ? LOGGED_LEARNING_RATE : 0);
    }

    /** Returns whether no entry was usable so far. */
    boolean isEmpty() {
        return rows.size() == 0;
    }

    /** Returns why no entry is usable, in words. */
    String noneUsable() {
        String counted = tally.build(0).summary();
        return "no usable entry" + (counted.isEmpty() ? "" : ": " + counted);
    }

    TrainingRecording recording(Path file) throws RecordingException {
        if (isEmpty()) {
            throw RecordingException.of(file, noneUsable());
        }
        if (!normSeen) {
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
                series(logged, GRAD_NORM),
                series(logged, STEP),
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
            double step = rows.cell(STEP, row);
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
            double step = rows.cell(STEP, row);
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
            double step = rows.cell(STEP, row);
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
