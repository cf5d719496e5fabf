package org.thermograd.adapter.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.thermograd.adapter.files.EntryLimitStream.LimitExceededException;
import org.thermograd.domain.analysis.recording.Place;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.analysis.recording.TrainingRecording;

/**
 * One pass over one training log, in one of its three shapes. Confined to one thread; parses once.
 *
 * <p>The words of the JSON library never reach a message: they quote its settings and hide the text behind marks such as
 * {@code REDACTED}.
 */
final class TrainingLogParser {
    private static final int MAX_STRING_CHARS = 1 << 16;
    private static final int MAX_NUMBER_CHARS = 1000;
    private static final int MAX_DEPTH = 100;
    private static final String LIMITS = "strings and names must be at most " + MAX_STRING_CHARS
            + " characters, numbers " + MAX_NUMBER_CHARS + ", nesting " + MAX_DEPTH + " levels";
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_STRING_CHARS)
                    .maxNameLength(MAX_STRING_CHARS)
                    .maxNumberLength(MAX_NUMBER_CHARS)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            .build();

    private final Path file;
    private final TrainingEntry entry = new TrainingEntry();
    private final TrainingEntries entries = new TrainingEntries();

    TrainingLogParser(Path file) {
        this.file = file;
    }

    /** Reads one object a line, or CSV where the first line that is not blank is its header. */
    TrainingRecording parseLines(InputStream in) throws IOException, RecordingException {
        LineReader lines = new LineReader(file, in);
        Optional<TrainingCsv> csv = Optional.empty();
        boolean first = true;
        while (lines.next()) {
            Place place = Place.line(lines.number());
            if (lines.isBlank()) {
                entries.skip(SkipRule.BLANK_LINE, place);
            } else if (csv.isPresent()) {
                csv.get().read(lines, place, entry, entries);
            } else if (first && TrainingCsv.isHeader(lines.text())) {
                csv = Optional.of(TrainingCsv.of(lines.text()));
            } else {
                parseLine(lines.text(), place);
                first = false;
            }
        }
        return entries.recording(file);
    }

    private void parseLine(String line, Place place) throws IOException {
        Optional<SkipRule> problem = read(line, entry);
        if (problem.isPresent()) {
            entries.skip(problem.get(), place);
        } else {
            entries.add(entry, place);
        }
    }

    /** Reads a line that is not blank into an entry, or says why it cannot. */
    static Optional<SkipRule> read(String line, TrainingEntry entry) throws IOException {
        try (JsonParser parser = JSON.createParser(line)) {
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            if (object) {
                entry.read(parser);
            } else {
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                return Optional.of(SkipRule.BROKEN_JSON);
            }
            return object ? Optional.empty() : Optional.of(SkipRule.NOT_AN_OBJECT);
        } catch (StreamConstraintsException e) {
            return Optional.of(SkipRule.BEYOND_LIMITS);
        } catch (JsonProcessingException e) {
            return Optional.of(SkipRule.BROKEN_JSON);
        }
    }

    /** Reads one array; text that is not UTF-8 becomes replacement characters. */
    TrainingRecording parseArray(InputStream in) throws IOException, RecordingException {
        EntryLimitStream limited = new EntryLimitStream(in);
        try (JsonParser parser = JSON.createParser(new InputStreamReader(limited, StandardCharsets.UTF_8))) {
            try {
                readElements(parser, limited);
                readEnd(parser);
            } catch (StreamConstraintsException e) {
                throw RecordingException.at(file, line(parser), LIMITS);
            } catch (JsonProcessingException e) {
                endTorn(line(parser));
            } catch (LimitExceededException e) {
                throw RecordingException.at(file, line(parser), String.valueOf(e.getMessage()));
            }
        }
        return entries.recording(file);
    }

    private void readElements(JsonParser parser, EntryLimitStream limited) throws IOException {
        parser.nextToken();
        long number = 1;
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            Place place = new Place(Place.Unit.ENTRY, number++);
            if (token == JsonToken.START_OBJECT) {
                entry.read(parser);
                entries.add(entry, place);
                limited.entryRead();
            } else {
                parser.skipChildren();
                entries.skip(SkipRule.NOT_AN_OBJECT, place);
            }
            token = parser.nextToken();
        }
    }

    private void readEnd(JsonParser parser) throws IOException, RecordingException {
        try {
            if (parser.nextToken() != null) {
                endTorn(line(parser));
            }
        } catch (LimitExceededException e) {
            endTorn(line(parser));
        }
    }

    private void endTorn(long line) throws RecordingException {
        if (entries.isEmpty()) {
            throw RecordingException.at(file, line, "JSON is broken here, " + entries.noneUsable());
        }
        entries.skip(SkipRule.TORN_END, Place.line(line));
    }

    private static long line(JsonParser parser) {
        return parser.currentLocation().getLineNr();
    }
}
