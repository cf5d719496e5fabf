package org.thermograd.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.thermograd.domain.series.TimeSeries;

class SampleBufferTest {
    private static SampleBuffer buffer(double... timesAndValues) {
        SampleBuffer buffer = new SampleBuffer();
        for (int i = 0; i < timesAndValues.length; i += 2) {
            buffer.add((long) timesAndValues[i], timesAndValues[i + 1]);
        }
        return buffer;
    }

    @Test
    void keepsTheLastSampleOfATime() {
        TimeSeries series = buffer(1, 10, 2, 20, 2, 21, 3, 30).take();

        assertThat(series.epochMillis()).containsExactly(1, 2, 3);
        assertThat(series.values()).containsExactly(10, 21, 30);
    }

    @Test
    void sortsWhatCameOutOfOrderAndKeepsTheLastOfATime() {
        SampleBuffer first = buffer(5, 50, 6, 60, 7, 70);
        first.addAll(buffer(4, 40, 6, 61, 8, 80));
        first.addAll(new SampleBuffer());

        TimeSeries series = first.take();

        assertThat(series.epochMillis()).containsExactly(4, 5, 6, 7, 8);
        assertThat(series.values()).containsExactly(40, 50, 61, 70, 80);
    }

    @Test
    void putsBuffersInOrderOneAfterTheOther() {
        SampleBuffer all = new SampleBuffer();
        for (int part = 0; part < 50; part++) {
            SampleBuffer one = new SampleBuffer();
            for (int i = 0; i < 100; i++) {
                one.add(part * 100 + i, i);
            }
            all.addAll(one);
        }

        assertThat(all.size()).isEqualTo(5000);
        assertThat(all.latestEpochMillis()).isEqualTo(4999);
        TimeSeries series = all.take();
        assertThat(series.size()).isEqualTo(5000);
        assertThat(series.epochMillis(4999)).isEqualTo(4999);
        assertThat(all.size()).isZero();
    }

    @Test
    void aTimeAtTheBorderOfTwoBuffersCountsOnce() {
        SampleBuffer first = buffer(1, 10, 2, 20);
        first.addAll(buffer(2, 21, 3, 30));

        assertThat(first.take().values()).containsExactly(10, 21, 30);
    }

    @Test
    void anEmptyOneHasNoLatestTime() {
        assertThat(new SampleBuffer().latestEpochMillis()).isEqualTo(Long.MIN_VALUE);
        assertThat(new SampleBuffer().take().size()).isZero();
    }
}
