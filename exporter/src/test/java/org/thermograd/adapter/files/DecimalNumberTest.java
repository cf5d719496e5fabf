package org.thermograd.adapter.files;

import static org.assertj.core.api.Assertions.assertThat;

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
}
