package org.thermograd.adapter.http.pushgateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0,0",
        "1,1",
        "-3,-3",
        "0.5,0.5",
        "100000,100000",
        "1e6,1e+06",
        "123456.75,123456.75",
        "1234567,1.234567e+06",
        "-2.5e21,-2.5e+21",
        "0.0001,0.0001",
        "0.00001,1e-05",
        "1.5e-7,1.5e-07",
        "1e100,1e+100",
        "1761699262.25,1.76169926225e+09",
        "NaN,NaN",
        "inf,+Inf",
        "+Infinity,+Inf",
        "-iNf,-Inf",
        "+.5,0.5",
        "1.,1",
        "4.9e-324,4.9e-324"
    })
    void writesAsGoDoes(String given, String written) {
        assertThat(Decimal.text(Decimal.parse(given).orElseThrow())).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, 1500, 999_999_999, 1_000_000_000, 1_761_699_262_000L, 1_761_699_262_250L, 1_761_699_262_001L
            })
    void writesSecondsAsAnyNumber(long millis) {
        assertThat(Decimal.seconds(millis)).isEqualTo(Decimal.text(millis / 1000.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "0x1", "1_0", "1e400", "-1e400", "1d", "1f", " 1", "1e", ".", "+", "++1", "+nan", "1,5"
            })
    void refuses(String given) {
        assertThat(Decimal.parse(given)).isEmpty();
    }
}
