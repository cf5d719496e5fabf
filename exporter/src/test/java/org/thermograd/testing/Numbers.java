package org.thermograd.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;
import org.assertj.core.api.Assertions;

/** Numbers in golden files, and their rule of equality. */
public final class Numbers {
    private Numbers() {}

    public static void assertClose(double actual, double expected, double relative, String what) {
        Assertions.assertThat(Math.abs(actual - expected))
                .as("%s: %s, expected %s", what, actual, expected)
                .isLessThanOrEqualTo(Math.max(1e-12, relative * Math.abs(expected)));
    }

    /** Compares a value that may be absent with one that may be null. */
    public static void assertClose(OptionalDouble actual, JsonNode expected, double relative, String what) {
        Assertions.assertThat(actual.isEmpty()).as(what).isEqualTo(expected.isNull());
        actual.ifPresent(value -> assertClose(value, expected.doubleValue(), relative, what));
    }

    /** Asserts {@code |actual - expected| <= max(1e-12, relative * |expected|)}, the rule of every golden file. */
    /** Reads an array of integers. */
    public static long[] longs(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToLong(JsonNode::longValue)
                .toArray();
    }

    /** Reads an array of numbers; null is {@code NaN}, and the strings of the non-finite values are those values. */
    public static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(Numbers::number)
                .toArray();
    }

    private static double number(JsonNode node) {
        if (node.isNull()) {
            return Double.NaN;
        }
        return node.isTextual() ? Double.parseDouble(node.textValue()) : node.doubleValue();
    }
}
