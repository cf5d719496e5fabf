package org.thermograd.adapter.report.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.thermograd.domain.analysis.statistics.Interval;
import org.thermograd.domain.analysis.statistics.Undefined;

/**
 * A JSON object that knows where it stands in the report, so that a figure without a value is written as null and its
 * reason under its own path. Confined to one thread.
 */
public final class JsonFields {
    private final ObjectNode node;
    private final String path;
    private final Map<String, Undefined> undefined;

    public JsonFields(ObjectNode node, String path, Map<String, Undefined> undefined) {
        this.node = node;
        this.path = path;
        this.undefined = undefined;
    }

    ObjectNode node() {
        return node;
    }

    JsonFields object(String key) {
        return new JsonFields(node.putObject(key), path(key), undefined);
    }

    /** Appends an object to an array of this object. */
    JsonFields element(ArrayNode array, String key) {
        return new JsonFields(array.addObject(), path(key) + "[" + (array.size() - 1) + "]", undefined);
    }

    void put(String key, OptionalDouble value, Undefined otherwise) {
        if (value.isPresent()) {
            node.put(key, value.getAsDouble());
        } else {
            putNull(key, otherwise);
        }
    }

    void put(String key, OptionalLong value, Undefined otherwise) {
        if (value.isPresent()) {
            node.put(key, value.getAsLong());
        } else {
            putNull(key, otherwise);
        }
    }

    /** Writes a figure that a series of fewer than two values, or an overflow, leaves without a value. */
    void put(String key, Optional<Double> value) {
        put(key, value.map(OptionalDouble::of).orElse(OptionalDouble.empty()), Undefined.NOT_ESTIMABLE);
    }

    void put(String key, Interval interval) {
        node.putArray(key).add(interval.lower()).add(interval.upper());
    }

    void putNull(String key, Undefined reason) {
        node.putNull(key);
        undefined.put(path(key), reason);
    }

    /** Appends a figure without a value to an array of this object. */
    void addNull(ArrayNode array, String key, Undefined reason) {
        array.addNull();
        undefined.put(path(key) + "[" + (array.size() - 1) + "]", reason);
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
