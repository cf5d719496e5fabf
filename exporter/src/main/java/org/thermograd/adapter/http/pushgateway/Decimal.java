package org.thermograd.adapter.http.pushgateway;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Numbers as the text format has them. They are written as Go writes them, {@code 1} and {@code 1e+06}, since bounds of
 * buckets are labels: with another spelling they would be other series than those of a Pushgateway. Stateless.
 */
final class Decimal {
    private static final Pattern DIGITS = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final int SMALLEST_PLAIN_EXPONENT = -4;
    private static final int LARGEST_PLAIN_EXPONENT = 5;
    private static final double MILLION = 1e6;
    private static final double MILLIS_PER_SECOND = 1000;
    private static final int MILLIS_DIGITS = 3;

    private Decimal() {}

    /** Reads a number; empty if it is none, or too large. */
    static OptionalDouble parse(String text) {
        if (DIGITS.matcher(text).matches()) {
            double value = Double.parseDouble(text);
            return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> OptionalDouble.of(Double.NaN);
            case "inf", "+inf", "infinity", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            default -> OptionalDouble.empty();
        };
    }

    /** Returns a number as the value of a label or of a sample. */
    static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < MILLION) {
            return Long.toString((long) value);
        }
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return digits(value);
    }

    private static String digits(double value) {
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        String digits = exact.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - exact.scale();
        if (exponent >= SMALLEST_PLAIN_EXPONENT && exponent <= LARGEST_PLAIN_EXPONENT) {
            return exact.toPlainString();
        }
        return (value < 0 ? "-" : "") + scientific(digits, exponent);
    }

    private static String scientific(String digits, int exponent) {
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    /** Returns milliseconds in seconds. Each push writes its time, so those of this century are written without arithmetic. */
    static String seconds(long millis) {
        if (millis < MILLION * MILLIS_PER_SECOND) {
            return text(millis / MILLIS_PER_SECOND);
        }
        String digits = Long.toString(millis);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return scientific(digits.substring(0, end), digits.length() - 1 - MILLIS_DIGITS);
    }
}
