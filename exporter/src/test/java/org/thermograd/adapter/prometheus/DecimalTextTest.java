package org.thermograd.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {
    private static long millis(String text) {
        return DecimalText.epochMillis(("[" + text + ",").toCharArray(), 1, text.length());
    }

    private static double value(String text) {
        return DecimalText.value(("\"" + text + "\"").toCharArray(), 1, text.length());
    }

    @ParameterizedTest
    @CsvSource({
        "1761699262, 1761699262000",
        "1761699262.4, 1761699262400",
        "1761699262.48, 1761699262480",
        "1761699262.481, 1761699262481",
        "1761699262.4814, 1761699262481",
        "1761699262.4815, 1761699262482",
        "1.761699262481e+09, 1761699262481",
        "1.7616992624815E9, 1761699262482",
        "0, 0",
        "-1.5, -1500",
        "-0.001, -1",
        "999999999999999, 999999999999999000",
    })
    void readsSecondsAsMilliseconds(String text, long expected) {
        assertThat(millis(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "1.x", "x", "1e999999999", "1e-999999999", "1234567890123456", "12345678901234567.5"})
    void refusesWhatIsNoTime(String text) {
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> millis(text));
    }

    @Test
    void refusesATimeOfManyCharacters() {
        assertThatExceptionOfType(NumberFormatException.class)
                .isThrownBy(() -> millis("1." + "0".repeat(400)))
                .withMessage("a time of 402 characters");
    }

    @Test
    void readsSpecialValues() {
        assertThat(value("NaN")).isNaN();
        assertThat(value("+Inf")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(value("Inf")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(value("-Inf")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Double.doubleToRawLongBits(value("-0"))).isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(value("1e-07")).isEqualTo(1e-7);
        assertThat(value("1.7976931348623157e+308")).isEqualTo(Double.MAX_VALUE);
        assertThat(value("5e-324")).isEqualTo(Double.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "abc", "1,5", "1.2.3"})
    void refusesWhatIsNoValue(String text) {
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> value(text));
    }

    @Test
    void refusesAValueOfManyCharacters() {
        assertThatExceptionOfType(NumberFormatException.class)
                .isThrownBy(() -> value("1".repeat(401)))
                .withMessage("a value of 401 characters");
    }

    @Test
    void everyDecimalBecomesTheNearestDouble() {
        long seed = 20_261_122;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200_000; i++) {
            String text = switch (i % 4) {
                case 0 ->
                    BigDecimal.valueOf(random.nextLong(1_000_000_000_000_000L), random.nextInt(16))
                            .toPlainString();
                case 1 -> "-" + random.nextInt(1_000_000) + "." + random.nextInt(1_000_000_000);
                case 2 -> Double.toString(Double.longBitsToDouble(random.nextLong() & 0xBFEF_FFFF_FFFF_FFFFL));
                default ->
                    BigDecimal.valueOf(random.nextLong(Long.MAX_VALUE), 3 + random.nextInt(17))
                            .toPlainString();
            };

            assertThat(Double.doubleToRawLongBits(value(text)))
                    .as("%s of seed %d", text, seed)
                    .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
        }
    }
}
