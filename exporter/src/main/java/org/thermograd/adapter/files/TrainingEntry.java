package org.thermograd.adapter.files;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermograd.domain.training.StepField;

/** One entry of a training log as it is read, reused from entry to entry. Confined to one thread. */
final class TrainingEntry {
    private static final double YEAR_2100_SECONDS = 4_102_444_800.0;

    private final Map<StepField, Value> values = new EnumMap<>(StepField.class);
    private String run = "";

    TrainingEntry() {
        for (StepField key : StepField.values()) {
            values.put(key, new Value());
        }
    }

    /** Forgets everything. */
    void clear() {
        values.values().forEach(Value::clear);
        run = "";
    }

    /** Takes the value of a field; an empty one is none. */
    void read(StepField key, CsvLine fields, int index) {
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
            StepField key = StepField.of(name);
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING && name.equals(SessionFiles.RUN)) {
                run = parser.getText();
            } else if (key == null || key.isPassedOver()) {
                parser.skipChildren();
            } else {
                readValue(parser, token, key);
            }
        }
    }

    private void readValue(JsonParser parser, JsonToken token, StepField key) throws IOException {
        OptionalDouble number = switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> OptionalDouble.of(parser.getDoubleValue());
            case VALUE_STRING -> number(parser.getText());
            default -> OptionalDouble.empty();
        };
        parser.skipChildren();
        take(key, number, token == JsonToken.VALUE_NULL);
    }

    private void take(StepField key, OptionalDouble number, boolean none) {
        if (number.isPresent()) {
            take(key, number.getAsDouble());
        } else {
            take(key, false, none, Double.NaN);
        }
    }

    private void take(StepField key, double number) {
        boolean usable = key != StepField.STEP || !Double.isInfinite(number);
        take(key, usable, false, usable ? number : Double.NaN);
    }

    private void take(StepField key, boolean usable, boolean none, double value) {
        Value taken = of(key);
        taken.present = true;
        taken.known = usable;
        taken.unreadable = !usable && !none;
        taken.number = value;
    }

    private Value of(StepField key) {
        return Objects.requireNonNull(values.get(key));
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
    boolean has(StepField key) {
        return of(key).present;
    }

    /** Returns whether the entry has a value for a key; it may be {@code NaN}, where that was logged. */
    boolean knows(StepField key) {
        return of(key).known;
    }

    /** Returns whether the value of a key is neither null nor a number. */
    boolean isUnreadable(StepField key) {
        return of(key).unreadable;
    }

    /** Returns the value of a key, {@code NaN} where there is none. */
    double value(StepField key) {
        return of(key).number;
    }

    /** Returns the name of the run, as sessions have it; empty where there is none. */
    String run() {
        return run;
    }

    /** Returns whether the entry has a time from 1970 up to and without 2100. */
    boolean hasTime() {
        return isTime(StepField.TIMESTAMP_SHARED) || isTime(StepField.TIMESTAMP);
    }

    private boolean isTime(StepField key) {
        return value(key) >= 0 && value(key) < YEAR_2100_SECONDS;
    }

    /** Returns the time that is shared with the hardware, else the other one; there must be one. */
    long epochMillis() {
        StepField key = isTime(StepField.TIMESTAMP_SHARED) ? StepField.TIMESTAMP_SHARED : StepField.TIMESTAMP;
        return (long) Math.rint(value(key) * 1000);
    }

    /** Returns what stands in the place of a time, such as {@code timestamp 1.7e12}; nothing where there is no number. */
    Optional<String> unfitTime() {
        StepField key = has(StepField.TIMESTAMP_SHARED) ? StepField.TIMESTAMP_SHARED : StepField.TIMESTAMP;
        return Double.isFinite(value(key))
                ? Optional.of(key.id() + " " + new BigDecimal(value(key)).toPlainString())
                : Optional.empty();
    }

    private static final class Value {
        private boolean present;
        private boolean known;
        private boolean unreadable;
        private double number = Double.NaN;

        void clear() {
            present = false;
            known = false;
            unreadable = false;
            number = Double.NaN;
        }
    }
}
