package org.thermograd.adapter.http.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.Optional;
import org.thermograd.domain.training.StepField;

/** What is looked for among attributes; the first of a name counts. Stateless. */
final class Attributes {
    private Attributes() {}

    /** Returns the attribute of a name. */
    static Optional<String> find(List<KeyValue> attributes, String name) {
        return attributes.stream()
                .filter(one -> one.getKey().equals(name))
                .findFirst()
                .map(one -> text(one.getValue()));
    }

    /** Returns the attribute that is a field of a step, by any of its names. */
    static Optional<String> find(List<KeyValue> attributes, StepField field) {
        return attributes.stream()
                .filter(one -> StepField.of(one.getKey()) == field)
                .findFirst()
                .map(one -> text(one.getValue()));
    }

    /** Returns a value as text; bytes and structures have none. */
    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case ARRAY_VALUE, KVLIST_VALUE, BYTES_VALUE, STRING_VALUE_STRINDEX, VALUE_NOT_SET -> "";
        };
    }
}
