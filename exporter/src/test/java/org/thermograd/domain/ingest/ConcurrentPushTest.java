package org.thermograd.domain.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.StepBuilder.aStep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.testing.ManualClock;

class ConcurrentPushTest {
    private static final int THREADS = 8;
    private static final int PUSHES = 250;

    private final StepIngestor ingestor = new StepIngestor(
            IngestConfig.withDefaults(), new ManualClock(Instant.EPOCH), StepListener.NONE, ConditionSource.UNKNOWN);

    /** Each thread pushes its own third of the numbers, and every push twice. */
    private long pushFromAllThreads(boolean oneRun) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Long>> accepted = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                RunId run = new RunId("run" + (oneRun ? 0 : thread));
                accepted.add(threads.submit(() -> {
                    long sum = 0;
                    for (int i = 0; i < PUSHES; i++) {
                        long step = (long) i * THREADS + number;
                        TrainingPush push = TrainingPush.of(
                                List.of(aStep(step, (double) step).build()));
                        sum += ingestor.push(run, push).accepted();
                        sum += ingestor.push(run, push).accepted();
                        ingestor.snapshot();
                    }
                    return sum;
                }));
            }
            long total = 0;
            for (Future<Long> one : accepted) {
                total += one.get(60, TimeUnit.SECONDS);
            }
            return total;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void countsEachStepOnceInEightRuns() throws Exception {
        assertThat(pushFromAllThreads(false)).isEqualTo(THREADS * PUSHES);
        assertThat(ingestor.snapshot().runs())
                .hasSize(THREADS)
                .allSatisfy(run -> assertThat(run.counts().steps()).isEqualTo(PUSHES));
    }

    @Test
    void countsEachStepOnceInOneRun() throws Exception {
        assertThat(pushFromAllThreads(true))
                .as("fewer than are remembered, so none is taken for an old one")
                .isEqualTo(THREADS * PUSHES);
        assertThat(ingestor.snapshot().runs().get(0).counts().steps()).isEqualTo(THREADS * PUSHES);
    }
}
