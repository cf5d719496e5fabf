package org.thermograd.domain.collapse;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.domain.hardware.Quantity.CPU_THROTTLES_TOTAL;
import static org.thermograd.domain.hardware.Quantity.CPU_UTILIZATION_RATIO;
import static org.thermograd.domain.hardware.Quantity.GPU_CLOCK_HERTZ;
import static org.thermograd.domain.hardware.Quantity.GPU_CLOCK_MAX_HERTZ;
import static org.thermograd.domain.hardware.Quantity.GPU_POWER_LIMIT_WATTS;
import static org.thermograd.domain.hardware.Quantity.GPU_POWER_WATTS;
import static org.thermograd.domain.hardware.Quantity.GPU_TEMPERATURE_CELSIUS;
import static org.thermograd.domain.hardware.Quantity.GPU_TEMPERATURE_LIMIT_CELSIUS;
import static org.thermograd.domain.hardware.Quantity.GPU_THROTTLE_ACTIVE;
import static org.thermograd.domain.hardware.Quantity.GPU_UTILIZATION_RATIO;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.efficiency.DeviceRating;
import org.thermograd.domain.efficiency.EfficiencyConfig;
import org.thermograd.domain.efficiency.EfficiencyIndex;
import org.thermograd.domain.efficiency.Ratings;
import org.thermograd.domain.event.CollapseEvents;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.hardware.ClockChange;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.DeviceState;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.Vectors;

class CollapseMonitorTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Device GPU0 = Device.gpu(0, "GPU-0");

    private final List<String> heard = new ArrayList<>();
    private CollapseMonitor monitor = monitor(CollapseConfig.of(SECOND));

    private CollapseMonitor monitor(CollapseConfig config) {
        return new CollapseMonitor(config, List.of(new CollapseListener() {
            @Override
            public void started(Device device, CollapseReason reason, long onsetMillis) {
                heard.add(device.name() + " " + reason.id() + " from " + onsetMillis);
            }

            @Override
            public void ended(Device device, CollapseReason reason, long onsetMillis, long endMillis) {
                heard.add(device.name() + " " + reason.id() + " " + onsetMillis + " to " + endMillis);
            }
        }));
    }

    @BeforeEach
    void forget() {
        heard.clear();
    }

    /** A snapshot under construction. */
    private static final class Sample {
        private final Instant time;
        private final List<SensorReading> readings = new ArrayList<>();

        Sample(long millis) {
            this.time = Instant.ofEpochMilli(millis);
        }

        Sample with(Device device, Quantity quantity, double value, String... parts) {
            readings.add(new SensorReading(Sensor.of(device, quantity, parts), value, time));
            return this;
        }

        HardwareSnapshot build(DeviceDescription... devices) {
            return new HardwareSnapshot(time, List.of(new ProbeReadings(List.of(devices), readings)), List.of());
        }
    }

    private DeviceStatus only() {
        assertThat(monitor.devices()).hasSize(1);
        return monitor.devices().get(0);
    }

    private CollapseStatus only(CollapseReason reason) {
        return requireNonNull(only().collapses().get(reason), reason.id());
    }

    /** Gives a GPU its reasons, one sample a second from second 0: h(w_thermal), s(w_thermal), i(dle and h), 0 none. */
    private void throttle(String seconds) {
        for (int second = 0; second < seconds.length(); second++) {
            char state = seconds.charAt(second);
            if (state == ' ') {
                continue;
            }
            monitor.onSnapshot(new Sample(second * 1000L)
                    .with(GPU0, GPU_THROTTLE_ACTIVE, state == 'h' || state == 'i' ? 1 : 0, "hw_thermal")
                    .with(GPU0, GPU_THROTTLE_ACTIVE, state == 's' ? 1 : 0, "sw_thermal")
                    .with(GPU0, GPU_THROTTLE_ACTIVE, state == 'i' ? 1 : 0, "idle")
                    .build());
        }
    }

    /** An hour back in the middle of a collapse; the one that comes then has an onset before the end of the first. */
    @Test
    void goesOnInATimeThatHasBeenWhereTheClockIsSetBack() {
        long hour = 3_600_000;
        for (int second = 0; second < 10; second++) {
            sampleThrottled(hour + second * 1000L, second >= 3);
        }
        monitor.onClockSet(new ClockChange(Instant.ofEpochMilli(hour + 10_000), Instant.ofEpochMilli(10_000)));
        for (int second = 10; second < 30; second++) {
            sampleThrottled(second * 1000L, second >= 20);
        }

        assertThat(heard)
                .containsExactly(
                        "gpu0 hw_thermal from 3603000",
                        "gpu0 hw_thermal 3603000 to 3609000",
                        "gpu0 hw_thermal from 20000");
        CollapseStatus status = only(CollapseReason.HW_THERMAL);
        assertThat(status.total()).isEqualTo(2);
        assertThat(status.active()).isTrue();
        assertThat(status.observedSeconds()).as("9 s before, 19 s after").isEqualTo(28);
        assertThat(status.onsetMillis()).isEqualTo(Map.of(0, hour + 3000, 1, 20_000L));
    }

    @Test
    void aCollapseThatGoesOnOverAClockThatWasSetHasNoOnsetThere() {
        for (int second = 0; second < 10; second++) {
            sampleThrottled(second * 1000L, second >= 3);
        }
        monitor.onClockSet(new ClockChange(Instant.ofEpochMilli(10_000), Instant.ofEpochMilli(60_000)));
        for (int second = 60; second < 70; second++) {
            sampleThrottled(second * 1000L, true);
        }

        assertThat(heard).containsExactly("gpu0 hw_thermal from 3000", "gpu0 hw_thermal 3000 to 9000");
        assertThat(only(CollapseReason.HW_THERMAL).active()).isTrue();
        assertThat(only(CollapseReason.HW_THERMAL).total()).isOne();
    }

    private void sampleThrottled(long millis, boolean throttled) {
        monitor.onSnapshot(new Sample(millis)
                .with(GPU0, GPU_THROTTLE_ACTIVE, throttled ? 1 : 0, "hw_thermal")
                .build());
    }

    @Test
    void countsAReasonOfTheDriverOnceItHasLasted() {
        throttle("00hhh00hhhhh000");

        assertThat(only(CollapseReason.HW_THERMAL).onsetMillis()).isEqualTo(Map.of(0, 7000L));
        assertThat(only(CollapseReason.HW_THERMAL).endMillis()).isEqualTo(Map.of(0, 11000L));
        assertThat(only(CollapseReason.HW_THERMAL).total()).isEqualTo(1);
        assertThat(only(CollapseReason.HW_THERMAL).seconds()).as("from 6 s").isEqualTo(5);
        assertThat(only(CollapseReason.HW_THERMAL).observedSeconds()).isEqualTo(14);
        assertThat(only(CollapseReason.HW_THERMAL).active()).isFalse();
        assertThat(only(CollapseReason.SW_THERMAL).total()).isZero();
        assertThat(heard).containsExactly("gpu0 hw_thermal from 7000", "gpu0 hw_thermal 7000 to 11000");
    }

    private CollapseMonitor with(long enter, long leave, long shortest) {
        return monitor(CollapseConfig.of(SECOND)
                .withConfirmed(new CollapseConfig.Confirmed(
                        Duration.ofSeconds(enter), Duration.ofSeconds(leave), Duration.ofSeconds(shortest))));
    }

    @Test
    void goesOnWhileTheReasonIsNotAbsentForLongEnoughToLeave() {
        monitor = with(3, 4, 0);
        throttle("0hhhh000h00");

        assertThat(only(CollapseReason.HW_THERMAL).active())
                .as("absent for 2 s")
                .isTrue();
        assertThat(only(CollapseReason.HW_THERMAL).seconds())
                .as("to the last sample with the reason")
                .isEqualTo(8);
        assertThat(heard).containsExactly("gpu0 hw_thermal from 1000");

        monitor = with(3, 4, 0);
        heard.clear();
        throttle("0hhhh000h0000");

        assertThat(only(CollapseReason.HW_THERMAL).active()).isFalse();
        assertThat(only(CollapseReason.HW_THERMAL).seconds()).isEqualTo(8);
        assertThat(heard).containsExactly("gpu0 hw_thermal from 1000", "gpu0 hw_thermal 1000 to 8000");
    }

    @Test
    void neverGoesOnOverAGapOrBeforeItHasBegun() {
        monitor = with(3, 60, 0);
        throttle("0hh0hh0");
        assertThat(only(CollapseReason.HW_THERMAL).total()).isZero();

        monitor = with(3, 60, 0);
        throttle("0hhhh       0hh00hhhh");
        assertThat(only(CollapseReason.HW_THERMAL).onsetMillis())
                .as("what was before the gap has ended with it")
                .isEqualTo(Map.of(0, 1000L, 1, 17000L));
    }

    @Test
    void countsNoneThatIsTooShortAndOneThatIsLongEnoughFromItsFirstSampleOn() {
        monitor = with(3, 0, 6);
        throttle("0hhhhhh0");
        assertThat(only(CollapseReason.HW_THERMAL).total()).isZero();
        assertThat(only(CollapseReason.HW_THERMAL).seconds()).isZero();
        assertThat(heard).isEmpty();

        monitor = with(3, 0, 6);
        throttle("0hhhhhhh");
        assertThat(only(CollapseReason.HW_THERMAL).onsetMillis()).isEqualTo(Map.of(0, 1000L));
        assertThat(only(CollapseReason.HW_THERMAL).seconds()).isEqualTo(7);
        assertThat(heard).containsExactly("gpu0 hw_thermal from 1000");
    }

    /** Gives a GPU without reasons its clock in percent of the highest, at a utilization. */
    private void clock(int second, double percent, double utilization) {
        monitor.onSnapshot(new Sample(second * 1000L)
                .with(GPU0, GPU_UTILIZATION_RATIO, utilization)
                .with(GPU0, GPU_CLOCK_HERTZ, percent * 20e6, "graphics")
                .with(GPU0, GPU_CLOCK_MAX_HERTZ, 2e9, "graphics")
                .build());
    }

    @Test
    void takesAClockFarBelowItsHighestUnderLoadForACollapseWhereNoDriverGivesReasons() {
        double[] clocks = {100, 100, 59, 59, 59, 50, 100, 60, 60, 60, 60, 60, 60, 30, 30, 30, 30, 30, 30};
        for (int second = 0; second < clocks.length; second++) {
            clock(second, clocks[second], second < 13 ? 0.9 : 0.49);
        }

        assertThat(only(CollapseReason.LOW_CLOCK).onsetMillis()).isEqualTo(Map.of(0, 2000L));
        assertThat(only(CollapseReason.LOW_CLOCK).endMillis()).isEqualTo(Map.of(0, 5000L));
        assertThat(only(CollapseReason.LOW_CLOCK).observable()).isTrue();
        assertThat(only().throttleReasons()).as("no driver gave any").isEmpty();
    }

    @Test
    void doesNotJudgeByTheClockWhatItsDriverGivesReasonsFor() {
        for (int second = 0; second < 20; second++) {
            monitor.onSnapshot(new Sample(second * 1000L)
                    .with(GPU0, GPU_UTILIZATION_RATIO, 1)
                    .with(GPU0, GPU_CLOCK_HERTZ, 5e8, "sm")
                    .with(GPU0, GPU_CLOCK_MAX_HERTZ, 2e9, "sm")
                    .with(GPU0, GPU_THROTTLE_ACTIVE, 1, "sw_power_cap")
                    .build());
        }
        // A probe that fails once does not turn the rule on.
        clock(20, 25, 1);

        assertThat(only().collapses()).doesNotContainKey(CollapseReason.LOW_CLOCK);
        assertThat(only().throttleReasons()).containsExactly("sw_power_cap");
    }

    @Test
    void isBlindByTheClockFromTheFirstReasonsOn() {
        for (int second = 0; second < 10; second++) {
            clock(second, 100, 1);
        }
        assertThat(only(CollapseReason.LOW_CLOCK).observable()).isTrue();
        monitor.onSnapshot(new Sample(10_000)
                .with(GPU0, GPU_THROTTLE_ACTIVE, 0, "hw_thermal")
                .build());

        assertThat(only(CollapseReason.LOW_CLOCK).observable()).isFalse();
        assertThat(only(CollapseReason.LOW_CLOCK).everObservable()).isTrue();
    }

    @Test
    void anEfficiencyDropCanBeSeenOnlyWhileTheDeviceIsLoadedAndHeats() {
        for (int second = 0; second < 200; second++) {
            double celsius = second < 100 ? 40 + second * 0.3 : 70;
            monitor.onSnapshot(gpu(second * 1000L, second < 50 ? 90 : 20, Optional.of(celsius), Optional.empty()));
        }

        assertThat(only(CollapseReason.EFFICIENCY).observable()).isFalse();
        assertThat(only(CollapseReason.EFFICIENCY).everObservable()).isTrue();
        assertThat(only(CollapseReason.EFFICIENCY).observedSeconds())
                .as("from 9 s, when the slope is known, to 49 s, when the load ends")
                .isEqualTo(49 - 8);
    }

    @Test
    void keepsReasonsApart() {
        throttle("0sssshhhh");

        assertThat(only(CollapseReason.SW_THERMAL).onsetMillis()).isEqualTo(Map.of(0, 1000L));
        assertThat(only(CollapseReason.HW_THERMAL).onsetMillis()).isEqualTo(Map.of(0, 5000L));
        assertThat(only(CollapseReason.HW_THERMAL).active()).isTrue();
        assertThat(only().throttleReasons()).containsExactly("hw_thermal");
    }

    @Test
    void aPowerBrakeExplainsAHardwareSlowdownAndNothingElseDoes() {
        String seconds = "0bbbbb00uuuuu00wwwww0";
        for (int second = 0; second < seconds.length(); second++) {
            char state = seconds.charAt(second);
            monitor.onSnapshot(new Sample(second * 1000L)
                    .with(GPU0, GPU_THROTTLE_ACTIVE, state == 'b' ? 1 : 0, "power_brake")
                    .with(GPU0, GPU_THROTTLE_ACTIVE, state == '0' ? 0 : 1, "hw_slowdown")
                    .with(GPU0, GPU_THROTTLE_ACTIVE, state == 'w' ? 1 : 0, "hw_thermal")
                    .build());
        }

        assertThat(only(CollapseReason.POWER_BRAKE).onsetMillis()).isEqualTo(Map.of(0, 1000L));
        assertThat(only(CollapseReason.POWER_BRAKE).total()).isEqualTo(1);
        assertThat(only(CollapseReason.HW_SLOWDOWN).onsetMillis()).isEqualTo(Map.of(0, 8000L));
        assertThat(only(CollapseReason.HW_SLOWDOWN).total()).isEqualTo(1);
        assertThat(only(CollapseReason.HW_THERMAL).onsetMillis()).isEqualTo(Map.of(0, 15000L));
        assertThat(only().collapses()).doesNotContainKey(CollapseReason.SW_THERMAL);
    }

    @Test
    void joinsWhatComesBackWithinTheRefractory() {
        throttle("0hhhh000000hhhh0");

        assertThat(only(CollapseReason.HW_THERMAL).onsetMillis()).isEqualTo(Map.of(0, 1000L));
        assertThat(only(CollapseReason.HW_THERMAL).endMillis()).isEqualTo(Map.of(0, 14000L));
        assertThat(heard)
                .containsExactly(
                        "gpu0 hw_thermal from 1000",
                        "gpu0 hw_thermal 1000 to 4000",
                        "gpu0 hw_thermal from 1000",
                        "gpu0 hw_thermal 1000 to 14000");
    }

    @Test
    void doesNotCountAnIdleDevice() {
        throttle("00iiiiiiiii");

        assertThat(only(CollapseReason.HW_THERMAL).total()).isZero();
        assertThat(only(CollapseReason.HW_THERMAL).observable()).isTrue();
        assertThat(only(CollapseReason.HW_THERMAL).observedSeconds()).isEqualTo(10);
    }

    @Test
    void hasNoOnsetForWhatWasThereBefore() {
        throttle("hhhhhh00hhhh");

        assertThat(only(CollapseReason.HW_THERMAL).onsetMillis()).isEqualTo(Map.of(0, 8000L));
        assertThat(only(CollapseReason.HW_THERMAL).seconds())
                .as("0 to 5 s, 7 to 11 s")
                .isEqualTo(9);
    }

    @Test
    void endsACollapseBeforeAGap() {
        throttle("0hhhh       hhhh0");

        assertThat(only(CollapseReason.HW_THERMAL).onsetMillis()).isEqualTo(Map.of(0, 1000L));
        assertThat(only(CollapseReason.HW_THERMAL).endMillis()).isEqualTo(Map.of(0, 4000L));
        assertThat(only(CollapseReason.HW_THERMAL).observedSeconds()).isEqualTo(4 + 4);
        assertThat(heard).containsExactly("gpu0 hw_thermal from 1000", "gpu0 hw_thermal 1000 to 4000");
    }

    @Test
    void keepsTheLastSixteenOnsets() {
        for (int collapse = 0; collapse < 20; collapse++) {
            monitor.onRecordedFlag(GPU0, Instant.ofEpochSecond(collapse * 60L), CollapseMonitor.RecordedFlag.CLEAR);
            monitor.onRecordedFlag(
                    GPU0, Instant.ofEpochSecond(collapse * 60L + 1), CollapseMonitor.RecordedFlag.COLLAPSE);
        }

        CollapseStatus recorded = only(CollapseReason.RECORDED);
        assertThat(recorded.total()).isEqualTo(20);
        assertThat(recorded.onsetMillis()).hasSize(16).containsEntry(3, 19 * 60_000L + 1000);
        assertThat(recorded.onsetMillis()).containsEntry(4, 4 * 60_000L + 1000);
    }

    @Test
    void seesThrottlingThatTheKernelCounts() {
        double[] counts = {7, 7, 8, 9, 10, 11, 11, 3};
        for (int second = 0; second < counts.length; second++) {
            monitor.onSnapshot(new Sample(second * 1000L)
                    .with(Device.CPU, CPU_UTILIZATION_RATIO, 0.9)
                    .with(Device.CPU, CPU_THROTTLES_TOTAL, counts[second], "package")
                    .build());
        }

        assertThat(only(CollapseReason.CPU_THERMAL).onsetMillis()).isEqualTo(Map.of(0, 2000L));
        assertThat(only(CollapseReason.CPU_THERMAL).endMillis()).isEqualTo(Map.of(0, 5000L));
    }

    @Test
    void isBlindWithoutATemperature() {
        for (int second = 0; second < 60; second++) {
            monitor.onSnapshot(new Sample(second * 1000L)
                    .with(Device.CPU, CPU_UTILIZATION_RATIO, second % 2)
                    .build());
        }

        assertThat(only().efficiency()).isPresent();
        assertThat(only().efficiency().get().read()).containsExactly(EfficiencyReading.Input.UTILIZATION);
        assertThat(only().collapses()).containsOnlyKeys(CollapseReason.EFFICIENCY);
        assertThat(only(CollapseReason.EFFICIENCY).observable()).isFalse();
        assertThat(only(CollapseReason.EFFICIENCY).everObservable()).isFalse();
    }

    @Test
    void isBlindToADeviceThatIsOnlyKnownByName() {
        monitor.onSnapshot(new Sample(0).build(new DeviceDescription(GPU0, Map.of())));

        assertThat(only().device()).isEqualTo(GPU0);
        assertThat(only().efficiency()).isEmpty();
        assertThat(only(CollapseReason.EFFICIENCY).everObservable()).isFalse();
    }

    @Test
    void takesATemperatureThatNeverChangedForAPlaceholder() {
        for (int second = 0; second < 60; second++) {
            monitor.onSnapshot(gpu(second * 1000L, 90, Optional.of(50.0), Optional.empty()));
        }
        assertThat(only(CollapseReason.EFFICIENCY).observable()).isFalse();

        monitor.onSnapshot(gpu(60_000, 90, Optional.of(53.0), Optional.empty()));

        assertThat(only(CollapseReason.EFFICIENCY).observable()).isTrue();
        assertThat(only(CollapseReason.EFFICIENCY).observedSeconds())
                .as("only while it heats, which it begins with the last sample")
                .isEqualTo(1);
    }

    @Test
    void staysBlindAfterTheSensorFailedButKeepsItsCounts() {
        for (int second = 0; second < 30; second++) {
            monitor.onSnapshot(gpu(second * 1000L, 90, Optional.of(50.0 + second % 3), Optional.empty()));
        }
        double observed = only(CollapseReason.EFFICIENCY).observedSeconds();
        monitor.onSnapshot(gpu(30_000, 90, Optional.empty(), Optional.empty()));

        assertThat(only(CollapseReason.EFFICIENCY).observable()).isFalse();
        assertThat(only(CollapseReason.EFFICIENCY).everObservable()).isTrue();
        assertThat(only(CollapseReason.EFFICIENCY).observedSeconds()).isEqualTo(observed);

        monitor.onSnapshot(new Sample(31_000)
                .with(GPU0, GPU_TEMPERATURE_CELSIUS, 50, "core")
                .build());
        assertThat(only().efficiency()).isEmpty();
    }

    @Test
    void takesTheDriversFiguresBeforeThoseOfTheOptions() {
        monitor = monitor(
                CollapseConfig.of(SECOND).withRatings(new Ratings(Map.of("gpu0", 350.0), Map.of("gpu0", 90.0))));
        monitor.onSnapshot(gpu(0, 50, Optional.of(60.0), Optional.of(175.0)));
        assertThat(only().efficiency().orElseThrow().rating()).isEqualTo(new DeviceRating(350, 90));
        assertThat(only().efficiency().orElseThrow().sample().loadRatio()).isEqualTo(0.5);

        monitor.onSnapshot(new Sample(1000)
                .with(GPU0, GPU_UTILIZATION_RATIO, 0.5)
                .with(GPU0, GPU_POWER_WATTS, 175)
                .with(GPU0, GPU_POWER_LIMIT_WATTS, 700, "default")
                .with(GPU0, GPU_TEMPERATURE_LIMIT_CELSIUS, 87, "slowdown")
                .build());
        assertThat(only().efficiency().orElseThrow().rating()).isEqualTo(new DeviceRating(700, 87));
        assertThat(only().efficiency().orElseThrow().read())
                .containsExactly(
                        EfficiencyReading.Input.UTILIZATION,
                        EfficiencyReading.Input.POWER,
                        EfficiencyReading.Input.RATED_POWER,
                        EfficiencyReading.Input.TEMPERATURE_LIMIT);

        monitor.onSnapshot(gpu(2000, 50, Optional.empty(), Optional.of(175.0)));
        assertThat(only().efficiency().orElseThrow().rating())
                .as("what the driver told once")
                .isEqualTo(new DeviceRating(700, 87));
    }

    @Test
    void skipsAReadingThatIsNotNew() {
        HardwareSnapshot snapshot = gpu(1000, 50, Optional.of(60.0), Optional.empty());
        monitor.onSnapshot(snapshot);
        DeviceStatus first = only();
        monitor.onSnapshot(snapshot);
        monitor.onRecordedFlag(GPU0, Instant.ofEpochSecond(5), CollapseMonitor.RecordedFlag.CLEAR);
        monitor.onRecordedFlag(GPU0, Instant.ofEpochSecond(5), CollapseMonitor.RecordedFlag.COLLAPSE);

        assertThat(only().efficiency()).isEqualTo(first.efficiency());
        assertThat(only(CollapseReason.RECORDED).active()).isFalse();
    }

    private static HardwareSnapshot gpu(
            long millis, double percent, Optional<Double> celsius, Optional<Double> powerWatts) {
        Sample sample = new Sample(millis).with(GPU0, GPU_UTILIZATION_RATIO, percent / 100);
        celsius.ifPresent(value -> sample.with(GPU0, GPU_TEMPERATURE_CELSIUS, value, "core"));
        powerWatts.ifPresent(value -> sample.with(GPU0, GPU_POWER_WATTS, value));
        return sample.build();
    }

    /** Flags of a recording, sample by sample, against the rule for a whole series. */
    @Test
    void findsInRecordedFlagsWhatTheRuleForASeriesFinds() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int size = 2 + random.nextInt(400);
            long[] times = new long[size];
            double[] flags = new double[size];
            long now = 0;
            for (int i = 0; i < size; i++) {
                now += random.nextInt(40) == 0 ? 4000 + random.nextInt(20_000) : 1 + random.nextInt(1500);
                times[i] = now;
                flags[i] = i > 0 && random.nextInt(6) > 0 ? flags[i - 1] : random.nextInt(2);
            }
            monitor = monitor(CollapseConfig.of(SECOND));
            for (int i = 0; i < size; i++) {
                monitor.onRecordedFlag(
                        GPU0,
                        Instant.ofEpochMilli(times[i]),
                        flags[i] == 1 ? CollapseMonitor.RecordedFlag.COLLAPSE : CollapseMonitor.RecordedFlag.CLEAR);
            }

            assertSame("seed " + seed, CollapseKind.RECORDED, TimeSeries.of(times, flags), CollapseReason.RECORDED);
        }
    }

    /** Live inference, sample by sample, against that of a recording. */
    @Test
    void infersWhatARecordingOfTheSameSamplesShows() {
        int events = 0;
        for (JsonNode one : Vectors.read("14_index.json").get("cases")) {
            TimeSeries flags = replay(one.get("rows"));
            assertSame(one.get("name").textValue(), CollapseKind.INFERRED, flags, CollapseReason.EFFICIENCY);
            events += (int) only(CollapseReason.EFFICIENCY).total();
        }
        assertThat(events).as("collapses in all traces").isPositive();
    }

    /** Gives a trace to the monitor, and returns the flags that a recording of it would have, back-dated. */
    private TimeSeries replay(JsonNode rows) {
        monitor = monitor(CollapseConfig.of(SECOND)
                .withRatings(new Ratings(Map.of("gpu0", 200.0), Map.of("gpu0", 83.0)))
                .withSlopeWindow(EfficiencyConfig.DEFAULT_SLOPE_WINDOW));
        EfficiencyIndex index = new EfficiencyIndex(EfficiencyConfig.of(new DeviceRating(200, 83)));
        List<Long> times = new ArrayList<>();
        List<Double> flags = new ArrayList<>();
        for (JsonNode row : rows) {
            if (row.isNull() || row.get(1).isNull()) {
                continue;
            }
            long millis = Math.round(row.get(0).doubleValue() * 1000);
            HardwareSnapshot snapshot = gpu(millis, row.get(1).doubleValue(), number(row.get(2)), number(row.get(3)));
            monitor.onSnapshot(snapshot);
            index.accept(
                            snapshot.takenAt(),
                            new DeviceState(snapshot, GPU0).utilizationRatio().orElseThrow(),
                            new DeviceState(snapshot, GPU0).temperatureCelsius(),
                            new DeviceState(snapshot, GPU0).powerWatts())
                    .filter(sample -> sample.judged())
                    .ifPresent(sample -> {
                        boolean collapse = sample.is(org.thermograd.domain.efficiency.Condition.COLLAPSE);
                        times.add(millis);
                        flags.add(0.0);
                        for (int i = times.size() - 1; collapse && i >= 0; i--) {
                            if (times.get(i) >= sample.heldSince().orElseThrow().toEpochMilli()) {
                                flags.set(i, 1.0);
                            }
                        }
                    });
        }
        return TimeSeries.of(
                times.stream().mapToLong(Long::longValue).toArray(),
                flags.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Optional<Double> number(JsonNode value) {
        return value.isNull() ? Optional.empty() : Optional.of(value.doubleValue());
    }

    private void assertSame(String name, CollapseKind kind, TimeSeries flags, CollapseReason reason) {
        List<Event> expected =
                CollapseEvents.fromFlags("gpu0", kind, flags, 10_000, 5000).events();
        CollapseStatus status = only(reason);
        assertThat(status.total()).as(name).isEqualTo(expected.size());
        for (int i = Math.max(0, expected.size() - CollapseMonitor.SLOTS); i < expected.size(); i++) {
            int slot = i % CollapseMonitor.SLOTS;
            assertThat(status.onsetMillis().get(slot))
                    .as("%s, onset %d", name, i)
                    .isEqualTo(expected.get(i).onsetMillis());
            assertThat(status.endMillis().get(slot))
                    .as("%s, end %d", name, i)
                    .isEqualTo(expected.get(i).endMillis());
        }
    }
}
