package org.thermograd.adapter.prometheus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.Dribble;
import org.thermograd.testing.Fuzz;

/**
 * Fuzzes answers of Prometheus. The first byte says of what: {@code m}atrix, {@code b}uild; or {@code d}ecimal, where the number is
 * read against Java's own reading of it.
 */
public final class AnswerFuzz {
    private static final QueryRange RANGE = new QueryRange(1_700_000_000_000L, 1_800_000_000_000L);
    private static final int LIMIT_BYTES = 1 << 16;

    private AnswerFuzz() {}

    /** Runs one input. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        byte[] body = Arrays.copyOfRange(data, 1, data.length);
        switch (data[0]) {
            case 'm' -> matrix(body);
            case 'b' -> both(body, in -> AnswerParser.parse(in, LIMIT_BYTES, ServerBuild::read));
            case 'd' -> decimal(new String(body, StandardCharsets.UTF_8).toCharArray());
            default -> {
                // No answer.
            }
        }
    }

    private static void matrix(byte[] body) {
        both(body, in -> AnswerParser.parse(in, LIMIT_BYTES, new MatrixReader(RANGE)))
                .filter(Answer.Success.class::isInstance)
                .map(answer -> ((Answer.Success<Map<Labels, SampleBuffer>>) answer).data())
                .ifPresent(series -> series.values().forEach(AnswerFuzz::check));
    }

    private static void check(SampleBuffer buffer) {
        TimeSeries samples = buffer.take();
        for (int i = 0; i < samples.size(); i++) {
            Fuzz.require(RANGE.contains(samples.epochMillis(i)), "a sample out of the range");
            Fuzz.require(i == 0 || samples.epochMillis(i - 1) < samples.epochMillis(i), "samples out of order");
        }
    }

    /** Reads an answer. */
    private interface Parse<T> {
        Answer<T> parse(InputStream in) throws IOException;
    }

    /** Returns what an answer is, whether it comes whole or a few bytes at a time. */
    private static <T> Optional<Answer<T>> both(byte[] body, Parse<T> parse) {
        Function<InputStream, Optional<Answer<T>>> read =
                in -> Fuzz.accepted(AnswerException.class, () -> parse.parse(in));
        Optional<Answer<T>> whole = read.apply(new ByteArrayInputStream(body));
        if (Dribble.isDue(body)) {
            Fuzz.requireEqual(
                    whole.isPresent(), read.apply(new Dribble(body)).isPresent(), "whole and a few bytes at a time");
        }
        return whole;
    }

    private static void decimal(char[] text) {
        OptionalDouble ours = number(() -> DecimalText.value(text, 0, text.length));
        OptionalDouble millis = number(() -> DecimalText.epochMillis(text, 0, text.length));
        OptionalDouble javas = number(() -> Double.parseDouble(new String(text)));
        if (ours.isPresent() && javas.isPresent()) {
            Fuzz.requireEqual(ours, javas, "our reading of a number and Java's");
        }
        if (millis.isPresent()) {
            double seconds = javas.orElseThrow();
            Fuzz.require(
                    Math.abs(millis.getAsDouble() - seconds * 1000) <= 0.5 + Math.ulp(seconds * 1000),
                    "a time of " + new String(text) + " became " + millis.getAsDouble());
        }
    }

    private static OptionalDouble number(Fuzz.Attempt<Number> read) {
        try {
            return OptionalDouble.of(read.make().doubleValue());
        } catch (NumberFormatException | ArithmeticException e) {
            return OptionalDouble.empty();
        } catch (Exception e) {
            throw new AssertionError("refused otherwise", e);
        }
    }
}
