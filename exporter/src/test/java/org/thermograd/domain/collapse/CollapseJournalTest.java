package org.thermograd.domain.collapse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;

class CollapseJournalTest {
    private static final Device GPU0 = Device.gpu(0, "GPU-0");

    private final CollapseJournal journal = new CollapseJournal();
    private final CollapseMonitor monitor =
            new CollapseMonitor(CollapseConfig.of(Duration.ofSeconds(1)), List.of(journal));

    /** One sample: whether the driver holds it back, its temperature, its clock in megahertz and the energy it has used. */
    private void sample(int second, boolean held, double celsius, double megahertz, double joules) {
        Instant time = Instant.ofEpochSecond(second);
        List<SensorReading> readings = new ArrayList<>();
        readings.add(reading(Quantity.GPU_THROTTLE_ACTIVE, held ? 1 : 0, time, "hw_thermal"));
        readings.add(reading(Quantity.GPU_TEMPERATURE_CELSIUS, celsius, time, "core"));
        readings.add(reading(Quantity.GPU_CLOCK_HERTZ, megahertz * 1e6, time, "graphics"));
        readings.add(reading(Quantity.GPU_ENERGY_JOULES_TOTAL, joules, time));
        monitor.onSnapshot(new HardwareSnapshot(time, List.of(new ProbeReadings(List.of(), readings)), List.of()));
    }

    private static SensorReading reading(Quantity quantity, double value, Instant time, String... parts) {
        return new SensorReading(Sensor.of(GPU0, quantity, parts), value, time);
    }

    @Test
    void keepsWhatWasReadFromTheFirstSampleOn() {
        sample(0, false, 99, 300, 0);
        sample(1, true, 80, 2000, 1000);
        sample(2, true, 90, 1500, 1300);
        sample(3, true, 85, 1000, 1500);
        assertThat(journal.newest()).as("not long enough yet").isEmpty();
        sample(4, true, 84, 1200, 1700);

        assertThat(journal.newest())
                .containsExactly(new CollapseRecord(
                        GPU0,
                        CollapseReason.HW_THERMAL,
                        1000,
                        OptionalLong.empty(),
                        OptionalDouble.of(90),
                        OptionalDouble.of(0.5),
                        OptionalDouble.of(700)));

        sample(5, true, 83, 900, 1800);
        sample(6, false, 99, 100, 9000);

        assertThat(journal.newest())
                .containsExactly(new CollapseRecord(
                        GPU0,
                        CollapseReason.HW_THERMAL,
                        1000,
                        OptionalLong.of(5000),
                        OptionalDouble.of(90),
                        OptionalDouble.of(0.45),
                        OptionalDouble.of(800)));
    }

    @Test
    void goesOnWithOneThatComesBackWithinTheRefractory() {
        sample(0, false, 50, 2000, 0);
        for (int second = 1; second <= 5; second++) {
            sample(second, true, 80, 1000, second * 100.0);
        }
        sample(6, false, 50, 2000, 600);
        for (int second = 7; second <= 12; second++) {
            sample(second, true, 88, 500, second * 100.0);
        }

        assertThat(journal.newest()).singleElement().satisfies(collapse -> {
            assertThat(collapse.onsetMillis()).isEqualTo(1000);
            assertThat(collapse.endMillis()).isEmpty();
            assertThat(collapse.peakCelsius()).hasValue(88);
            assertThat(collapse.clockRatio()).hasValue(0.5);
            assertThat(collapse.energyJoules()).hasValue(1100);
        });
    }

    @Test
    void hasNoEnergyWhereItsCounterStartedOver() {
        sample(0, false, 50, 2000, 500);
        sample(1, true, 80, 1000, 600);
        sample(2, true, 80, 1000, 10);
        sample(3, true, 80, 1000, 700);
        sample(4, true, 80, 1000, 800);

        assertThat(journal.newest())
                .singleElement()
                .satisfies(collapse -> assertThat(collapse.energyJoules()).isEmpty());
    }

    @Test
    void listsNoneWhoseOnsetNobodySaw() {
        for (int second = 0; second < 10; second++) {
            sample(second, true, 80, 1000, second);
        }

        assertThat(journal.newest()).isEmpty();
    }

    @Test
    void keepsTheNewestOnly() {
        for (int number = 0; number < 300; number++) {
            monitor.onRecordedFlag(GPU0, Instant.ofEpochSecond(60L * number), CollapseMonitor.RecordedFlag.CLEAR);
            monitor.onRecordedFlag(
                    GPU0, Instant.ofEpochSecond(60L * number + 1), CollapseMonitor.RecordedFlag.COLLAPSE);
        }

        assertThat(journal.newest()).hasSize(256);
        assertThat(journal.newest().get(0))
                .isEqualTo(new CollapseRecord(
                        GPU0,
                        CollapseReason.RECORDED,
                        299 * 60_000L + 1000,
                        OptionalLong.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
    }
}
