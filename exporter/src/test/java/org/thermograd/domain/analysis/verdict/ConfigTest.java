package org.thermograd.domain.analysis.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.domain.analysis.coincidence.CoincidenceConfig;
import org.thermograd.domain.analysis.coincidence.PowerConfig;
import org.thermograd.domain.analysis.run.DetectorConfig;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.spike.BatchLogMad;
import org.thermograd.domain.spike.EmaZ;
import org.thermograd.domain.spike.LogHampel;
import org.thermograd.domain.spike.MeanStd;
import org.thermograd.domain.spike.RollingZ;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.Vectors;

class ConfigTest {
    private static final GapRule GAPS = EventConfig.DEFAULTS.gaps();

    @Test
    void defaultsAreThoseOfTheSpecification() {
        CorrelationConfig first =
                GoldenRuns.config(Vectors.read("02_coupled_forward.json").get("params"));

        assertThat(GoldenRuns.asBefore(CorrelationConfig.DEFAULTS)).isEqualTo(first);
        assertThat(CorrelationConfig.DEFAULTS).isNotEqualTo(first);
    }

    @Test
    void everyDetectorHasItsOwnThreshold() {
        assertThat(DetectorConfig.withDefaults("log_hampel").rule()).isEqualTo(LogHampel.withDefaults());
        assertThat(DetectorConfig.withDefaults("batch_log_mad").rule()).isEqualTo(BatchLogMad.withDefaults());
        assertThat(DetectorConfig.withDefaults("mean_std").rule()).isEqualTo(MeanStd.withDefaults());
        assertThat(DetectorConfig.withDefaults("rolling_z").rule()).isEqualTo(RollingZ.withDefaults());
        assertThat(DetectorConfig.withDefaults("ema_z").rule()).isEqualTo(EmaZ.withDefaults());
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(() -> new EventConfig(-1, 0, 0, GAPS), "spikeRefractoryMillis must be at least 0, got -1"),
                refusal(() -> new EventConfig(0, -2, 0, GAPS), "collapseRefractoryMillis must be at least 0, got -2"),
                refusal(() -> new EventConfig(0, 0, -3, GAPS), "detectorLatencyMillis must be at least 0, got -3"),
                refusal(
                        () -> new CoincidenceConfig(-1, 1, 1, 0.1, 0.1, 1, 0.5),
                        "clockUncertaintyMillis must be at least 0, got -1"),
                refusal(() -> new CoincidenceConfig(0, 0, 1, 0.1, 0.1, 1, 0.5), "deltaTMillis must be positive, got 0"),
                refusal(() -> new CoincidenceConfig(0, 1, 0, 0.1, 0.1, 1, 0.5), "blockMillis must be positive, got 0"),
                refusal(() -> new CoincidenceConfig(0, 1, 1, 0, 0.1, 1, 0.5), "alpha must be between 0 and 1, got 0.0"),
                refusal(
                        () -> new CoincidenceConfig(0, 1, 1, 0.1, 1, 1, 0.5),
                        "syncAlpha must be between 0 and 1, got 1.0"),
                refusal(
                        () -> new CoincidenceConfig(0, 1, 1, 0.1, 0.1, 0.9, 0.5),
                        "minRateRatio must be finite and at least 1, got 0.9"),
                refusal(
                        () -> new CoincidenceConfig(0, 1, 1, 0.1, 0.1, 1, Double.NaN),
                        "maxExposure must be between 0 and 1, got NaN"),
                refusal(() -> new PowerConfig(1, 0.8, 1, 1, 1), "targetRateRatio must be finite and above 1, got 1.0"),
                refusal(
                        () -> new PowerConfig(Double.POSITIVE_INFINITY, 0.8, 1, 1, 1),
                        "targetRateRatio must be finite and above 1, got Infinity"),
                refusal(
                        () -> new PowerConfig(3, 0.8, 0, 1, 1),
                        "designInflation must be finite and at least 1, got 0.0"),
                refusal(
                        () -> new PowerConfig(3, 0.8, Double.POSITIVE_INFINITY, 1, 1),
                        "designInflation must be finite and at least 1, got Infinity"),
                refusal(
                        () -> new PowerConfig(3, 0.8, 1, 0, 1),
                        "planSpikesPerHour must be finite and positive, got 0.0"),
                refusal(
                        () -> new PowerConfig(3, 0.8, 1, 1, Double.POSITIVE_INFINITY),
                        "planCollapsesPerHour must be finite and positive, got Infinity"),
                refusal(
                        () -> new DetectorConfig("zscore", 1, 1, 1, 1, 1, 1),
                        "detector must be one of log_hampel, batch_log_mad, mean_std, rolling_z, ema_z, got zscore"));
    }

    private static Arguments refusal(Runnable construction, String message) {
        return Arguments.of(message, construction);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refusesWhatIsOutOfRange(String message, Runnable construction) {
        assertThatIllegalArgumentException().isThrownBy(construction::run).withMessage(message);
    }
}
