package org.thermograd.adapter.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalNumberTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-1, -1",
        "+2, 2",
        "56., 56",
        ".5, 0.5",
        "1e3, 1000",
        "2.5E-2, 0.025",
        "0.009359400998336105, 0.009359400998336105",
        "1e999, Infinity",
    })
    void readsADecimalNumber(String text, double expected) {
        assertThat(DecimalNumber.parse(text)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "-", "e", "1-2", "1e", "1 2", "1,5", "N/A", "[N/A]", "nan", "NaN", "1d", "1f", "0x1p3",
                "\u0661"
            })
    void refusesAnythingElse(String text) {
        assertThat(DecimalNumber.parse(text)).isEmpty();
    }

    @Test
    void isTheNearestDoubleWhateverTheDigits() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 50_000; i++) {
            String text = (random.nextInt(4) == 0 ? "-" : "") + digits(random, random.nextInt(12)) + "."
                    + digits(random, 1 + random.nextInt(12));

            assertThat(DecimalNumber.parse(text)).as(text).hasValue(Double.parseDouble(text));
        }
    }

    private static String digits(SplittableRandom random, int count) {
        return random.ints(count, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
    }
}
