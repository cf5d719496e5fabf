package org.thermograd.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A device under a load: clock, reasons and counters as its temperature goes. */
class SimulatedDeviceTest {
    private static final double AMBIENT = 32;

    private static SimulatedDevice device(Map<SimulationParameter, Double> changes) throws Exception {
        return new SimulatedDevice(DeviceModel.gpu(SimulationParameters.DEFAULTS.with(changes)), AMBIENT);
    }

    /** Drives it ten times a second, and returns at which of the looks the reason held. */
    private static List<Boolean> drive(SimulatedDevice device, int looks, double load, ThrottleReason reason) {
        List<Boolean> held = new ArrayList<>();
        for (int look = 0; look < looks; look++) {
            device.drive(look / 10.0, load, AMBIENT, false);
            held.add(device.governor().holds(reason));
        }
        return held;
    }

    @Test
    void followsTheClosedFormToItsLimit() throws Exception {
        SimulatedDevice device = device(Map.of());
        int look = 0;
        while (!device.governor().holds(ThrottleReason.SW_THERMAL)) {
            double seconds = look / 10.0;
            assertThat(device.heat().celsiusAt(seconds)).isCloseTo(92 - 60 * Math.exp(-seconds / 48), within(1e-6));
            device.drive(seconds, 1, AMBIENT, false);
            look++;
        }

        // 92 - 60 exp(-t / 48) = 83 at t = 48 ln(60 / 9) = 91.06 s.
        assertThat(look - 1).isEqualTo(911);
    }

    @Test
    void drawsPowerByLoadAndClock() throws Exception {
        SimulatedDevice device = device(Map.of());
        device.drive(0, 0, AMBIENT, false);
        assertThat(device.heat().watts()).isEqualTo(50);
        device.drive(1, 0.8, AMBIENT, false);
        assertThat(device.heat().watts()).isCloseTo(330, within(1e-9));
        assertThat(device.model().watts(1, 1.32e9)).isCloseTo(50 + 350 * Math.pow(2.0 / 3, 2.5), within(1e-9));
    }

    @Test
    void goesDownAtTheLimitAndUpBelowTheHysteresisOnly() throws Exception {
        SimulatedDevice device = device(Map.of());
        double seconds = 0;
        double highest = 0;
        double lowestThrottled = Double.POSITIVE_INFINITY;
        List<Double> changes = new ArrayList<>();
        for (int look = 0; look < 4000; look++) {
            seconds = look / 10.0;
            double before = device.clockRatio();
            double celsius = device.heat().celsiusAt(seconds);
            device.drive(seconds, 1, AMBIENT, false);
            highest = Math.max(highest, celsius);
            if (before < 1) {
                lowestThrottled = Math.min(lowestThrottled, celsius);
            }
            if (device.clockRatio() != before) {
                changes.add(celsius);
            }
        }

        assertThat(highest).isBetween(83.0, 83.05);
        assertThat(lowestThrottled).isBetween(79.93, 80.0);
        assertThat(changes).hasSizeGreaterThan(20);
        for (int i = 0; i < changes.size(); i++) {
            assertThat(changes.get(i)).as("change %s", i).isCloseTo(i % 2 == 0 ? 83 : 80, within(0.07));
        }
        assertThat(device.throttledSecondsAt(seconds, ThrottleReason.HW_THERMAL))
                .isZero();
    }

    @Test
    void movesItsClockInSteps() throws Exception {
        SimulatedDevice device = device(Map.of(
                SimulationParameter.CLOCK_STEP_HERTZ, 0.2e9, SimulationParameter.HEAT_CAPACITY_JOULES_PER_KELVIN, 1e5));
        Governor governor = device.governor();
        List<Double> clocks = new ArrayList<>();
        for (double celsius : new double[] {82.9, 83, 83, 83, 83, 83, 81, 80, 79, 79, 79, 79}) {
            governor.look(celsius, 1, false);
            clocks.add(Math.rint(governor.clockHertz() / 1e7) / 100);
        }

        assertThat(clocks).containsExactly(1.98, 1.78, 1.58, 1.38, 1.32, 1.32, 1.32, 1.52, 1.72, 1.92, 1.98, 1.98);
        assertThat(governor.holds(ThrottleReason.SW_THERMAL)).isFalse();
    }

