package org.thermograd.adapter.files;

import com.fasterxml.jackson.core.io.NumberInput;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/**
 * Decimal numbers as other programs write them: digits, a sign, a point, an exponent. Unlike
 * {@link Double#parseDouble} it knows no hexadecimal, no type suffix and no names such as {@code NaN}.
 */
final class DecimalNumber {
    /** So many digits are a whole number that a double holds exactly. */
    private static final int EXACT_DIGITS = 15;

    /** Powers of ten that a double holds exactly, so that a quotient of two exact numbers is the nearest double. */
    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private DecimalNumber() {}

    /** Returns the number, infinite where it is beyond a double, or nothing if the text is not one. */
    static OptionalDouble parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        double number = parse(bytes, 0, bytes.length);
        return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    /**
     * Returns the number that a text is, infinite where it is beyond a double, NaN if it is not one.
     *
     * @param text in UTF-8
     * @param from the index of its first byte
     * @param to the index after its last byte
     */
    static double parse(byte[] text, int from, int to) {
        boolean negative = from < to && text[from] == '-';
        long number = 0;
        int digits = 0;
        int whole = -1;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            int c = text[i];
            if (c >= '0' && c <= '9') {
                number = number * 10 + c - '0';
                digits++;
            } else if (c == '.' && whole < 0) {
                whole = digits;
            } else {
                return parseAny(text, from, to);
            }
        }
        if (digits == 0) {
            return Double.NaN;
        }
        if (digits > EXACT_DIGITS) {
            return parseAny(text, from, to);
        }
        double value = whole < 0 ? number : number / POWERS_OF_TEN[digits - whole];
        return negative ? -value : value;
    }

    private static double parseAny(byte[] text, int from, int to) {
        char[] chars = new char[to - from];
        boolean digit = false;
        for (int i = from; i < to; i++) {
            int c = text[i];
            if (c >= '0' && c <= '9') {
                digit = true;
            } else if (c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return Double.NaN;
            }
            chars[i - from] = (char) c;
        }
        if (!digit) {
            return Double.NaN;
        }
        try {
            return NumberInput.parseDouble(chars, 0, chars.length, true);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
