package org.thermograd.domain.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlausibilityTest {
    @ParameterizedTest
    @CsvSource({
        "GPU_UP, 1, 2",
        "GPU_UTILIZATION_RATIO, 1, 1.05",
        "CPU_TEMPERATURE_CELSIUS, -40, -274",
        "GPU_TEMPERATURE_CELSIUS, 1, 0",
        "GPU_THERMAL_MARGIN_CELSIUS, -20, -300",
        "GPU_POWER_WATTS, 0, -0.000005",
        "CPU_FREQUENCY_HERTZ, 5e9, -1000",
        "GPU_CLOCK_MAX_HERTZ, 3e9, 1e26",
        "GPU_ENERGY_JOULES_TOTAL, 1e12, 9.2e15",
        "GPU_THROTTLE_SECONDS_TOTAL, 3e8, 9.2e9",
        "GPU_MEMORY_TOTAL_BYTES, 2e11, -1",
        "NETWORK_RECEIVE_BYTES_TOTAL, 1e18, 9.3e18",
        "CPU_THROTTLES_TOTAL, 7, -7",
        "FAN_SPEED_RPM, 0, -5",
        "SENSOR_CURRENT_AMPERES, -2, 9.2e15"
    })
    void somethingIsPossibleAndSomethingIsNot(Quantity quantity, double possible, double impossible) {
        assertThat(Plausibility.allows(quantity, possible)).isTrue();
        assertThat(Plausibility.allows(quantity, impossible)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoNumberIsPossibleOfNothing(Quantity quantity) {
        assertThat(Plausibility.allows(quantity, Double.NaN)).isFalse();
        assertThat(Plausibility.allows(quantity, Double.POSITIVE_INFINITY)).isFalse();
        assertThat(Plausibility.allows(quantity, Double.NEGATIVE_INFINITY)).isFalse();
    }

    @Test
    void readingsAreWithoutWhatCannotBe() {
        ReadingsBuilder readings = new ReadingsBuilder(Instant.EPOCH);
        readings.add(Sensor.ofHost(Quantity.SWAP_USED_BYTES), -1);
        assertThat(readings.size()).isZero();
        readings.add(Sensor.ofHost(Quantity.SWAP_USED_BYTES), 0);
        assertThat(readings.size()).isOne();
    }
}
