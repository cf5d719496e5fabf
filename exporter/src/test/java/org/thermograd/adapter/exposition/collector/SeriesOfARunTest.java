package org.thermograd.adapter.exposition.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.StepBuilder.aStep;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.StepCondition;
import org.thermograd.domain.ingest.StepIngestor;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;
import org.thermograd.testing.ClearConditions;
import org.thermograd.testing.ManualClock;

/** A limit of runs is a limit of series, as what a run sends makes no more of them. */
class SeriesOfARunTest {
    /** What docs/push-api.md promises. */
    private static final int MOST = 400;

    private static final long T0 = 1_000_000;

    private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(T0 + 1_000_000));
    private final StepIngestor ingestor =
            new StepIngestor(IngestConfig.withDefaults(), clock, StepListener.NONE, everyCondition());

    private static ClearConditions everyCondition() {
        return new ClearConditions() {
            @Override
            public Set<StepCondition> possible() {
                return Set.of(StepCondition.values());
            }
        };
    }

    /** Restarts, spikes, slow steps and a number that is not finite, each over and over. */
    private static List<TrainingStep> eventful(int from, int to) {
        List<TrainingStep> steps = new ArrayList<>();
        for (int i = from; i < to; i++) {
            double slow = i % 50 == 0 ? 9 : 0;
            steps.add(aStep(i % 500, T0 + i * 10.0 + slow)
                    .withGradNorm(i % 40 == 0 ? 1000 : 10 + i % 7)
                    .withLoss(i % 90 == 0 ? Double.NaN : 2)
                    .withLearningRate(i % 91 == 0 ? Double.NaN : 1e-4)
                    .build());
        }
        return steps;
    }

    @Test
    void aRunHasNoMoreSeriesHoweverMuchHappensInIt() throws Exception {
        List<String> devices = new ArrayList<>();
        TreeMap<String, String> labels = new TreeMap<>();
        for (int i = 0; i < 64; i++) {
            devices.add("gpu" + i);
        }
        for (int i = 0; i < 16; i++) {
            labels.put("label" + i, "x".repeat(128));
        }
        RunId run = new RunId("r");
        ingestor.push(run, new TrainingPush(Optional.of(labels), Optional.of(devices), List.of(), 0, Optional.empty()));
        ingestor.push(run, TrainingPush.of(eventful(0, 16_000)));
        long before = series();
        ingestor.push(run, TrainingPush.of(eventful(16_000, 20_000)));

        assertThat(series()).isEqualTo(before).isBetween(200L, (long) MOST);
    }

    private long series() {
        return TrainingCollectorTest.text(
                        new TrainingCollector(), ingestor.snapshot(), PrometheusTextFormatWriter.create())
                .lines()
                .filter(line -> !line.startsWith("#"))
                .count();
    }
}
