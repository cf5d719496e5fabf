package org.thermograd.adapter.prometheus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the matrix that an instant query of a range vector gives, and keeps of it what lies in the given range.
 *
 * <p>Native histograms are left out: they are no samples of one value.
 */
final class MatrixReader implements AnswerParser.DataReader<Map<Labels, SampleBuffer>> {
    private final QueryRange range;

    MatrixReader(QueryRange range) {
        this.range = range;
    }

    @Override
    public Map<Labels, SampleBuffer> read(JsonParser parser) throws IOException {
        AnswerParser.require(parser, JsonToken.START_OBJECT);
        Map<Labels, SampleBuffer> series = new LinkedHashMap<>();
        String type = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "resultType" -> type = AnswerParser.text(parser);
                case "result" -> readResult(parser, series);
                default -> parser.skipChildren();
            }
        }
        if (!type.equals("matrix")) {
            throw AnswerParser.malformed("a result of type matrix expected, got " + Redaction.plain(type));
        }
        return series;
    }

    private void readResult(JsonParser parser, Map<Labels, SampleBuffer> series) throws IOException {
        AnswerParser.require(parser, JsonToken.START_ARRAY);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            AnswerParser.require(parser, JsonToken.START_OBJECT);
            readSeries(parser, series);
        }
    }

    private void readSeries(JsonParser parser, Map<Labels, SampleBuffer> series) throws IOException {
        Labels labels = Labels.of(Map.of());
        SampleBuffer samples = new SampleBuffer();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "metric" -> labels = readLabels(parser);
                case "values" -> readSamples(parser, samples);
                default -> parser.skipChildren();
            }
        }
        if (samples.size() == 0) {
            return;
        }
        SampleBuffer before = series.putIfAbsent(labels, samples);
        if (before != null) {
            before.addAll(samples);
        }
    }

    /** Reads an object of strings. */
    static Labels readLabels(JsonParser parser) throws IOException {
        AnswerParser.require(parser, JsonToken.START_OBJECT);
        SortedMap<String, String> labels = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            AnswerParser.require(parser, JsonToken.VALUE_STRING);
            labels.put(name, parser.getText());
        }
        return new Labels(labels);
    }

    private void readSamples(JsonParser parser, SampleBuffer samples) throws IOException {
        AnswerParser.require(parser, JsonToken.START_ARRAY);
        try {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                AnswerParser.require(parser, JsonToken.START_ARRAY);
                if (!parser.nextToken().isNumeric()) {
                    throw AnswerParser.malformed("a number expected as time, got " + parser.currentToken());
                }
                long time = DecimalText.epochMillis(
                        parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
                parser.nextToken();
                AnswerParser.require(parser, JsonToken.VALUE_STRING);
                double value =
                        DecimalText.value(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
                parser.nextToken();
                AnswerParser.require(parser, JsonToken.END_ARRAY);
                if (range.contains(time)) {
                    samples.add(time, value);
                }
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw new AnswerException(AnswerException.Flaw.MALFORMED, "no number: " + parser.currentToken(), e);
        }
    }
}
