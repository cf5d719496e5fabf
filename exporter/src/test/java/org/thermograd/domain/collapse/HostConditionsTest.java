package org.thermograd.domain.collapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.domain.hardware.Quantity.GPU_THROTTLE_ACTIVE;
import static org.thermograd.domain.hardware.Quantity.GPU_UTILIZATION_RATIO;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;
import org.thermograd.domain.ingest.StepCondition;
import org.thermograd.domain.series.Segment;

class HostConditionsTest {
    private static final Device GPU0 = Device.gpu(0, "GPU-0");
    private static final Device GPU1 = Device.gpu(1, "GPU-1");

    private final HostConditions conditions = new HostConditions(CollapseConfig.of(Duration.ofSeconds(1)));
    private final CollapseMonitor monitor =
            new CollapseMonitor(CollapseConfig.of(Duration.ofSeconds(1)), List.of(conditions));

    /** One sample a second: p(ower cap), t(hermal), a(pplication clocks), i(dle with a power cap), 0 none. */
    private void give(Device device, String seconds) {
        for (int second = 0; second < seconds.length(); second++) {
            Instant time = Instant.ofEpochSecond(second);
            char state = seconds.charAt(second);
            monitor.onSnapshot(new HardwareSnapshot(
                    time,
                    List.of(new ProbeReadings(
                            List.of(),
                            List.of(
                                    reading(device, "sw_power_cap", state == 'p' || state == 'i', time),
                                    reading(device, "idle", state == 'i', time),
                                    reading(device, "app_clocks", state == 'a', time),
                                    reading(device, "sw_thermal", state == 't', time)))),
                    List.of()));
        }
    }

