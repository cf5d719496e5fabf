package org.thermograd.adapter.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "0.5, 0.5",
        "35.6501, 35.7",
        "140.56, 141",
        "999.4, 999",
        "1457.186, 1457",
        "123456.7, 123457",
        "0.00173216, 0.00173",
        "0.0001, 0.0001",
        "0.000043, 4.3e-05",
        "4.94e-13, 4.9e-13",
        "-0.0287, -0.0287"
    })
    void hasThreeDigits(double value, String text) {
        assertThat(Figures.number(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"7401, 7.4 s", "119000, 119 s", "600000, 10 min", "7199000, 120 min", "7200000, 2 h", "14398028, 4 h"})
    void lengthHasTheUnitThatFits(long millis, String text) {
        assertThat(Figures.length(millis)).isEqualTo(text);
    }

    @Test
    void countsInSingularAndPlural() {
        assertThat(Figures.count(1, "spike")).isEqualTo("1 spike");
        assertThat(Figures.count(0, "spike")).isEqualTo("0 spikes");
        assertThat(Figures.percent(0.8667)).isEqualTo("86.7 %");
        assertThat(Figures.seconds(500)).isEqualTo("0.5");
    }
}
