package org.thermograd.domain.collapse;

import java.util.Optional;
import java.util.OptionalDouble;
import org.thermograd.domain.hardware.DeviceState;

/**
 * The rule for devices whose driver gives no reasons: under load the clock is below 60 % of its highest.
 *
 * <p>A slowdown by the hardware halves the clock or more. A limit of power seldom takes it below 60 %, though a hard one can,
 * and so do clocks that somebody has locked. The rule does not know why, so it never says heat.
 */
public final class LowClock {
    /** Below this share of the highest clock the clock is low. */
    public static final double LOW_BELOW = 0.6;

    /** From this utilization on a device is under load. */
    public static final double BUSY_FROM = 0.5;

    private LowClock() {}

    /** Returns whether the clock of a device is low under load; nothing where the readings do not tell. */
    static Optional<Boolean> of(DeviceState state) {
        OptionalDouble busy = state.utilizationRatio();
        Optional<DeviceState.Clock> clock =
                state.clock().filter(one -> one.highestHertz().isPresent());
        return busy.isEmpty() || clock.isEmpty()
                ? Optional.empty()
                : of(
                        busy.getAsDouble(),
                        clock.get().hertz(),
                        clock.get().highestHertz().getAsDouble());
    }

    /**
     * Returns the same for figures.
     *
     * @param utilizationRatio 0 to 1, {@code NaN} where it is not known
     * @param clock in any unit, {@code NaN} likewise
     * @param highestClock in the same unit, {@code NaN} likewise; a device whose highest is not above 0 does not tell
     */
    public static Optional<Boolean> of(double utilizationRatio, double clock, double highestClock) {
        boolean known = !Double.isNaN(utilizationRatio) && !Double.isNaN(clock) && highestClock > 0;
        return known
                ? Optional.of(utilizationRatio >= BUSY_FROM && clock < LOW_BELOW * highestClock)
                : Optional.empty();
    }
}
