package org.thermograd.adapter.http.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.http.gate.JsonText;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.adapter.http.push.PushRejection;

/**
 * Reads a body in the JSON of OTLP: protobuf's, but with names in lowerCamelCase only, and what is unknown passed over. What no
 * step is made of is passed over too: bytes and ids, enumerations, and lists of numbers. Confined to one thread; reads once.
 */
final class JsonBody {
    private static final int MAX_DEPTH = 100;
    private static final JsonFactory JSON = JsonFactory.builder()
            // Names that clients make up must not stay in memory.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    /** The fields of each message by their names in JSON. */
    private static final Map<Descriptor, Map<String, FieldDescriptor>> FIELDS = new ConcurrentHashMap<>();

    private final JsonParser parser;
    private final MessageBudget budget;

    private JsonBody(JsonParser parser, MessageBudget budget) {
        this.parser = parser;
        this.budget = budget;
    }

    static ExportMetricsServiceRequest read(byte[] body) throws PushRefusedException {
        try (JsonParser parser = JSON.createParser(text(body))) {
            ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
            parser.nextToken();
            new JsonBody(parser, new MessageBudget(body.length)).readMessage("body", request);
            if (parser.nextToken() != null) {
                throw PushRefusedException.of(PushRejection.SYNTAX, "body must end after its first value");
            }
            return request.build();
        } catch (JsonProcessingException e) {
            throw PushRefusedException.of(
                    PushRejection.SYNTAX, "body must be JSON, but it is broken" + at(e.getLocation()));
        } catch (IOException e) {
            throw PushRefusedException.of(PushRejection.SYNTAX, "body must be JSON in UTF-8, but it is broken");
        }
    }

    /** Decodes a body, which the JSON library would take for UTF-16 or UTF-32 where it looks so. */
    private static char[] text(byte[] body) throws CharacterCodingException {
        CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        char[] chars = new char[text.length()];
        text.get(chars);
        return chars;
    }

    private static String at(@Nullable JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private void readMessage(String name, Message.Builder into) throws IOException, PushRefusedException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong(name, "an object");
        }
        budget.take();
        Map<String, FieldDescriptor> fields = FIELDS.computeIfAbsent(into.getDescriptorForType(), JsonBody::fields);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            FieldDescriptor field = fields.get(parser.currentName());
            if (parser.nextToken() == JsonToken.VALUE_NULL || field == null) {
                parser.skipChildren();
            } else if (field.isRepeated()) {
                readList(field, into);
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                Message.Builder value = into.newBuilderForField(field);
                readMessage(field.getJsonName(), value);
                into.setField(field, value.build());
            } else {
                into.setField(field, scalar(field));
            }
        }
    }

    private static Map<String, FieldDescriptor> fields(Descriptor type) {
        return type.getFields().stream()
                .filter(JsonBody::isRead)
                .collect(Collectors.toUnmodifiableMap(FieldDescriptor::getJsonName, Function.identity()));
    }

    private static boolean isRead(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> true;
            case BYTE_STRING, ENUM -> false;
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING -> !field.isRepeated();
        };
    }

    private void readList(FieldDescriptor field, Message.Builder into) throws IOException, PushRefusedException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(field.getJsonName(), "an array");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Message.Builder value = into.newBuilderForField(field);
            readMessage(field.getJsonName(), value);
            into.addRepeatedField(field, value.build());
        }
    }

    private Object scalar(FieldDescriptor field) throws IOException, PushRefusedException {
        String name = field.getJsonName();
        return switch (field.getJavaType()) {
            case INT -> (int) integer(name);
            case LONG -> integer(name);
            case DOUBLE, FLOAT -> number(name);
            case BOOLEAN -> {
                if (!parser.currentToken().isBoolean()) {
                    throw wrong(name, "true or false");
                }
                yield parser.getBooleanValue();
            }
            case STRING -> {
                if (parser.currentToken() != JsonToken.VALUE_STRING) {
                    throw wrong(name, "a text");
                }
                yield parser.getText();
            }
            case MESSAGE, BYTE_STRING, ENUM -> throw new IllegalStateException(name);
        };
    }

    /** Reads an integer of up to 64 bits, which may be a text as well; above the greatest it wraps as an unsigned one. */
    private long integer(String name) throws IOException, PushRefusedException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT || parser.currentToken() == JsonToken.VALUE_STRING) {
            String text = parser.getText();
            try {
                return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
            } catch (NumberFormatException e) {
                throw wrong(name, "an integer of 64 bits");
            }
        }
        throw wrong(name, "an integer of 64 bits");
    }

    /** Reads a number, which may be a text as well, as {@code "NaN"} must. */
    private double number(String name) throws IOException, PushRefusedException {
        if (parser.currentToken().isNumeric()) {
            return parser.getDoubleValue();
        }
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            try {
                return Double.parseDouble(parser.getText());
            } catch (NumberFormatException e) {
                throw wrong(name, "a number");
            }
        }
        throw wrong(name, "a number");
    }

    private PushRefusedException wrong(String name, String rule) throws IOException {
        JsonToken token = parser.currentToken();
        String value = "nothing";
        if (token != null) {
            value = token.isScalarValue()
                    ? JsonText.cut(parser.getText())
                    : token == JsonToken.START_OBJECT ? "an object" : "an array";
        }
        return PushRefusedException.of(
                PushRejection.FIELD, name + " must be " + rule + ", got " + value + at(parser.currentTokenLocation()));
    }
}
