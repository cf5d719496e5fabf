package org.thermograd.adapter.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers of the API as they arrive, without holding more of them than the data. Confined to one thread.
 *
 * @param <T> what the data is
 */
final class AnswerParser<T> {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final DataReader<T> dataReader;
    private final Set<String> warnings = new LinkedHashSet<>();
    private String status = "";
    private String errorType = "";
    private String error = "";
    private @Nullable T data;

    /**
     * Makes of the value of {@code data} what the caller wants.
     *
     * @param <T> what that is
     */
    @FunctionalInterface
    interface DataReader<T> {
        /**
         * Reads one value.
         *
         * @param parser at its first token; afterwards at its last
         * @throws AnswerException if it is not what the API promises
         */
        T read(JsonParser parser) throws IOException;
    }

    private AnswerParser(DataReader<T> dataReader) {
        this.dataReader = dataReader;
    }

    /**
     * Reads one answer to its end.
     *
     * @throws AnswerException if it is none
     * @throws IOException if the stream fails
     */
    static <T> Answer<T> parse(InputStream in, long limitBytes, DataReader<T> dataReader) throws IOException {
        BoundedInputStream bounded = new BoundedInputStream(in, limitBytes);
        try (PushbackInputStream body = new PushbackInputStream(bounded, 1)) {
            requireObject(body);
            try (JsonParser parser = FACTORY.createParser(body)) {
                return new AnswerParser<>(dataReader).parse(parser);
            } catch (StreamConstraintsException e) {
                throw new AnswerException(AnswerException.Flaw.MALFORMED, Redaction.plain(e.getOriginalMessage()), e);
            } catch (CharConversionException e) {
                throw new AnswerException(AnswerException.Flaw.MALFORMED, "text in no encoding of JSON", e);
            } catch (JsonProcessingException e) {
                AnswerException.Flaw flaw =
                        bounded.ended() ? AnswerException.Flaw.BREAKS_OFF : AnswerException.Flaw.MALFORMED;
                throw new AnswerException(flaw, Redaction.plain(e.getOriginalMessage()), e);
            }
        }
    }

    private static void requireObject(PushbackInputStream body) throws IOException {
        int first = body.read();
        while (first == ' ' || first == '\t' || first == '\n' || first == '\r') {
            first = body.read();
        }
        switch (first) {
            case -1 -> throw new AnswerException(AnswerException.Flaw.EMPTY, "no body");
            case '<' -> throw new AnswerException(AnswerException.Flaw.HTML, "a page");
            case '{' -> body.unread(first);
            default -> throw new AnswerException(AnswerException.Flaw.NOT_JSON, "no JSON object");
        }
    }

    private Answer<T> parse(JsonParser parser) throws IOException {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            field(name, parser);
        }
        if (parser.nextToken() != null) {
            throw malformed("text after its end");
        }
        if (status.equals("error")) {
            return new Answer.Refusal<>(errorType, error);
        }
        if (!status.equals("success")) {
            throw malformed("no status");
        }
        if (data == null) {
            throw malformed("no data");
        }
        return new Answer.Success<>(data, List.copyOf(warnings));
    }

    private void field(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "status" -> status = text(parser);
            case "errorType" -> errorType = text(parser);
            case "error" -> error = text(parser);
            case "warnings" -> readWarnings(parser);
            case "isPartial" -> {
                // VictoriaMetrics says so where a part of its cluster did not answer.
                if (parser.currentToken() == JsonToken.VALUE_TRUE) {
                    warnings.add("the answer is partial");
                }
            }
            case "data" -> {
                if (parser.currentToken() != JsonToken.VALUE_NULL) {
                    data = dataReader.read(parser);
                }
            }
            default -> parser.skipChildren();
        }
    }

    private void readWarnings(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_STRING && warnings.size() < ReadResult.MAX_WARNINGS) {
                warnings.add(Redaction.plain(parser.getText()));
            }
            parser.skipChildren();
        }
    }

    /** Returns the text of a scalar. */
    static String text(JsonParser parser) throws IOException {
        if (!parser.currentToken().isScalarValue()) {
            throw malformed("a " + parser.currentToken() + " as " + parser.currentName());
        }
        return parser.getText();
    }

    /** Fails unless the parser is at the given token. */
    static void require(JsonParser parser, JsonToken expected) throws IOException {
        if (parser.currentToken() != expected) {
            throw malformed(expected + " expected, got " + parser.currentToken());
        }
    }

    static AnswerException malformed(String what) {
        return new AnswerException(AnswerException.Flaw.MALFORMED, what);
    }
}
