package org.thermograd.domain.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.domain.series.TimeSeries;

class RecentStepsTest {
    private static RecentSteps steps(long from, int count, long millis) {
        RecentSteps steps = new RecentSteps();
        for (int i = 0; i < count; i++) {
            steps.add(from + i * millis);
        }
        return steps;
    }

    @Test
    void keepsEachOfSlowSteps() {
        TimeSeries kept = steps(0, 5000, 500).series();

        assertThat(kept.size()).isEqualTo(RecentSteps.CAPACITY);
        assertThat(kept.epochMillis(kept.size() - 1)).isEqualTo(4999 * 500);
        assertThat(kept.epochMillis(0)).isEqualTo((5000 - RecentSteps.CAPACITY) * 500L);
    }

    @ParameterizedTest
    @CsvSource({"390, 2", "100, 4", "10, 64", "1, 512"})
    void takesFastStepsTogetherSoThatTheyReachBackFarEnough(long millis, int together) {
        RecentSteps steps = steps(0, 2_000_000, millis);
        TimeSeries kept = steps.series();

        assertThat(steps.together()).isEqualTo(together);
        assertThat(kept.size()).isLessThanOrEqualTo(RecentSteps.CAPACITY + 1);
        assertThat(kept.epochMillis(kept.size() - 1) - kept.epochMillis(0)).isGreaterThan(RecentSteps.REACH_MILLIS / 2);
        assertThat(kept.epochMillis(2) - kept.epochMillis(1)).isEqualTo(millis * together);
    }

    @Test
    void takesFewerTogetherWhereTheyHaveBecomeSlow() {
        RecentSteps steps = steps(0, 20_000, 50);
        assertThat(steps.together()).isEqualTo(8);
        for (int i = 0; i < 200_000; i++) {
            steps.add(1_000_000 + i * 1000L);
        }

        assertThat(steps.together()).isEqualTo(1);
        assertThat(steps.series().medianIntervalMillis()).isEqualTo(1000);
    }

    @Test
    void keepsBothEndsOfWhatMayBeAGap() {
        RecentSteps steps = steps(0, 4003, 100);
        int together = steps.together();
        long last = 4002 * 100;
        steps.add(last + 60_000);
        TimeSeries kept = steps.series();

        assertThat(together).isEqualTo(4);
        assertThat(kept.firstAtOrAfter(last + 1) - kept.firstAtOrAfter(last)).isEqualTo(1);
        assertThat(kept.epochMillis(kept.size() - 1)).isEqualTo(last + 60_000);
    }

    @Test
    void comesBackAsItWasWritten() throws IOException {
        RecentSteps steps = steps(1_800_000_000_000L, 7001, 90);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        steps.writeTo(new DataOutputStream(bytes));
        RecentSteps back = RecentSteps.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        assertThat(back.series().epochMillis()).isEqualTo(steps.series().epochMillis());
        assertThat(back.together()).isEqualTo(steps.together());
        assertThat(bytes.size()).isLessThan(4 * RecentSteps.CAPACITY + 50);
    }
}
