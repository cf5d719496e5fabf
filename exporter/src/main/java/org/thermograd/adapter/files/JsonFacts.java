package org.thermograd.adapter.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** An object of a JSON file, of which each key is asked for by its kind; what is missing or of another kind is refused by name. Immutable. */
final class JsonFacts {
    private final Path file;
    private final String path;
    private final JsonNode node;

    private JsonFacts(Path file, String path, JsonNode node) {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    static JsonFacts parse(Path file, ObjectMapper mapper, byte[] text) throws RecordingException {
        JsonNode node;
        try {
            node = mapper.readTree(text);
        } catch (JsonProcessingException e) {
            throw RecordingException.at(file, Math.max(1, e.getLocation().getLineNr()), "JSON is broken here");
        } catch (IOException e) {
            throw RecordingException.unreadable(file, e);
        }
        if (!node.isObject()) {
            throw RecordingException.of(file, "must hold one JSON object");
        }
        return new JsonFacts(file, "", node);
    }

    private RecordingException refused(String key, String rule) {
        JsonNode value = node.get(key);
        return RecordingException.of(
                file,
                path + key + " must be " + rule + ", got " + (value == null ? "none" : Excerpt.of(value.toString())));
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    JsonFacts object(String key) throws RecordingException {
        JsonNode value = node.get(key);
        if (value == null || !value.isObject()) {
            throw refused(key, "an object");
        }
        return new JsonFacts(file, path + key + ".", value);
    }

    boolean isNull(String key) throws RecordingException {
        JsonNode value = node.get(key);
        if (value == null) {
            throw refused(key, "there, be it null");
        }
        return value.isNull();
    }

    String text(String key) throws RecordingException {
        JsonNode value = node.get(key);
        if (value == null || !value.isTextual()) {
            throw refused(key, "text");
        }
        return value.textValue();
    }

    List<String> texts(String key) throws RecordingException {
        JsonNode value = node.get(key);
        if (value == null || !value.isArray()) {
            throw refused(key, "an array of texts");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode one : value) {
            if (!one.isTextual()) {
                throw refused(key, "an array of texts");
            }
            texts.add(one.textValue());
        }
        return texts;
    }

    long whole(String key) throws RecordingException {
        JsonNode value = node.get(key);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw refused(key, "a whole number");
        }
        return value.longValue();
    }

    int count(String key) throws RecordingException {
        long value = whole(key);
        if (value != (int) value) {
            throw refused(key, "a whole number of an int");
        }
        return (int) value;
    }

    double number(String key) throws RecordingException {
        JsonNode value = node.get(key);
        if (value == null || !value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw refused(key, "a number");
        }
        return value.doubleValue();
    }

    Duration millis(String key) throws RecordingException {
        long millis = whole(key);
        if (millis < 0) {
            throw refused(key, "at least 0");
        }
        return Duration.ofMillis(millis);
    }

    Instant time(String key) throws RecordingException {
        OptionalLong millis = SessionTime.parse(text(key));
        if (millis.isEmpty()) {
            throw refused(key, "a time such as 2026-11-22T10:36:00.000Z");
        }
        return Instant.ofEpochMilli(millis.getAsLong());
    }

    /** Returns the constant whose name in small letters stands there. */
    <E extends Enum<E>> E choice(String key, E[] constants) throws RecordingException {
        String text = text(key);
        List<String> names = new ArrayList<>();
        for (E constant : constants) {
            String name = constant.name().toLowerCase(Locale.ROOT);
            if (name.equals(text)) {
                return constant;
            }
            names.add(name);
        }
        throw refused(key, "one of " + String.join(", ", names));
    }
}
