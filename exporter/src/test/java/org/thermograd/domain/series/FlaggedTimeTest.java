package org.thermograd.domain.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlaggedTimeTest {
    private static double[] numbers(String spaced) {
        return Stream.of(spaced.split(" "))
                .filter(s -> !s.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        up to the last sample up    | 0 1000 2000 3000      | 0 1 1 0       | 1000-2000
        up from the first sample    | 0 1000                | 1 0           | 0-1
        up at the last sample       | 0 1000 2000           | 0 1 1         | 1000-2000
        up at one sample only       | 0                     | 1             | 0-1
        a gap ends it               | 0 1000 9000 10000     | 1 1 1 0       | 0-1000 9000-9001
        down after a gap            | 0 1000 9000           | 1 1 0         | 0-1000
        a gap at its limit          | 0 5000 6000           | 1 1 0         | 0-5000
        a missing flag is skipped   | 0 1000 2000 3000      | 1 NaN 1 0     | 0-2000
        two stretches               | 0 1000 2000 3000 4000 | 1 0 1 1 0     | 0-1 2000-3000
        two samples at one time     | 1000 1000             | 1 0           | 1000-1001
        never up                    | 0 1000                | 0 0           | ''
        no sample                   | ''                    | ''            | ''
        """)
    void goesFromTheFirstSampleUpToTheLast(String name, String times, String flags, String expected) {
        TimeSeries series = TimeSeries.of(
                Arrays.stream(numbers(times)).mapToLong(t -> (long) t).toArray(), numbers(flags));

        assertThat(FlaggedTime.of(series, 5000).stream()
                        .map(one -> one.startMillis() + "-" + one.endMillis())
                        .collect(Collectors.joining(" ")))
                .as(name)
                .isEqualTo(expected);
    }
}
