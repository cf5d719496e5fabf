package org.thermograd.app.pipeline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.app.process.Pace;
import org.thermograd.app.process.SteadyClock;
import org.thermograd.domain.hardware.ClockChange;
import org.thermograd.domain.hardware.HardwareProbe;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeOutcome;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SnapshotListener;
import org.thermograd.testing.FakeProbe;
import org.thermograd.testing.ManualClock;
import org.thermograd.testing.Snapshots;

class SamplerTest {
    private static final Sensor MEMORY = Sensor.ofHost(Quantity.MEMORY_TOTAL_BYTES);
    private static final Sensor SWAP = Sensor.ofHost(Quantity.SWAP_USED_BYTES);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private final ManualClock clock = new ManualClock(Snapshots.TAKEN);
    private final SteadyClock steady = new SteadyClock(clock, clock::nanos);

    private final NewestSnapshot newest = new NewestSnapshot();

    /** Keeps the snapshot that it was told of last. */
    private static final class NewestSnapshot implements SnapshotListener {
        private final List<ClockChange> changes = new ArrayList<>();
        private @Nullable HardwareSnapshot snapshot;

        @Override
        public String name() {
            return "newest";
        }

        @Override
        public void onClockSet(ClockChange change) {
            changes.add(change);
        }

        @Override
        public void onSnapshot(HardwareSnapshot told) {
            snapshot = told;
        }
    }

    /** Remembers what it was told, and fails on request. */
    private static final class RecordingListener implements SnapshotListener {
        private final String name;
        private final List<Instant> told = new ArrayList<>();
        private boolean failing;

        RecordingListener(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void onSnapshot(HardwareSnapshot snapshot) {
            told.add(snapshot.takenAt());
            if (failing) {
                throw new IllegalStateException("told to");
            }
        }
    }

    private Sampler sampler(List<HardwareProbe> probes, SnapshotListener... listeners) {
        List<SnapshotListener> all = new ArrayList<>(List.of(listeners));
        all.add(newest);
        return new Sampler(probes, all, PERIOD, Runnable::run, steady);
    }

    private HardwareSnapshot latest() {
        return requireNonNull(newest.snapshot, "no snapshot yet");
    }

    private ProbeOutcome outcome(String probe) {
        return latest().probes().stream()
                .filter(outcome -> outcome.probe().equals(probe))
                .findFirst()
                .orElseThrow();
    }

    private void sampleAgain(Sampler sampler) {
        clock.advance(PERIOD);
        sampler.sample();
    }

    @Test
    void tellsOfNothingBeforeTheFirstSample() {
        Sampler sampler = sampler(List.of());

        assertThat(newest.snapshot).isNull();
        sampler.sample();
        assertThat(latest().takenAt()).isEqualTo(Snapshots.TAKEN);
    }

    /** What a probe read before, and is not due to read again, is of another time. */
    @Test
    void readsAllAnewWhereTheClockWasSet() {
        FakeProbe slow = new FakeProbe("slow", Duration.ofMinutes(1)).gives(MEMORY, 1);
        Sampler sampler = sampler(List.of(slow));
        sampler.sample();
        sampleAgain(sampler);
        assertThat(slow.reads()).hasSize(1);
        clock.set(Snapshots.TAKEN.minusSeconds(3600));
        sampleAgain(sampler);

        Instant now = Snapshots.TAKEN.minusSeconds(3599);
        assertThat(slow.reads()).containsExactly(Snapshots.TAKEN, now);
        assertThat(latest().takenAt()).isEqualTo(now);
        assertThat(latest().readings(Quantity.MEMORY_TOTAL_BYTES).get(0).readAt())
                .isEqualTo(now);
        assertThat(newest.changes).containsExactly(new ClockChange(Snapshots.TAKEN.plusSeconds(2), now));
        sampleAgain(sampler);
        assertThat(slow.reads()).as("not due").hasSize(2);
    }

    @Test
    void aProbeThatFailsTakesDownNoOther() {
        FakeProbe good = new FakeProbe("good").gives(MEMORY, 1);
        FakeProbe bad = new FakeProbe("bad").fails("gone");
        FakeProbe broken = new FakeProbe("broken").breaks("defect");
        Sampler sampler = sampler(List.of(bad, broken, good));
        sampler.sample();

        assertThat(latest().value(MEMORY)).hasValue(1);
        assertThat(outcome("good").succeeded()).isTrue();
        assertThat(outcome("bad").succeeded()).isFalse();
        assertThat(outcome("broken").succeeded()).isFalse();
    }

    @Test
    void nothingToReadIsNoFailure() {
        Sampler sampler = sampler(List.of(new FakeProbe("nothing")));
        sampler.sample();

        assertThat(outcome("nothing").succeeded()).isTrue();
        assertThat(latest().value(MEMORY)).isEmpty();
    }

