package org.thermograd.adapter.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlowdownFieldsTest {
    @ParameterizedTest
    @CsvSource({
        "535.183.01, 269",
        "570.172.08, 269",
        "575.51.03, 251",
        "577.00, 251",
        "580.65.06, 251",
        "580.82.07, 269",
        "580.126.09, 269",
        "590.44.01, 269",
        "615.71, 269"
    })
    void theVersionOfTheDriverDecides(String version, int first) {
        assertThat(SlowdownFields.first(version)).hasValue(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"580.66", "580.76.05", "580.81.99", "", "580", "next", "99999999999.1"})
    void thoseOfAnUnknownVersionAreNotKnown(String version) {
        assertThat(SlowdownFields.first(version)).isEmpty();
    }
}
