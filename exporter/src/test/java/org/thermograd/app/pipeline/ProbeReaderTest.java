package org.thermograd.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.hardware.ProbeOutcome;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.testing.FakeProbe;
import org.thermograd.testing.ManualClock;
import org.thermograd.testing.Snapshots;

class ProbeReaderTest {
    private static final Sensor SWAP = Sensor.ofHost(Quantity.SWAP_USED_BYTES);
    private static final Duration SLACK = Duration.ofMillis(500);

    private final ManualClock clock = new ManualClock(Snapshots.TAKEN);
    private final FakeProbe probe = new FakeProbe("nvml").gives(SWAP, 1);
    /** Reads that somebody has asked for and nobody has done. */
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    private final ProbeReader reader = new ProbeReader(probe, Duration.ZERO, waiting::add, clock::nanos);

    private void sample() {
        reader.readIfDue(clock.instant(), SLACK, clock.nanos());
    }

    private void sampleAfter(Duration time) {
        clock.advance(time);
        sample();
    }

    private ProbeOutcome outcome() {
        return reader.outcome().orElseThrow();
    }

    private void runWaiting() {
        waiting.remove().run();
    }

    @Test
    void aReadThatOutlastsTheSampleIsTakenAtTheNext() {
        sample();

        assertThat(reader.outcome()).isEmpty();
        assertThat(reader.readings()).isEqualTo(ProbeReadings.NONE);
        clock.advance(Duration.ofMillis(700));
        runWaiting();
        sampleAfter(Duration.ofMillis(300));

        assertThat(outcome().succeeded()).isTrue();
        assertThat(outcome().readAt()).isEqualTo(Snapshots.TAKEN);
        assertThat(outcome().duration()).isEqualTo(Duration.ofMillis(700));
        assertThat(reader.readings().readings()).hasSize(1);
        assertThat(waiting).as("the read of this sample").hasSize(1);
    }

    @Test
    void aProbeThatHangsCountsAsFailedAfterTheDeadlineUntilAReadReturnsInTime() {
        sample();
        runWaiting();
        sampleAfter(Duration.ofSeconds(1));
        assertThat(outcome().succeeded()).isTrue();

        sampleAfter(Duration.ofSeconds(1));
        assertThat(reader.readings().readings()).as("younger than the deadline").hasSize(1);
        sampleAfter(Duration.ofSeconds(1));
        sampleAfter(Duration.ofSeconds(1));

        assertThat(outcome().succeeded()).isFalse();
        assertThat(outcome().duration()).isEqualTo(Duration.ofSeconds(3));
        assertThat(outcome().lastSuccess()).contains(Snapshots.TAKEN);
        assertThat(reader.readings()).isEqualTo(ProbeReadings.NONE);
        assertThat(waiting).as("no other read begins").hasSize(1);

        runWaiting();
        sampleAfter(Duration.ofSeconds(1));
        assertThat(outcome().succeeded()).as("what it gives is of 4 s ago").isFalse();
        assertThat(outcome().lastSuccess()).contains(Snapshots.TAKEN);
        assertThat(reader.readings()).isEqualTo(ProbeReadings.NONE);
        assertThat(waiting).as("the next read").hasSize(1);

        runWaiting();
        sampleAfter(Duration.ofSeconds(1));
        assertThat(outcome().succeeded()).isTrue();
        assertThat(outcome().readAt()).isEqualTo(Snapshots.TAKEN.plusSeconds(5));
        assertThat(reader.readings().readings()).hasSize(1);
    }

    @Test
    void readingsThatStayGoodMayComeLate() {
        ProbeReader rare = new ProbeReader(probe, Duration.ofSeconds(10), waiting::add, clock::nanos);
        rare.readIfDue(clock.instant(), SLACK, clock.nanos());
        clock.advance(Duration.ofSeconds(4));
        rare.readIfDue(clock.instant(), SLACK, clock.nanos());
        assertThat(rare.outcome().orElseThrow().succeeded()).isFalse();
        runWaiting();
        rare.readIfDue(clock.instant(), SLACK, clock.nanos());

        assertThat(rare.outcome().orElseThrow().succeeded()).isTrue();
        assertThat(rare.readings().readings()).hasSize(1);
    }

    @Test
    void aReadThatHangsAtTheFirstSampleHasNoSuccess() {
        sample();
        sampleAfter(ProbeReader.DEADLINE);

        assertThat(outcome().lastSuccess()).isEmpty();
        assertThat(outcome().succeeded()).isFalse();
    }

    @Test
    void aReadThatFailsLateIsAFailure() {
        probe.breaks("gone");
        sample();
        runWaiting();
        sampleAfter(Duration.ofSeconds(1));

        assertThat(outcome().succeeded()).isFalse();
    }

    @Test
    void aProbeIsNotClosedDuringARead() {
        ProbeReader rare = new ProbeReader(probe, Duration.ofHours(1), waiting::add, clock::nanos);
        rare.readIfDue(clock.instant(), SLACK, clock.nanos());
        rare.close();
        assertThat(probe.closed()).isZero();

        runWaiting();
        clock.advance(Duration.ofSeconds(1));
        rare.readIfDue(clock.instant(), SLACK, clock.nanos());
        rare.close();
        assertThat(probe.closed()).isOne();
    }

    @Test
    void waitsForAReadOnAnotherThread() {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            ProbeReader waits = new ProbeReader(probe, Duration.ZERO, thread, System::nanoTime);
            waits.readIfDue(
                    Snapshots.TAKEN,
                    SLACK,
                    System.nanoTime() + Duration.ofSeconds(20).toNanos());

            assertThat(waits.outcome().orElseThrow().succeeded()).isTrue();
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void anInterruptEndsTheWait() {
        CountDownLatch never = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            probe.gives(now -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return ProbeReadings.NONE;
            });
            ProbeReader waits = new ProbeReader(probe, Duration.ZERO, thread, System::nanoTime);
            Thread.currentThread().interrupt();
            waits.readIfDue(
                    Snapshots.TAKEN,
                    SLACK,
                    System.nanoTime() + Duration.ofHours(1).toNanos());

            assertThat(Thread.interrupted()).isTrue();
            assertThat(waits.outcome()).isEmpty();
        } finally {
            thread.shutdownNow();
        }
    }
}
