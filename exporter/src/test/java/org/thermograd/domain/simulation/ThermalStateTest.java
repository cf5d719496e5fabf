package org.thermograd.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The heat in a device against the closed form {@code T(t) = Ta + R P + (T0 - Ta - R P) exp(-t / RC)}. */
class ThermalStateTest {
    private static final double AMBIENT = 32;
    private static final double RESISTANCE = 0.15;
    private static final double CAPACITY = 320;

    private final DeviceModel model = DeviceModel.gpu(SimulationParameters.DEFAULTS);

    private static double closedForm(double start, double watts, double seconds) {
        double steady = AMBIENT + RESISTANCE * watts;
        return steady + (start - steady) * Math.exp(-seconds / (RESISTANCE * CAPACITY));
    }

    @Test
    void startsAsWarmAsTheAir() {
        ThermalState heat = new ThermalState(model, AMBIENT);

        assertThat(heat.celsiusAt(0)).isEqualTo(AMBIENT);
        assertThat(heat.celsiusAt(100)).isEqualTo(AMBIENT);
        assertThat(heat.joulesAt(100)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.1, 1, 7.3, 60, 3600})
    void followsTheClosedFormHoweverFinelyTimeIsCut(double step) {
        ThermalState heat = new ThermalState(model, AMBIENT);
        double seconds = 0;
        while (seconds <= 200) {
            assertThat(heat.celsiusAt(seconds))
                    .as("after %s s", seconds)
                    .isCloseTo(closedForm(AMBIENT, 330, seconds), within(1e-6));
            heat.advance(seconds);
            heat.drive(330, AMBIENT);
            seconds += step;
        }
        heat.advance(seconds);
        heat.drive(50, AMBIENT);
        double hot = closedForm(AMBIENT, 330, seconds);

        assertThat(heat.celsiusAt(seconds + 33)).isCloseTo(closedForm(hot, 50, 33), within(1e-6));
    }

    @Test
    void endsUpWhereResistanceAndPowerSay() {
        ThermalState heat = new ThermalState(model, AMBIENT);
        heat.drive(330, AMBIENT);

        assertThat(heat.celsiusAt(48)).as("one time constant").isCloseTo(32 + 49.5 * (1 - 1 / Math.E), within(1e-9));
        assertThat(heat.celsiusAt(1e6)).isCloseTo(81.5, within(1e-9));
    }

    @Test
    void keepsTheBalanceOfItsEnergy() {
        SplittableRandom random = new SplittableRandom(42);
        ThermalState heat = new ThermalState(model, 25);
        double seconds = 0;
        double used = 0;
        double released = 0;
        for (int i = 0; i < 5000; i++) {
            double watts = 400 * random.nextDouble();
            double ambient = 20 + 15 * random.nextDouble();
            double length = 5 * random.nextDouble();
            heat.drive(watts, ambient);
            used += watts * length;
            released += releasedJoules(heat, ambient, seconds, length);
            seconds += length;
            heat.advance(seconds);
        }
        double stored = CAPACITY * (heat.celsiusAt(seconds) - 25);

        assertThat(heat.joulesAt(seconds)).isCloseTo(used, within(1e-9 * used));
        assertThat(stored + released).isCloseTo(used, within(1e-9 * used));
    }

    /** Integrates {@code (T - Ta) / R} by Simpson's rule. */
    private static double releasedJoules(ThermalState heat, double ambient, double from, double length) {
        int slices = 10;
        double width = length / (2 * slices);
        double sum = 0;
        for (int i = 0; i <= 2 * slices; i++) {
            double weight = i == 0 || i == 2 * slices ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * (heat.celsiusAt(from + i * width) - ambient) / RESISTANCE;
        }
        return sum * width / 3;
    }

    @Test
    void isNotChangedByLooking() {
        ThermalState looked = new ThermalState(model, AMBIENT);
        ThermalState left = new ThermalState(model, AMBIENT);
        looked.drive(300, AMBIENT);
        left.drive(300, AMBIENT);
        for (double seconds = 0; seconds < 10; seconds += 0.01) {
            looked.celsiusAt(seconds);
            looked.joulesAt(seconds);
        }

        assertThat(looked.celsiusAt(10)).isEqualTo(left.celsiusAt(10));
    }
}
