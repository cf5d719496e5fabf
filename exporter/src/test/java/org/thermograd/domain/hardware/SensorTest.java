package org.thermograd.domain.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensorTest {
    private static final Sensor POWER = Sensor.of(Device.gpu(0), Quantity.GPU_POWER_WATTS);
    private static final Sensor ENERGY = Sensor.of(Device.gpu(0), Quantity.GPU_ENERGY_JOULES_TOTAL);

    @Test
    void refusesADeviceOfAnotherSubject() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sensor.of(Device.CPU, Quantity.GPU_POWER_WATTS))
                .withMessage("device must be of GPU for GPU_POWER_WATTS, got CPU");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sensor.ofHost(Quantity.CPU_UTILIZATION_RATIO))
                .withMessage("device must be of CPU for CPU_UTILIZATION_RATIO, got HOST");
    }

    @Test
    void refusesOtherParts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sensor.of(Device.CPU, Quantity.CPU_SECONDS_TOTAL, "0"))
                .withMessage("parts must be [cpu, mode] for CPU_SECONDS_TOTAL, got [0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sensor.ofHost(Quantity.FAN_SPEED_RPM, " "))
                .withMessage("parts must be [fan] for FAN_SPEED_RPM, got [ ]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesAValueThatIsNotFinite(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SensorReading(POWER, value, Instant.EPOCH))
                .withMessage("value must be finite, got " + value);
    }

    @Test
    void refusesANegativeCounter() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SensorReading(ENERGY, -1, Instant.EPOCH))
                .withMessage("value must not be negative for GPU_ENERGY_JOULES_TOTAL, got -1.0");
        assertThat(new SensorReading(POWER, -1, Instant.EPOCH).value()).isEqualTo(-1);
        assertThat(new SensorReading(ENERGY, 0, Instant.EPOCH).value()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Quantity.class)
    void aQuantityIsNamedAfterItsSubjectUnlessItIsTheHosts(Quantity quantity) {
        assertThat(quantity.subject() == Subject.HOST || quantity.name().startsWith(quantity.subject() + "_"))
                .isTrue();
        assertThat(quantity.isCounter()).isEqualTo(quantity.name().endsWith("_TOTAL"));
    }

    @Test
    void anOutcomeSucceededIfThatReadDid() {
        Instant now = Instant.ofEpochSecond(10);
        Duration took = Duration.ofMillis(3);

        assertThat(new ProbeOutcome("a", now, took, Optional.of(now)).succeeded())
                .isTrue();
        assertThat(new ProbeOutcome("a", now, took, Optional.of(now.minusSeconds(1))).succeeded())
                .isFalse();
        assertThat(new ProbeOutcome("a", now, took, Optional.empty()).succeeded())
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProbeOutcome("a", now, Duration.ofMillis(-1), Optional.empty()))
                .withMessage("duration must not be negative, got PT-0.001S");
    }

    @Test
    void aFailureCarriesItsProbe() {
        ProbeException failure = new ProbeException("nvml", new IllegalStateException("lost"));

        assertThat(failure.probe()).isEqualTo("nvml");
        assertThat(failure).hasMessage("probe nvml failed: java.lang.IllegalStateException: lost");
    }
}
