package org.thermograd.domain.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.Snapshots.GPU0;
import static org.thermograd.testing.Snapshots.GPU1;
import static org.thermograd.testing.Snapshots.TAKEN;
import static org.thermograd.testing.Snapshots.aSnapshot;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thermograd.testing.Snapshots;

class HardwareSnapshotTest {
    private static final Sensor POWER = Sensor.of(GPU0, Quantity.GPU_POWER_WATTS);

    private static ProbeReadings gives(Device device, double watts) {
        return new ProbeReadings(
                List.of(new DeviceDescription(device, Map.of(DeviceProperty.NAME, "Card"))),
                List.of(new SensorReading(Sensor.of(device, Quantity.GPU_POWER_WATTS), watts, TAKEN)));
    }

    @Test
    void theFirstProbeCountsWhereTwoReadTheSameSensor() {
        HardwareSnapshot snapshot = new HardwareSnapshot(TAKEN, List.of(gives(GPU0, 1), gives(GPU0, 2)), List.of());

        assertThat(snapshot.value(POWER)).hasValue(1);
        assertThat(snapshot.readings(Quantity.GPU_POWER_WATTS)).hasSize(1);
        assertThat(snapshot.devices()).hasSize(1);
    }

    @Test
    void aNameIsThatOfTheFirstAcceleratorWhereTwoProbesMeanDifferentOnes() {
        HardwareSnapshot snapshot = new HardwareSnapshot(
                TAKEN, List.of(gives(GPU0, 1), gives(Device.gpu(0), 2), gives(GPU1, 3)), List.of());

        assertThat(snapshot.devices()).extracting(DeviceDescription::device).containsExactly(GPU0, GPU1);
        assertThat(snapshot.readings(Quantity.GPU_POWER_WATTS))
                .extracting(SensorReading::value)
                .containsExactly(1.0, 3.0);
    }

    @Test
    void whatWasNotReadIsNotThere() {
        HardwareSnapshot empty = aSnapshot().build();

        assertThat(empty.value(POWER)).isEmpty();
        assertThat(empty.readings(Quantity.GPU_POWER_WATTS)).isEmpty();
        assertThat(empty.devices()).isEmpty();
        assertThat(empty.probes()).isEmpty();
        assertThat(empty.takenAt()).isEqualTo(TAKEN);
        assertThat(aSnapshot().with(GPU1, Quantity.GPU_POWER_WATTS, 3).build().value(POWER))
                .isEmpty();
    }

    @Test
    void theStateOfAnAcceleratorIsWhatItsIndexNeeds() {
        DeviceState state = new DeviceState(Snapshots.full(), GPU0);

        assertThat(state.utilizationRatio()).hasValue(0.97);
        assertThat(state.temperatureCelsius()).as("core, not memory").hasValue(71);
        assertThat(state.powerWatts()).hasValue(655.5);
        assertThat(state.ratedPowerWatts()).as("default before enforced").hasValue(700);
        assertThat(state.temperatureLimitCelsius()).hasValue(87);
    }

    @Test
    void theStateOfTheProcessorsIsWhatTheirIndexNeeds() {
        DeviceState state = new DeviceState(Snapshots.full(), Device.CPU);

        assertThat(state.utilizationRatio()).hasValue(0.375);
        assertThat(state.temperatureCelsius()).hasValue(61.5);
        assertThat(state.powerWatts()).hasValue(88.125);
        assertThat(state.ratedPowerWatts()).hasValue(125);
        assertThat(state.temperatureLimitCelsius()).hasValue(95);
    }

    @Test
    void theStateOfADeviceThatGaveNothingIsEmpty() {
        for (DeviceState state : List.of(
                new DeviceState(Snapshots.full(), Device.gpu(2)),
                new DeviceState(aSnapshot().build(), Device.CPU))) {
            assertThat(state.utilizationRatio()).isEmpty();
            assertThat(state.temperatureCelsius()).isEmpty();
            assertThat(state.powerWatts()).isEmpty();
            assertThat(state.ratedPowerWatts()).isEmpty();
            assertThat(state.temperatureLimitCelsius()).isEmpty();
        }
    }

    @Test
    void theHottestSensorCountsWhereNoneIsTheCore() {
        DeviceState state = new DeviceState(
                aSnapshot()
                        .with(Device.CPU, Quantity.CPU_TEMPERATURE_CELSIUS, 60, "package 0")
                        .with(Device.CPU, Quantity.CPU_TEMPERATURE_CELSIUS, 64, "package 1")
                        .build(),
                Device.CPU);

        assertThat(state.temperatureCelsius()).hasValue(64);
    }

    @Test
    void powerOfTheProcessorsIsThatOfAllPackages() {
        DeviceState state = new DeviceState(
                aSnapshot()
                        .with(Device.CPU, Quantity.CPU_POWER_WATTS, 60, "package-0")
                        .with(Device.CPU, Quantity.CPU_POWER_WATTS, 50, "core")
                        .with(Device.CPU, Quantity.CPU_POWER_WATTS, 70, "package-1")
                        .build(),
                Device.CPU);

        assertThat(state.powerWatts()).hasValue(130);
    }
}