    @Test
    void whatAProbeGaveBeforeItFailedIsNotGivenAgain() {
        FakeProbe probe = new FakeProbe("probe").gives(MEMORY, 1);
        Sampler sampler = sampler(List.of(probe));
        sampler.sample();
        probe.fails("gone");
        sampleAgain(sampler);

        assertThat(latest().value(MEMORY)).isEmpty();
        assertThat(outcome("probe").lastSuccess()).contains(Snapshots.TAKEN);
        probe.gives(MEMORY, 2);
        sampleAgain(sampler);
        assertThat(latest().value(MEMORY)).hasValue(2);
        assertThat(outcome("probe").succeeded()).isTrue();
    }

    @Test
    void aFailureIsOneEvenIfTheClockIsSetBack() {
        FakeProbe probe = new FakeProbe("probe").gives(MEMORY, 1);
        Sampler sampler = sampler(List.of(probe));
        sampler.sample();
        probe.fails("gone");
        clock.advance(PERIOD);
        clock.set(Snapshots.TAKEN);
        sampler.sample();

        assertThat(outcome("probe").succeeded()).isFalse();
    }

    @Test
    void aSlowProbeIsReadAtItsOwnIntervalAndItsReadingsAreKept() {
        FakeProbe slow = new FakeProbe("slow", Duration.ofSeconds(10)).gives(MEMORY, 1);
        FakeProbe fast = new FakeProbe("fast").gives(SWAP, 2);
        Sampler sampler = sampler(List.of(slow, fast));
        sampler.sample();
        for (int i = 0; i < 21; i++) {
            sampleAgain(sampler);
            assertThat(latest().value(MEMORY)).hasValue(1);
        }

        assertThat(fast.reads()).hasSize(22);
        assertThat(slow.reads())
                .containsExactly(Snapshots.TAKEN, Snapshots.TAKEN.plusSeconds(10), Snapshots.TAKEN.plusSeconds(20));
        assertThat(latest().readings(Quantity.MEMORY_TOTAL_BYTES).get(0).readAt())
                .isEqualTo(Snapshots.TAKEN.plusSeconds(20));
    }

    @Test
    void aReadIsTimed() {
        FakeProbe probe = new FakeProbe("probe").gives(now -> {
            clock.advance(Duration.ofMillis(30));
            return ProbeReadings.NONE;
        });
        Sampler sampler = sampler(List.of(probe));
        sampler.sample();

        assertThat(outcome("probe").duration()).hasMillis(30);
    }

    @Test
    void aListenerThatFailsTakesDownNoOtherAndIsCounted() {
        RecordingListener bad = new RecordingListener("bad");
        RecordingListener good = new RecordingListener("good");
        bad.failing = true;
        Sampler sampler = sampler(List.of(), bad, good);
        sampler.sample();
        sampleAgain(sampler);

        assertThat(good.told).containsExactly(Snapshots.TAKEN, Snapshots.TAKEN.plus(PERIOD));
        assertThat(bad.told).isEqualTo(good.told);
        assertThat(sampler.listenerFailures()).isEqualTo(Map.of("bad", 2L, "good", 0L, "newest", 0L));
    }

    @Test
    void runsOnAThreadOfItsOwnAndClosesTheProbes() throws InterruptedException {
        CountDownLatch sampled = new CountDownLatch(3);
        FakeProbe broken = new FakeProbe("broken").breaks("defect");
        FakeProbe good = new FakeProbe("good").gives(now -> {
            sampled.countDown();
            return ProbeReadings.NONE;
        });
        Sampler sampler = new Sampler(
                List.of(broken, good),
                List.of(),
                Duration.ofMillis(1),
                Runnable::run,
                new SteadyClock(clock, System::nanoTime));
        sampler.start();

        assertThat(sampled.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(sampler.isSampling()).isTrue();
        sampler.close();
        assertThat(sampler.isSampling()).isFalse();
        assertThat(good.closed()).isOne();
        assertThat(broken.closed()).isOne();
        assertThat(sampler.overruns()).isNotNegative();
    }

    /** Period 100, first sample at 1000; each row: when the first sample ended, delay until the next, left out. */
    @ParameterizedTest
    @CsvSource({"1000,100,0", "1030,70,0", "1100,0,0", "1101,99,1", "1200,0,1", "1250,50,2", "2001,99,10"})
    void keepsToTheGrid(long ended, long delay, long overruns) {
        Pace pace = new Pace(Duration.ofNanos(100), 1000);

        assertThat(pace.nextDelayNanos(ended)).isEqualTo(delay);
        assertThat(pace.overruns()).isEqualTo(overruns);
        assertThat(pace.nextDelayNanos(ended + delay)).isEqualTo(100);
    }
}
