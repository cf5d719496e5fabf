package org.thermograd.domain.collapse;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.thermograd.domain.hardware.Quantity.GPU_THROTTLE_ACTIVE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;

/** What is counted of collapses over a restart. */
class WrittenCollapsesTest {
    private static final Device GPU0 = Device.gpu(0, "GPU-0");
    private static final CollapseConfig CONFIG = CollapseConfig.of(Duration.ofSeconds(1));

    private static final CollapseStatus NOTHING =
            new CollapseStatus(false, false, false, 0, 0, 0, new TreeMap<>(), new TreeMap<>());

    private final List<Long> started = new ArrayList<>();
    private CollapseMonitor monitor = monitor();
    private int second = 100;

    private CollapseMonitor monitor() {
        return new CollapseMonitor(CONFIG, List.of(new CollapseListener() {
            @Override
            public void started(Device device, CollapseReason reason, long onsetMillis) {
                started.add(onsetMillis / 1000);
            }
        }));
    }

    /** A sample a second: h(eld back), 0 for not, a blank for none; R for a restart, which takes no time. */
    private CollapseStatus watch(Device device, String seconds) {
        for (int i = 0; i < seconds.length(); i++) {
            char state = seconds.charAt(i);
            if (state == 'R') {
                byte[] written = monitor.write();
                monitor = monitor();
                monitor.restore(written);
                assertThat(monitor.write()).as("seen again or not").isEqualTo(written);
                continue;
            }
            if (state != ' ') {
                Instant time = Instant.ofEpochSecond(second);
                monitor.onSnapshot(new HardwareSnapshot(
                        time,
                        List.of(new ProbeReadings(
                                List.of(),
                                List.of(new SensorReading(
                                        Sensor.of(device, GPU_THROTTLE_ACTIVE, "hw_thermal"),
                                        state == 'h' ? 1 : 0,
                                        time)))),
                        List.of()));
            }
            second++;
        }
        if (monitor.devices().isEmpty()) {
            assertThat(seconds).endsWith("R");
            return NOTHING;
        }
        return requireNonNull(monitor.devices().get(0).collapses().get(CollapseReason.HW_THERMAL));
    }

    private CollapseStatus watch(String seconds) {
        return watch(GPU0, seconds);
    }

    @Test
    void aCollapseThatSpansARestartIsCountedOnce() {
        CollapseStatus status = watch("000hhhhhhR  hhhhhh00");

        assertThat(status.total()).isEqualTo(1);
        assertThat(status.onsetMillis()).containsExactly(Map.entry(0, 103_000L));
        assertThat(status.endMillis()).containsExactly(Map.entry(0, 116_000L));
        assertThat(status.seconds()).isEqualTo(14);
        assertThat(status.observedSeconds()).isEqualTo(18);
        assertThat(started).as("told again, as the same").containsExactly(103L, 103L);
    }

    @Test
    void itMayEndWhileNobodyLooks() {
        CollapseStatus status = watch("000hhhhhhR  000hhhhh");

        assertThat(status.total()).as("the next is within the refractory").isEqualTo(1);
        assertThat(watch("000000000000hhhhh").total()).isEqualTo(2);
        assertThat(status.endMillis()).containsEntry(0, 118_000L);
    }

    @Test
    void afterALongPauseNobodySawTheOnset() {
        CollapseStatus status = watch("000hhhhhhR       hhhhh");

        assertThat(status.total()).isEqualTo(1);
        assertThat(status.active()).isTrue();
        assertThat(status.endMillis()).containsEntry(0, 108_000L);
        assertThat(status.observedSeconds()).isEqualTo(8 + 4);
    }

    @Test
    void anOnsetThatNobodySawStaysUnseen() {
        assertThat(watch("hhhhhR hhhhhh").total()).isZero();
        assertThat(watch("000000000000hhhhh").total()).isEqualTo(1);
    }

    @Test
    void aCollapseInQuestionIsDecidedAfterIt() {
        CollapseStatus status = watch("000hhR hhhhh0");

        assertThat(status.total()).isEqualTo(1);
        assertThat(status.onsetMillis()).containsEntry(0, 106_000L);
    }

    @Test
    void severalRestartsInARowLoseNothing() {
        CollapseStatus status = watch("000hhhhhhRR hR hRhhhhhh0");

        assertThat(status.total()).isEqualTo(1);
        assertThat(status.seconds()).isEqualTo(16);
    }

    @Test
    void aClockSetBackMeanwhileIsAGap() {
        watch("000hhhhhhR");
        second -= 50;
        CollapseStatus status = watch("000000000000hhhhh0");

        assertThat(status.total()).isEqualTo(2);
        assertThat(status.observedSeconds()).isEqualTo(8 + 17);
    }

    @Test
    void slotsGoRound() {
        CollapseStatus status = watch("00000000000hhhh0R ".repeat(20) + "0");

        assertThat(status.total()).isEqualTo(20);
        assertThat(status.onsetMillis()).hasSize(CollapseMonitor.SLOTS).containsKey(15);
    }

    @Test
    void anotherDeviceInItsPlaceBeginsAnew() {
        watch("000hhhhhh000R");

        assertThat(watch(Device.gpu(0, "GPU-1"), "000").total()).isZero();
    }

    @Test
    void refusesWhatIsNotWhole() {
        watch("000hhhhhh000");
        byte[] written = monitor.write();
        for (int length = 0; length < written.length; length++) {
            byte[] part = Arrays.copyOf(written, length);
            assertThatIllegalArgumentException().isThrownBy(() -> monitor.restore(part));
        }
        written[0]++;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> monitor.restore(written))
                .withMessage("state of collapses must be of version 1, got 2");
    }
}
