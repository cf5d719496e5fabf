package org.thermograd.adapter.prometheus;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The numbers of an answer, from their text and without a detour over binary fractions. */
final class DecimalText {
    /** Every integer of so many digits is a double, and so is every power of ten below it. */
    private static final int EXACT_DIGITS = 15;

    private static final int MAX_FRACTION_DIGITS = 40;
    private static final int MAX_CHARS = 400;
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private DecimalText() {}

    /**
     * Returns a time in seconds as milliseconds, rounded half up.
     *
     * @throws NumberFormatException if the text is no number, or one of more than 15 digits before the point
     */
    static long epochMillis(char[] text, int offset, int length) {
        int end = offset + length;
        int at = length > 0 && text[offset] == '-' ? offset + 1 : offset;
        int first = at;
        long millis = 0;
        while (at < end && isDigit(text[at]) && at - first < EXACT_DIGITS) {
            millis = millis * 10 + (text[at] - '0');
            at++;
        }
        boolean hasDigits = at > first;
        int fraction = 0;
        if (at < end && text[at] == '.') {
            at++;
            while (at < end && isDigit(text[at]) && fraction < 3) {
                millis = millis * 10 + (text[at] - '0');
                fraction++;
                at++;
            }
        }
        if (at != end || !hasDigits) {
            return roundedMillis(text, offset, length);
        }
        for (; fraction < 3; fraction++) {
            millis *= 10;
        }
        return first > offset ? -millis : millis;
    }

    private static long roundedMillis(char[] text, int offset, int length) {
        if (length > MAX_CHARS) {
            throw new NumberFormatException("a time of " + length + " characters");
        }
        BigDecimal seconds = new BigDecimal(text, offset, length);
        if (seconds.precision() - seconds.scale() > EXACT_DIGITS || seconds.scale() > MAX_FRACTION_DIGITS) {
            throw new NumberFormatException("a time out of range");
        }
        return seconds.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    /**
     * Returns a value: the double nearest to the decimal number, or {@code NaN}, {@code +Inf} or {@code -Inf}.
     *
     * @throws NumberFormatException if the text is none of these
     */
    static double value(char[] text, int offset, int length) {
        int end = offset + length;
        boolean negative = length > 0 && text[offset] == '-';
        int at = negative ? offset + 1 : offset;
        int first = at;
        long digits = 0;
        int point = -1;
        for (; at < end; at++) {
            char c = text[at];
            if (isDigit(c)) {
                digits = digits * 10 + (c - '0');
            } else if (c == '.' && point < 0) {
                point = at;
            } else {
                return slowValue(text, offset, length);
            }
            if (at - first > EXACT_DIGITS) {
                return slowValue(text, offset, length);
            }
        }
        int fraction = point < 0 ? 0 : end - point - 1;
        int count = end - first - (point < 0 ? 0 : 1);
        if (count == 0 || count > EXACT_DIGITS) {
            return slowValue(text, offset, length);
        }
        // Both are exact, so the one rounding of the division gives the nearest double (Clinger 1990).
        double magnitude = digits / POWERS_OF_TEN[fraction];
        return negative ? -magnitude : magnitude;
    }

    private static double slowValue(char[] text, int offset, int length) {
        if (length > MAX_CHARS) {
            throw new NumberFormatException("a value of " + length + " characters");
        }
        String number = new String(text, offset, length);
        return switch (number) {
            case "NaN" -> Double.NaN;
            case "Inf", "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(number);
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
