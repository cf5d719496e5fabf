package org.thermograd.adapter.http.push;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;

/**
 * Makes a push of the bytes of a body: an object with {@code steps}, one step as an object, an array of steps as
 * recordings have it, or one step a line. A stream of tokens, no tree. Confined to one thread; parses once.
 *
 * <p>The words of the JSON library never reach a message: they quote its settings and Java's names.
 */
final class StepsBodyParser {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NAME_CHARS = 256;
    private static final int MAX_STRING_CHARS = 4096;
    private static final int MAX_NUMBER_CHARS = 100;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            // Names that clients make up must not stay in memory.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME_CHARS)
                    .maxStringLength(MAX_STRING_CHARS)
                    .maxNumberLength(MAX_NUMBER_CHARS)
                    .build())
            .build();

    private final byte[] body;
    private final StepsBodyEntry entry;
    private final StepsBodyEnvelope envelope;
    private final List<TrainingStep> steps = new ArrayList<>();
    private int ignored;
    private int ignoredFields;

    /**
     * Prepares to parse a body.
     *
     * @param latestMillis a step may not be later than this
     */
    StepsBodyParser(byte[] body, long latestMillis) {
        this.body = body;
        this.entry = new StepsBodyEntry(latestMillis);
        this.envelope = new StepsBodyEnvelope(latestMillis);
    }

    /** Parses one JSON value. */
    TrainingPush parseJson() throws PushRefusedException {
        return parse(parser -> {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                readObject(parser);
            } else if (first == JsonToken.START_ARRAY) {
                readArray(parser);
            } else {
                throw PushRefusedException.of(
                        PushRejection.SYNTAX,
                        "body must be a JSON object, or an array of steps, got another value or none");
            }
            if (parser.nextToken() != null) {
                throw PushRefusedException.of(
                        PushRejection.SYNTAX,
                        "body must end after its first value; for one step a line set Content-Type: application/x-ndjson");
            }
        });
    }

    /** Parses one step a line. */
    TrainingPush parseLines() throws PushRefusedException {
        return parse(parser -> {
            int index = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                readEntry(parser, index++);
            }
            if (index == 0) {
                throw PushRefusedException.of(PushRejection.SYNTAX, "body must have a step a line, got none");
            }
        });
    }

    /** What is done with a parser. */
    private interface Reading {
        void read(JsonParser parser) throws IOException, PushRefusedException;
    }

    private TrainingPush parse(Reading reading) throws PushRefusedException {
        refuseWide();
        try (JsonParser parser = JSON.createParser(body)) {
            try {
                reading.read(parser);
            } catch (StreamConstraintsException e) {
                throw PushRefusedException.of(
                        PushRejection.SYNTAX,
                        "body must keep within " + MAX_DEPTH + " levels, names of " + MAX_NAME_CHARS + ", strings of "
                                + MAX_STRING_CHARS + " and numbers of " + MAX_NUMBER_CHARS + " characters"
                                + at(parser.currentLocation()));
            } catch (JsonProcessingException e) {
                throw broken(at(e.getLocation() == null ? parser.currentLocation() : e.getLocation()));
            }
        } catch (IOException e) {
            // Nothing is read from anywhere: only text that is in no encoding of JSON ends here.
            throw broken("");
        }
        return new TrainingPush(
                envelope.labels(), envelope.devices(), steps, ignored, envelope.dropped(), envelope.notes());
    }

    /** Refuses UTF-16 and UTF-32, which the JSON library would guess: there one of two bytes at the start is 0 or 0xFE. */
    private void refuseWide() throws PushRefusedException {
        for (int i = 0; i < Math.min(2, body.length); i++) {
            if (body[i] == 0 || body[i] == (byte) 0xfe) {
                throw broken("; it looks like UTF-16 or UTF-32");
            }
        }
    }

    private static PushRefusedException broken(String where) {
        return PushRefusedException.of(PushRejection.SYNTAX, "body must be JSON in UTF-8, but it is broken" + where);
    }

    private static String at(JsonLocation location) {
        return " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private void readObject(JsonParser parser) throws IOException, PushRefusedException {
        boolean array = false;
        entry.start(StepsBodyEntry.ALONE);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("steps")) {
                if (array) {
                    throw StepsBodyValue.wrong(parser, name, "given once");
                }
                requireAlone();
                array = true;
                readSteps(parser);
            } else if (!envelope.read(parser, name)) {
                entry.readField(parser, name);
                if (array) {
                    requireAlone();
                }
            }
        }
        if (array) {
            entry.refuseUnknown();
        } else if (entry.firstGiven().isPresent()) {
            add();
        } else if (envelope.isEmpty()) {
            throw PushRefusedException.missing("steps", "given, or one step without it");
        }
    }

    /** Refuses a field of a step beside {@code steps}. */
    private void requireAlone() throws PushRefusedException {
        Optional<String> beside = entry.firstGiven();
        if (beside.isPresent()) {
            throw PushRefusedException.missing(beside.get(), "within steps where there is steps");
        }
    }

    private void readSteps(JsonParser parser) throws IOException, PushRefusedException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw StepsBodyValue.wrong(parser, "steps", "an array of steps");
        }
        readArray(parser);
        // The entry was used; beside the array there is none.
        entry.start(StepsBodyEntry.ALONE);
    }

    private void readArray(JsonParser parser) throws IOException, PushRefusedException {
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            readEntry(parser, index++);
        }
    }

    private void readEntry(JsonParser parser, int index) throws IOException, PushRefusedException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw StepsBodyValue.wrong(parser, "steps[" + index + "]", "an object");
        }
        entry.readObject(parser, index);
        add();
    }

    private void add() throws PushRefusedException {
        entry.finish().ifPresentOrElse(steps::add, () -> ignored++);
        ignoredFields += entry.unknownFields();
    }

    /** Returns how many numbers of unknown names were passed over. */
    int ignoredFields() {
        return ignoredFields;
    }
}
