package org.thermograd.adapter.files;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.thermograd.domain.analysis.recording.TrainingRecording;
import org.thermograd.domain.analysis.run.SampledRun;

/** One entry of a training log as it is read, reused from entry to entry. Confined to one thread. */
final class TrainingEntry {
    static final List<String> KEYS = List.of(
            SampledRun.GRAD_NORM,
            SampledRun.LOSS,
            TrainingRecording.STEP,
            TrainingRecording.LEARNING_RATE,
            TrainingRecording.TIMESTAMP_SHARED,
            "timestamp");
    static final int GRAD_NORM = 0;
    static final int LOSS = 1;
    static final int STEP = 2;
    static final int LEARNING_RATE = 3;
    static final int TIMESTAMP_SHARED = 4;
    static final int TIMESTAMP = 5;

    private static final double YEAR_2100_SECONDS = 4_102_444_800.0;

    private final boolean[] present = new boolean[KEYS.size()];
    private final boolean[] unreadable = new boolean[KEYS.size()];
    private final boolean[] known = new boolean[KEYS.size()];
    private final double[] values = new double[KEYS.size()];
    private String run = "";

    /** Forgets everything. */
    void clear() {
        Arrays.fill(present, false);
        Arrays.fill(known, false);
        Arrays.fill(unreadable, false);
        Arrays.fill(values, Double.NaN);
        run = "";
    }

    /** Takes the value of a field; an empty one is none. */
    void read(int key, CsvLine fields, int index) {
        double number = fields.number(index);
        if (Double.isNaN(number)) {
            String text = fields.field(index);
            take(key, number(text), text.isEmpty());
        } else {
            take(key, number);
        }
    }

    /** Reads from the start of an object to its end; of a key that stands twice the last value counts. */
    void read(JsonParser parser) throws IOException {
        clear();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int key = KEYS.indexOf(name);
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING && name.equals(SessionFiles.RUN)) {
                run = parser.getText();
            } else if (key < 0) {
                parser.skipChildren();
            } else {
                readValue(parser, token, key);
            }
        }
    }

    private void readValue(JsonParser parser, JsonToken token, int key) throws IOException {
        OptionalDouble number = switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> OptionalDouble.of(parser.getDoubleValue());
            case VALUE_STRING -> number(parser.getText());
            default -> OptionalDouble.empty();
        };
        parser.skipChildren();
        take(key, number, token == JsonToken.VALUE_NULL);
    }

    private void take(int key, OptionalDouble number, boolean none) {
        if (number.isPresent()) {
            take(key, number.getAsDouble());
        } else {
            take(key, false, none, Double.NaN);
        }
    }

    private void take(int key, double number) {
        boolean usable = key != STEP || !Double.isInfinite(number);
        take(key, usable, false, usable ? number : Double.NaN);
    }

    private void take(int key, boolean usable, boolean none, double value) {
        present[key] = true;
        known[key] = usable;
        unreadable[key] = !usable && !none;
        values[key] = value;
    }

    private static OptionalDouble number(String text) {
        return switch (text) {
            case "NaN" -> OptionalDouble.of(Double.NaN);
            case "Infinity", "+Infinity", "Inf", "+Inf" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-Infinity", "-Inf" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            default -> DecimalNumber.parse(text);
        };
    }

    /** Returns whether the entry has a key, be its value null. */
    boolean has(int key) {
        return present[key];
    }

    /** Returns whether the entry has a value for a key; it may be {@code NaN}, where that was logged. */
    boolean knows(int key) {
        return known[key];
    }

    /** Returns whether the value of a key is neither null nor a number. */
    boolean isUnreadable(int key) {
        return unreadable[key];
    }

    /** Returns the value of a key, {@code NaN} where there is none. */
    double value(int key) {
        return values[key];
    }

    /** Returns the name of the run, as sessions have it; empty where there is none. */
    String run() {
        return run;
    }

    /** Returns whether {@code timestamp_shared} is a time from 1970 up to and without 2100. */
    boolean hasTime() {
        double seconds = values[TIMESTAMP_SHARED];
        return seconds >= 0 && seconds < YEAR_2100_SECONDS;
    }

    long epochMillis() {
        return (long) Math.rint(values[TIMESTAMP_SHARED] * 1000);
    }
}
