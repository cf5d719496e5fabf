package org.thermograd.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationParametersTest {
    @ParameterizedTest
    @EnumSource
    void eachDefaultIsInItsRange(SimulationParameter parameter) throws Exception {
        double value = parameter.defaultValue();

        assertThat(SimulationParameters.DEFAULTS.with(Map.of(parameter, value)).get(parameter))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @EnumSource
    void eachScenarioHasItsParameters(Scenario scenario) {
        SimulationParameters parameters = scenario.parameters();

        scenario.changes()
                .forEach((parameter, value) ->
                        assertThat(parameters.get(parameter)).isEqualTo(value));
        assertThat(parameters.get(SimulationParameter.LIMIT_CELSIUS)).isEqualTo(83);
    }

    @Test
    void takesAFileOverAScenario() throws Exception {
        SimulationParameters parameters = Scenario.NONE.parameters().withFile("""
                        # a warmer room
                        ambient-celsius = 30.5

                          gpus=2
                        """);

        assertThat(parameters.get(SimulationParameter.AMBIENT_CELSIUS)).isEqualTo(30.5);
        assertThat(parameters.get(SimulationParameter.GPUS)).isEqualTo(2);
        assertThat(parameters.get(SimulationParameter.BURSTS_PER_HOUR)).isZero();
    }

    @Test
    void tellsEverythingThatIsWrongInAFile() {
        assertThatExceptionOfType(InvalidSimulationException.class)
                .isThrownBy(() -> SimulationParameters.DEFAULTS.withFile("""
                        ambient = 30
                        gpus = 1.5
                        step-seconds = fast
                        gpus = 2
                        full-watts
                        limit-celsius = NaN
                        """))
                .satisfies(e -> assertThat(e.problems())
                        .containsExactly(
                                "line 1: key must be a parameter of the simulation, got ambient",
                                "line 2: gpus must be a whole number from 1 to 16, got 1.5",
                                "line 3: step-seconds must be 0.01 to 60, got fast",
                                "line 4: gpus must be there once, got it again",
                                "line 5: must be key = value, got full-watts",
                                "line 6: limit-celsius must be 0 to 150, got NaN"));
    }

    @Test
    void refusesValuesThatContradictEachOther() {
        assertThatExceptionOfType(InvalidSimulationException.class)
                .isThrownBy(() -> SimulationParameters.DEFAULTS.withFile("""
                        hw-limit-celsius = 80
                        spike-max-ratio = 1.5
                        """))
                .withMessage("limit-celsius must be at most hw-limit-celsius 80, got 83; "
                        + "spike-min-ratio must be at most spike-max-ratio 1.5, got 1.8");
    }

    @Test
    void refusesAValueOutsideItsRange() {
        assertThatExceptionOfType(InvalidSimulationException.class)
                .isThrownBy(() -> SimulationParameters.DEFAULTS.with(Map.of(SimulationParameter.STEP_SECONDS, 0.0)))
                .withMessage("step-seconds must be 0.01 to 60, got 0.0");
    }
}
