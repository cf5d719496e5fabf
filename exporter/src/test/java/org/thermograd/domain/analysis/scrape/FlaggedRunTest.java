package org.thermograd.domain.analysis.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.series.TimeSeries;

class FlaggedRunTest {
    /** Samples 15 s apart. */
    private static TrainingStretch stretch(SampleKind kind, double... values) {
        TimeSeries samples = TimeSeries.of(
                IntStream.range(0, values.length).mapToLong(i -> i * 15_000L).toArray(), values);
        TrainingHistory history = new FlaggedRun("luna", samples, kind).history(CorrelationConfig.DEFAULTS);
        assertThat(history.stretches()).hasSize(1);
        assertThat(history.trained()).isTrue();
        return history.stretches().get(0);
    }

    @Test
    void aFlagThatRisesIsASpikeAtTheScrapeThatShowsIt() {
        TrainingStretch stretch = stretch(SampleKind.FLAG, 1, 1, 0, 0, 2, 1, Double.NaN, 1, 0);

        assertThat(stretch.spikes()).extracting(Event::onsetMillis).containsExactly(0L, 60_000L, 105_000L);
        assertThat(stretch.steps()).isEqualTo(9);
        assertThat(stretch.facts().pace()).isEmpty();
    }

    @Test
    void aCounterThatRisesIsASpikeAtTheScrapeThatShowsIt() {
        TrainingStretch stretch = stretch(SampleKind.COUNTER, 5, 5, 6, 6, 8, 1);

        assertThat(stretch.spikes()).extracting(Event::onsetMillis).contains(30_000L, 60_000L);
        assertThat(stretch.reasons()).isEmpty();
    }
}
