package org.thermograd.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongGapsTest {
    private static final long MINUTE = 60_000;

    /** Gaps from 10 to 100 and from 200 to 500 minutes. */
    private static LongGaps two() {
        return LongGaps.between(
                new long[] {0, 10 * MINUTE, 100 * MINUTE, 160 * MINUTE, 200 * MINUTE, 500 * MINUTE, 501 * MINUTE});
    }

    @ParameterizedTest
    @CsvSource({
        "-5, -5",
        "0, 0",
        "10, 10",
        "70, 70",
        "71, 70",
        "99, 70",
        "100, 70",
        "160, 130",
        "200, 170",
        "259, 229",
        "260, 230",
        "400, 230",
        "500, 230",
        "501, 231",
        "600, 330"
    })
    void timesAreAsIfAGapEndedAfterItsFirstHour(long minutes, long expected) {
        assertThat(two().withoutThem(minutes * MINUTE)).isEqualTo(expected * MINUTE);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "70, 70", "71, 100", "99, 100", "100, 100", "260, 260", "261, 500", "501, 501", "600, 600"})
    void aScrapeBehindTheFirstHourIsAtTheEnd(long minutes, long expected) {
        assertThat(two().afterThem(minutes * MINUTE)).isEqualTo(expected * MINUTE);
    }

    @Test
    void saysWhereTheyAre() {
        assertThat(two().notes())
                .containsExactly(
                        "no sample and no step from 1970-01-01T00:10:00Z to 1970-01-01T01:40:00Z, which is 1 h:"
                                + " only the first hour of it is played",
                        "no sample and no step from 1970-01-01T03:20:00Z to 1970-01-01T08:20:00Z, which is 5 h:"
                                + " only the first hour of it is played");
    }

    @Test
    void anHourIsNone() {
        assertThat(LongGaps.between(new long[] {0, 60 * MINUTE, 120 * MINUTE}).gaps())
                .isEmpty();
        assertThat(LongGaps.between(new long[0]).gaps()).isEmpty();
    }
}
