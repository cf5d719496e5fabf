package org.thermograd.domain.collapse;

import java.util.OptionalDouble;
import org.thermograd.domain.hardware.DeviceState;

/** What is read of a device while it is in a collapse, sample by sample. Confined to one thread. */
final class Evidence {
    private OptionalDouble peakCelsius = OptionalDouble.empty();
    private OptionalDouble lowestHertz = OptionalDouble.empty();
    private OptionalDouble highestHertz = OptionalDouble.empty();
    private OptionalDouble firstJoules = OptionalDouble.empty();
    private OptionalDouble lastJoules = OptionalDouble.empty();
    private boolean energyLost;

    void add(DeviceState state) {
        peakCelsius = larger(peakCelsius, state.temperatureCelsius());
        state.clock().ifPresent(clock -> {
            lowestHertz = lowestHertz.isPresent()
                    ? OptionalDouble.of(Math.min(lowestHertz.getAsDouble(), clock.hertz()))
                    : OptionalDouble.of(clock.hertz());
            highestHertz = larger(highestHertz, OptionalDouble.of(clock.hertz()));
            highestHertz = larger(highestHertz, clock.highestHertz());
        });
        state.energyJoules().ifPresent(this::addEnergy);
    }

    /** A counter that goes back has started over; what it had counted is lost. */
    private void addEnergy(double joules) {
        energyLost |= lastJoules.isPresent() && joules < lastJoules.getAsDouble();
        lastJoules = OptionalDouble.of(joules);
        if (firstJoules.isEmpty()) {
            firstJoules = lastJoules;
        }
    }

    /** Adds what was read later. */
    void join(Evidence later) {
        peakCelsius = larger(peakCelsius, later.peakCelsius);
        lowestHertz = lowestHertz.isEmpty() || later.lowestHertz.orElse(Double.MAX_VALUE) < lowestHertz.getAsDouble()
                ? later.lowestHertz
                : lowestHertz;
        highestHertz = larger(highestHertz, later.highestHertz);
        later.firstJoules.ifPresent(this::addEnergy);
        later.lastJoules.ifPresent(this::addEnergy);
        energyLost |= later.energyLost;
    }

    private static OptionalDouble larger(OptionalDouble a, OptionalDouble b) {
        return a.isEmpty() || (b.isPresent() && b.getAsDouble() > a.getAsDouble()) ? b : a;
    }

    OptionalDouble peakCelsius() {
        return peakCelsius;
    }

    OptionalDouble clockRatio() {
        return highestHertz.isPresent() && highestHertz.getAsDouble() > 0
                ? OptionalDouble.of(lowestHertz.orElseThrow() / highestHertz.getAsDouble())
                : OptionalDouble.empty();
    }

    OptionalDouble energyJoules() {
        return firstJoules.isPresent() && !energyLost
                ? OptionalDouble.of(lastJoules.orElseThrow() - firstJoules.orElseThrow())
                : OptionalDouble.empty();
    }
}
