package org.thermograd.adapter.http.push;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.thermograd.domain.ingest.IngestConfig;

/** Reads the value that a parser stands at. Stateless. The path of a field is only asked for in a refusal. */
final class StepsBodyValue {
    private static final String NUMBER = "a number, null, or one of \"NaN\", \"Infinity\" and \"-Infinity\"";

    /** The clock of a machine that is earlier was never set. */
    private static final double EARLIEST_MILLIS = 946_684_800_000.0;

    private static final Set<String> NON_FINITE =
            Set.of("nan", "inf", "+inf", "infinity", "+infinity", "-inf", "-infinity");

    private StepsBodyValue() {}

    /** Reads a number that may be null or not finite; beyond the greatest double it is infinite. */
    static OptionalDouble number(JsonParser parser, Supplier<String> field) throws IOException, PushRefusedException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> OptionalDouble.empty();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> OptionalDouble.of(parser.getDoubleValue());
            case VALUE_STRING -> OptionalDouble.of(nonFinite(parser, field));
            default -> throw wrong(parser, field, NUMBER);
        };
    }

    /** Returns whether the value is a number, be it null or not finite. */
    static boolean isNumber(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> true;
            case VALUE_STRING -> NON_FINITE.contains(parser.getText().toLowerCase(Locale.ROOT));
            default -> false;
        };
    }

    private static double nonFinite(JsonParser parser, Supplier<String> field)
            throws IOException, PushRefusedException {
        return switch (parser.getText().toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw wrong(parser, field, NUMBER);
        };
    }

    /** Reads an integer from 0 to a limit; one written with a fraction of 0 will do. */
    static long integer(JsonParser parser, Supplier<String> field, long limit)
            throws IOException, PushRefusedException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                    && parser.getLongValue() >= 0
                    && parser.getLongValue() <= limit) {
                return parser.getLongValue();
            }
        } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            double value = parser.getDoubleValue();
            if (value >= 0 && value <= limit && value == Math.rint(value)) {
                return (long) value;
            }
        }
        throw wrong(parser, field, "an integer from 0 to " + limit);
    }

    /** Reads seconds since 1970 as milliseconds; null is absent. */
    static OptionalLong epochMillis(JsonParser parser, Supplier<String> field, long latestMillis)
            throws IOException, PushRefusedException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return OptionalLong.empty();
        }
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw wrong(parser, field, "seconds since 1970 as a number");
        }
        double millis = Math.rint(parser.getDoubleValue() * 1000);
        if (!(millis >= EARLIEST_MILLIS)) {
            throw wrong(parser, field, "seconds since 1970, and no earlier than the year 2000 (946684800)");
        }
        if (millis > latestMillis) {
            throw ahead(parser, field.get(), latestMillis);
        }
        return OptionalLong.of((long) millis);
    }

    /** A host that has no battery for its clock begins in 1970: then it is not the client that is wrong, and it may try again. */
    private static PushRefusedException ahead(JsonParser parser, String field, long latestMillis) throws IOException {
        Instant here = Instant.ofEpochMilli(latestMillis).minus(IngestConfig.MAX_AHEAD);
        String rule = "in seconds since 1970 and at most 300 s ahead of the clock here, "
                + here.truncatedTo(ChronoUnit.SECONDS);
        return here.isBefore(IngestConfig.FIRST_VERSION)
                ? PushRefusedException.about(PushRejection.HOST_CLOCK, field, rule + ", which is wrong", json(parser))
                : PushRefusedException.about(PushRejection.FUTURE, field, rule, json(parser));
    }

    /** Reads a text, number or boolean as text. */
    static String printable(JsonParser parser, String field, int mostChars) throws IOException, PushRefusedException {
        boolean scalar = parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL;
        String value = scalar ? parser.getText() : "";
        boolean plain = value.codePoints().noneMatch(StepsBodyValue::isUnprintable);
        if (!scalar || !plain || value.length() > mostChars) {
            throw wrong(
                    parser,
                    field,
                    "a text, number or boolean of at most " + mostChars
                            + " characters, none of them a control character");
        }
        return value;
    }

    private static boolean isUnprintable(int point) {
        return Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
    }

    private static PushRefusedException wrong(JsonParser parser, Supplier<String> field, String rule)
            throws IOException {
        return wrong(parser, field.get(), rule);
    }

    /** Makes a refusal of the value that the parser stands at. */
    static PushRefusedException wrong(JsonParser parser, String field, String rule) throws IOException {
        return PushRefusedException.about(PushRejection.FIELD, field, rule, json(parser));
    }

    /** Returns the value as JSON, short: an object or array is only hinted at. */
    static String json(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "\"{...}\"";
            case START_ARRAY -> "\"[...]\"";
            case VALUE_NUMBER_INT -> parser.getText();
            case VALUE_NUMBER_FLOAT ->
                Double.isFinite(parser.getDoubleValue()) ? parser.getText() : PushJson.text(parser.getText());
            case VALUE_STRING -> PushJson.text(parser.getText());
            default -> parser.getText();
        };
    }
}
