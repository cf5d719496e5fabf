package org.thermograd.domain.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageOfCounterTest {
    /** Times and counter in seconds; the range begins at 100 s, pieces up to 5 s apart are one. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        never looked                        | ''            | ''           | []
        what the first look tells           | 120           | 5            | [[115000,120001]]
        nothing before the range            | 120           | 500          | [[100000,120001]]
        watched throughout                  | 120 135 150   | 500 515 530  | [[100000,150001]]
        looked late, watched meanwhile      | 120 135 735   | 500 515 1115 | [[100000,735001]]
        the counter is read between samples | 120 135 150   | 500 514 530  | [[100000,150001]]
        blind for the first part            | 120 135 150   | 500 505 520  | [[100000,120001],[130000,150001]]
        blind from then on                  | 120 135 150   | 500 500 500  | [[100000,120001]]
        a hole at the limit                 | 120 135       | 500 510      | [[100000,135001]]
        a hole beyond the limit             | 120 135       | 500 509.999  | [[100000,120001],[125001,135001]]
        a restart                           | 120 135 150   | 500 8 23     | [[100000,120001],[127000,150001]]
        a restart without a hole            | 120 135       | 500 15       | [[100000,120001],[120001,135001]]
        a restart that says more than fits  | 120 135       | 500 100      | [[100000,120001],[120001,135001]]
        no number                           | 120 135 150   | 500 NaN 530  | [[100000,150001]]
        """)
    void isWhatTheCounterStandsFor(String name, String times, String seconds, String expected) {
        TimeSeries counter = TimeSeries.of(
                Arrays.stream(numbers(times))
                        .mapToLong(time -> (long) (1000 * time))
                        .toArray(),
                numbers(seconds));

        assertThat(text(Coverage.ofCounter(counter, 100_000, 5000))).as(name).isEqualTo(expected);
    }

    private static double[] numbers(String text) {
        return text.isEmpty()
                ? new double[0]
                : Arrays.stream(text.split(" ", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
    }

    private static String text(Coverage coverage) {
        return coverage.segments().stream()
                .map(segment -> "[" + segment.startMillis() + "," + segment.endMillis() + "]")
                .toList()
                .toString()
                .replace("], [", "],[");
    }
}
