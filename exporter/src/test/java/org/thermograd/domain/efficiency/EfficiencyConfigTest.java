package org.thermograd.domain.efficiency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EfficiencyConfigTest {
    @ParameterizedTest
    @CsvSource({"cpu, 125, 80", "gpu, 200, 83", "gpu0, 200, 83", "gpu12, 200, 83", "mobile, 5, 80"})
    void assumesARatingByKind(String device, double watts, double celsius) {
        assertThat(DeviceRating.defaultOf(device)).isEqualTo(new DeviceRating(watts, celsius));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cpu0", "GPU", "gpux", "tpu", "mobile1"})
    void assumesNothingOfAnythingElse(String device) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceRating.defaultOf(device))
                .withMessage("device must be cpu, gpu, gpu<number> or mobile, got " + device);
    }

    @Test
    void replacesOneHalfOfARating() {
        assertThat(DeviceRating.defaultOf("gpu").withRatedWatts(350).withLimitCelsius(87))
                .isEqualTo(new DeviceRating(350, 87));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesARatedPowerThatIsNone(double watts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceRating(watts, 83))
                .withMessage("ratedWatts must be finite and positive, got " + watts);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
    void refusesALimitThatIsNone(double celsius) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceRating(200, celsius))
                .withMessage("limitCelsius must be finite, got " + celsius);
    }

    @Test
    void theProductIsTimedWithAWindowOfFifteenSeconds() {
        EfficiencyConfig config = EfficiencyConfig.of(DeviceRating.defaultOf("gpu"));

        assertThat(config.slopeWindow()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.mode()).isEqualTo(IndexMode.TIMED);
        assertThat(config.mode().id()).isEqualTo("timed");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 120_001})
    void refusesASlopeWindowOutsideItsRange(long millis) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new EfficiencyConfig(DeviceRating.defaultOf("gpu"), Duration.ofMillis(millis), IndexMode.TIMED))
                .withMessage("slopeWindow must be between PT0S and PT2M, got " + Duration.ofMillis(millis));
    }
}
