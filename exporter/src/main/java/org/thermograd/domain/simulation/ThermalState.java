package org.thermograd.domain.simulation;

/**
 * The heat in a device. Confined to one thread.
 *
 * <p>While power and ambient stay the same, {@code C dT/dt = P - (T - Ta) / R} has the solution
 *
 * <pre>
 * T(t) = S + (T(0) - S) exp(-t / RC),   S = Ta + R P
 * </pre>
 *
 * which is what this computes, so nothing depends on how finely time is cut. Looking at it does not change it: the state
 * moves only in {@link #advance}.
 */
final class ThermalState {
    private final DeviceModel model;
    private double sinceSeconds;
    private double celsius;
    private double joules;
    private double watts;
    private double ambientCelsius;

    /** Makes a device as warm as the air, without power, at the time 0. */
    ThermalState(DeviceModel model, double ambientCelsius) {
        this.model = model;
        this.celsius = ambientCelsius;
        this.ambientCelsius = ambientCelsius;
    }

    /** Goes on to a time, not before the last one, and returns the temperature then. */
    double advance(double seconds) {
        joules = joulesAt(seconds);
        celsius = celsiusAt(seconds);
        sinceSeconds = seconds;
        return celsius;
    }

    /** From the time it has come to, the device draws other power in other air. */
    void drive(double newWatts, double newAmbientCelsius) {
        watts = newWatts;
        ambientCelsius = newAmbientCelsius;
    }

    double watts() {
        return watts;
    }

    /** Returns the temperature at a time, not before the one it has come to, if nothing changes until then. */
    double celsiusAt(double seconds) {
        double steady = model.steadyCelsius(ambientCelsius, watts);
        double timeConstant = model.heat().timeConstantSeconds();
        return steady + (celsius - steady) * StrictMath.exp(-(seconds - sinceSeconds) / timeConstant);
    }

    /** Returns the energy used since the time 0, likewise. */
    double joulesAt(double seconds) {
        return joules + watts * (seconds - sinceSeconds);
    }
}