    private static SensorReading reading(Device device, String reason, boolean active, Instant time) {
        return new SensorReading(Sensor.of(device, GPU_THROTTLE_ACTIVE, reason), active ? 1 : 0, time);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0     | 1500  | CLEAR
        1500  | 2000  | THROTTLED
        2500  | 2600  | THROTTLED
        5500  | 6500  | CLEAR
        1500  | 8000  | COLLAPSED
        9000  | 9500  | COLLAPSED
        12500 | 13000 | CLEAR
        """)
    void saysTheWorstStateOfAStep(long fromMillis, long toMillis, StepCondition expected) {
        give(GPU0, "00pp0aa0tttt000");

        assertThat(conditions.during(List.of("gpu0"), fromMillis, toMillis)).isEqualTo(expected);
        assertThat(conditions.during(List.of("GPU-0"), fromMillis, toMillis)).isEqualTo(expected);
        assertThat(conditions.during(List.of(), fromMillis, toMillis))
                .as("all devices of the host")
                .isEqualTo(expected);
        assertThat(conditions.during(List.of("gpu1", "GPU-1"), fromMillis, toMillis))
                .as("another device")
                .isEqualTo(StepCondition.CLEAR);
    }

    @Test
    void knowsADeviceByWhatCudaVisibleDevicesHolds() {
        give(GPU0, "00pp0");
        give(GPU1, "00000");
        conditions.know(Map.of("MIG-0", GPU0, "MIG-1", GPU1));

        for (String word : List.of("0", "GPU-0", "MIG-0")) {
            assertThat(conditions.during(List.of(word), 1500, 2000)).as(word).isEqualTo(StepCondition.THROTTLED);
        }
        for (String word : List.of("1", "MIG-1", "MIG-2", "GPU-")) {
            assertThat(conditions.during(List.of(word), 1500, 2000)).as(word).isEqualTo(StepCondition.CLEAR);
        }
    }

    /** Power caps from 2 to 3 s, thermal throttling from 8 to 11 s, each until its last sample, and an efficiency drop. */
    @ParameterizedTest
    @CsvSource({
        "0, 2000, false",
        "0, 2001, true",
        "2500, 2600, true",
        "3000, 3500, false",
        "2999, 3500, true",
        "5500, 6500, false",
        "10900, 20000, true",
        "11500, 20000, false"
    })
    void knowsWhenADriverReportedThrottling(long fromMillis, long toMillis, boolean expected) {
        give(GPU0, "00pp0aa0tttt000");
        conditions.started(GPU0, CollapseReason.EFFICIENCY, 5_000);
        conditions.ended(GPU0, CollapseReason.EFFICIENCY, 5_000, 30_000);

        assertThat(conditions.throttled(List.of("GPU-0"), fromMillis, toMillis)).isEqualTo(expected);
        assertThat(conditions.throttled(List.of(), fromMillis, toMillis)).isEqualTo(expected);
        assertThat(conditions.throttled(List.of("gpu1"), fromMillis, toMillis)).isFalse();
    }

    @Test
    void throttlingThatHasNotEndedGoesOn() {
        give(GPU0, "00pp");
        conditions.started(GPU1, CollapseReason.CPU_THERMAL, 4_000);

        assertThat(conditions.throttled(List.of("gpu0"), 60_000, 61_000)).isTrue();
        assertThat(conditions.throttled(List.of("gpu1"), 60_000, 61_000)).isTrue();
        assertThat(conditions.throttled(List.of("gpu1"), 0, 4_000)).isFalse();
    }

    @Test
    void aDeviceThatIdlesIsNotThrottled() {
        give(GPU0, "0iiiip0iii");

        assertThat(conditions.throttled(List.of(), 0, 5_000)).isFalse();
        assertThat(conditions.throttled(List.of(), 4_000, 6_000)).isTrue();
        assertThat(conditions.throttled(List.of(), 6_000, 60_000)).isFalse();
        assertThat(conditions.during(List.of(), 6_500, 60_000)).isEqualTo(StepCondition.CLEAR);
    }

    @Test
    void leavesOutDevicesThatAreGone() {
        give(GPU1, "0tttt");
        give(GPU0, "0".repeat(100));

        assertThat(conditions.episodes(List.of(), 0).watched().hull()).contains(new Segment(0, 4_001));
        assertThat(conditions.episodes(List.of(), 10_000).watched().hull())
                .as("of which nothing came since")
                .contains(new Segment(0, 99_001));
        assertThat(conditions.episodes(List.of("gpu1"), 10_000).watched().hull())
                .as("where there is no other")
                .contains(new Segment(0, 4_001));

        give(GPU0, "0".repeat(200));

        assertThat(conditions.episodes(List.of(), 0).watched().hull())
                .as("of which nothing came for long")
                .contains(new Segment(0, 199_001));
        assertThat(conditions.episodes(List.of(), 0).byKind().keySet())
                .extracting(EpisodeKind::device)
                .containsOnly("gpu0");
    }

    @Test
    void takesTheLastStateToHoldOn() {
        give(GPU0, "00pp");
        give(GPU1, "0ttttt");

        assertThat(conditions.during(List.of("gpu0"), 60_000, 61_000)).isEqualTo(StepCondition.THROTTLED);
        assertThat(conditions.during(List.of("gpu1"), 60_000, 61_000)).isEqualTo(StepCondition.COLLAPSED);
        assertThat(conditions.during(List.of("gpu0", "gpu1"), 60_000, 61_000)).isEqualTo(StepCondition.COLLAPSED);
        assertThat(conditions.during(List.of("gpu1"), 0, 500)).isEqualTo(StepCondition.CLEAR);
    }

    @Test
    void tellsWhatCanBeTold() {
        assertThat(conditions.possible()).containsExactly(StepCondition.CLEAR);
        monitor.onSnapshot(new HardwareSnapshot(
                Instant.EPOCH,
                List.of(new ProbeReadings(
                        List.of(),
                        List.of(new SensorReading(Sensor.of(GPU0, GPU_UTILIZATION_RATIO), 0.5, Instant.EPOCH)))),
                List.of()));
        assertThat(conditions.possible()).as("a blind device").containsExactly(StepCondition.CLEAR);

        give(GPU0, "00");

        assertThat(conditions.possible()).containsExactlyInAnyOrder(StepCondition.values());
    }

    @Test
    void aPowerBrakeIsNoHeatAndExplainsTheSlowdownBesideIt() {
        for (int second = 0; second < 12; second++) {
            Instant time = Instant.ofEpochSecond(second);
            monitor.onSnapshot(new HardwareSnapshot(
                    time,
                    List.of(new ProbeReadings(
                            List.of(),
                            List.of(
                                    reading(GPU0, "hw_slowdown", second > 2, time),
                                    reading(GPU0, "power_brake", second > 2 && second < 8, time),
                                    reading(GPU0, "hw_thermal", second >= 8, time)))),
                    List.of()));
        }

        assertThat(conditions.possible()).containsExactlyInAnyOrder(StepCondition.values());
        assertThat(conditions.during(List.of(), 3500, 4500)).isEqualTo(StepCondition.COLLAPSED);
        assertThat(conditions.episodes(List.of(), 0).byKind())
                .containsOnlyKeys(
                        new EpisodeKind("gpu0", "confirmed"),
                        new EpisodeKind("gpu0", "hw_thermal"),
                        new EpisodeKind("gpu0", "power_brake"));
    }

    @Test
    void forgetsWhatWasLongAgo() {
        for (int i = 0; i < 300; i++) {
            conditions.started(GPU0, CollapseReason.EFFICIENCY, i * 1000L);
            conditions.ended(GPU0, CollapseReason.EFFICIENCY, i * 1000L, i * 1000L + 100);
        }

        assertThat(conditions.during(List.of(), 0, 50)).isEqualTo(StepCondition.CLEAR);
        assertThat(conditions.during(List.of(), 299_000, 299_050)).isEqualTo(StepCondition.COLLAPSED);
    }
}
