package org.thermograd.adapter.files;

import com.fasterxml.jackson.core.io.NumberInput;
import java.util.OptionalDouble;

/**
 * Decimal numbers as other programs write them: digits, a sign, a point, an exponent. Unlike
 * {@link Double#parseDouble} it knows no hexadecimal, no type suffix and no names such as {@code NaN}.
 */
final class DecimalNumber {
    private DecimalNumber() {}

    /** Returns the number, infinite where it is beyond a double, or nothing if the text is not one. */
    static OptionalDouble parse(String text) {
        boolean digit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digit = true;
            } else if (c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return OptionalDouble.empty();
            }
        }
        if (!digit) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(NumberInput.parseDouble(text, true));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