    @Test
    void tellsWhenThrottlingBegins() throws Exception {
        SimulatedDevice device = device(Map.of());
        int begins = 0;
        for (int look = 0; look < 1200; look++) {
            begins += device.drive(look / 10.0, 1, AMBIENT, false) ? 1 : 0;
        }

        assertThat(begins).isEqualTo(2);
    }

    @Test
    void isHalvedByItsHardwareWhereTheDriverDoesNotHelp() throws Exception {
        SimulatedDevice device =
                device(Map.of(SimulationParameter.CLOCK_MIN_HERTZ, 1.98e9, SimulationParameter.HW_LIMIT_CELSIUS, 88.0));
        List<Boolean> held = drive(device, 3000, 1, ThrottleReason.HW_THERMAL);
        int first = held.indexOf(true);

        assertThat(held).contains(true);
        assertThat(held.subList(first, held.size()))
                .as("it cools to the limit and goes on")
                .contains(false);
        assertThat(device.throttledSecondsAt(299.9, ThrottleReason.HW_SLOWDOWN))
                .isEqualTo(device.throttledSecondsAt(299.9, ThrottleReason.HW_THERMAL))
                .isGreaterThan(5);
        device.governor().look(88, 1, false);
        assertThat(device.clockRatio()).isEqualTo(0.5);
        assertThat(device.governor().holds(ThrottleReason.HW_SLOWDOWN)).isTrue();
    }

    @Test
    void isHalvedUnderAPowerBrake() throws Exception {
        SimulatedDevice device = device(Map.of());
        device.drive(0, 1, AMBIENT, true);

        assertThat(device.clockRatio()).isEqualTo(0.5);
        assertThat(device.governor().holds(ThrottleReason.POWER_BRAKE)).isTrue();
        assertThat(device.governor().holds(ThrottleReason.HW_SLOWDOWN)).isTrue();
        assertThat(device.governor().holds(ThrottleReason.HW_THERMAL)).isFalse();
        device.drive(3, 1, AMBIENT, false);
        assertThat(device.clockRatio()).isEqualTo(1);
        assertThat(device.throttledSecondsAt(9, ThrottleReason.POWER_BRAKE)).isEqualTo(3);
    }

    @Test
    void keepsItsPowerLimit() throws Exception {
        SimulatedDevice device = device(Map.of(SimulationParameter.POWER_LIMIT_WATTS, 300.0));
        device.drive(0, 1, AMBIENT, false);
        assertThat(device.heat().watts()).isCloseTo(300, within(1e-9));
        assertThat(device.governor().holds(ThrottleReason.SW_POWER_CAP)).isTrue();
        device.drive(1, 0.5, AMBIENT, false);
        assertThat(device.heat().watts()).isCloseTo(225, within(1e-9));
        assertThat(device.governor().holds(ThrottleReason.SW_POWER_CAP)).isFalse();
        assertThat(device.throttledSecondsAt(3, ThrottleReason.SW_POWER_CAP)).isEqualTo(1);
    }

    @Test
    void idlesWithoutLoad() throws Exception {
        SimulatedDevice device = device(Map.of());
        device.drive(0, 0, AMBIENT, false);
        assertThat(device.governor().holds(ThrottleReason.IDLE)).isTrue();
        assertThat(device.governor().clockHertz()).isEqualTo(0.21e9);
        assertThat(device.throttledSecondsAt(2.5, ThrottleReason.IDLE)).isEqualTo(2.5);
        device.drive(4, 0.8, AMBIENT, false);
        assertThat(device.governor().holds(ThrottleReason.IDLE)).isFalse();
        assertThat(device.throttledSecondsAt(9, ThrottleReason.IDLE)).isEqualTo(4);
    }
}
