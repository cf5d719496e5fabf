package org.thermograd.domain.collapse;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceState;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.SensorReading;
import org.thermograd.domain.hardware.Subject;

/**
 * What the driver of an accelerator, or the kernel for processors, says about holding a device back. A device that idles
 * is not held back, whatever its driver says. Confined to one thread.
 */
final class Throttling {
    /** What the driver of an accelerator can confirm. */
    static final List<CollapseReason> ACCELERATOR = List.of(
            CollapseReason.HW_THERMAL,
            CollapseReason.SW_THERMAL,
            CollapseReason.POWER_BRAKE,
            CollapseReason.HW_SLOWDOWN);

    /** How far a reason has come. */
    enum Phase {
        CLEAR,
        PENDING,
        SUSTAINED,
        /** It is not given, and has not been absent for long enough. */
        LEAVING;

        /** Returns what this says of the flag of a collapse. */
        FlagState flag() {
            return switch (this) {
                case CLEAR -> FlagState.DOWN;
                case PENDING, LEAVING -> FlagState.PENDING;
                case SUSTAINED -> FlagState.UP;
            };
        }
    }

    /** A reason at one sample: since when it has been given, where it is given or was of late. */
    record State(Phase phase, long sinceMillis) {}

    private final long enterMillis;
    private final long leaveMillis;
    private final long shortestMillis;
    private final long gapMillis;
    private final Map<CollapseReason, Spell> spells = new EnumMap<>(CollapseReason.class);
    private OptionalDouble countBefore = OptionalDouble.empty();
    private boolean driverTells;

    Throttling(CollapseConfig config) {
        this.enterMillis = config.confirmed().enter().toMillis();
        this.leaveMillis = config.confirmed().leave().toMillis();
        this.shortestMillis = config.confirmed().shortest().toMillis();
        this.gapMillis = config.gapMillis();
    }

    /** A time in which a reason is given, but for breaks that are too short to end it. */
    private final class Spell {
        private final long sinceMillis;
        private long lastMillis;
        private long givenMillis;
        private boolean entered;

        Spell(long millis) {
            this.sinceMillis = millis;
            this.lastMillis = millis;
        }

        void given(long millis) {
            lastMillis = millis;
            givenMillis = millis;
            entered |= millis - sinceMillis >= enterMillis;
        }

        /** Takes a sample without the reason, and returns whether the spell goes on. */
        boolean outlasts(long millis) {
            boolean gap = millis - lastMillis > gapMillis;
            lastMillis = millis;
            return entered && !gap && millis - givenMillis < leaveMillis;
        }

        State state(boolean given) {
            boolean lasted = entered && givenMillis - sinceMillis >= shortestMillis;
            Phase known = given ? Phase.SUSTAINED : Phase.LEAVING;
            return new State(lasted ? known : Phase.PENDING, sinceMillis);
        }
    }

    /** Begins anew: what comes may have times that have been. */
    void restart() {
        spells.clear();
        countBefore = OptionalDouble.empty();
    }

    /** Returns whether the driver gave its reasons at any time. */
    boolean driverTells() {
        return driverTells;
    }

    /** Returns the reasons that the driver of an accelerator gives now. */
    SortedSet<String> reasons(Device device, HardwareSnapshot snapshot) {
        SortedSet<String> reasons = new TreeSet<>();
        for (SensorReading reading : snapshot.readings(Quantity.GPU_THROTTLE_ACTIVE, device)) {
            if (reading.value() > 0) {
                reasons.add(reading.sensor().parts().get(0));
            }
        }
        return reasons;
    }

    /** Returns each reason of a confirmed collapse that can be told now. */
    Map<CollapseReason, State> sustained(Device device, HardwareSnapshot snapshot, long millis) {
        Map<CollapseReason, State> states = new EnumMap<>(CollapseReason.class);
        given(device, snapshot).forEach((reason, given) -> {
            Spell spell = spells.get(reason);
            if (given && spell == null) {
                spell = new Spell(millis);
                spells.put(reason, spell);
            }
            if (spell == null) {
                states.put(reason, new State(Phase.CLEAR, millis));
            } else if (given) {
                spell.given(millis);
                states.put(reason, spell.state(true));
            } else if (spell.outlasts(millis)) {
                states.put(reason, spell.state(false));
            } else {
                spells.remove(reason);
                states.put(reason, new State(Phase.CLEAR, millis));
            }
        });
        return states;
    }

    private Map<CollapseReason, Boolean> given(Device device, HardwareSnapshot snapshot) {
        Map<CollapseReason, Boolean> given = new EnumMap<>(CollapseReason.class);
        if (device.subject() == Subject.CPU) {
            counted(device, snapshot).ifPresent(active -> given.put(CollapseReason.CPU_THERMAL, active));
            return given;
        }
        List<SensorReading> readings = snapshot.readings(Quantity.GPU_THROTTLE_ACTIVE, device);
        SortedSet<String> reasons = reasons(device, snapshot);
        for (CollapseReason reason : ACCELERATOR) {
            if (readings.stream().anyMatch(reading -> isOf(reading, reason.id()))) {
                given.put(reason, CollapseReason.holdsBack(reason.id(), reasons));
            }
        }
        driverTells |= !readings.isEmpty();
        if (!driverTells) {
            LowClock.of(new DeviceState(snapshot, device)).ifPresent(low -> given.put(CollapseReason.LOW_CLOCK, low));
        }
        return given;
    }

    private static boolean isOf(SensorReading reading, String reason) {
        return reading.sensor().parts().get(0).equals(reason);
    }

    /** Tells whether the kernel has counted throttling since the sample before; nothing at the first. */
    private Optional<Boolean> counted(Device device, HardwareSnapshot snapshot) {
        double count = snapshot.readings(Quantity.CPU_THROTTLES_TOTAL, device).stream()
                .mapToDouble(SensorReading::value)
                .sum();
        OptionalDouble before = countBefore;
        countBefore = OptionalDouble.of(count);
        return before.isEmpty() ? Optional.empty() : Optional.of(count > before.getAsDouble());
    }
}
