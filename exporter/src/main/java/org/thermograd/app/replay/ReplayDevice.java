package org.thermograd.app.replay;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import org.thermograd.domain.analysis.recording.RecordedDevice;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.collapse.CollapseMonitor;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;
import org.thermograd.domain.hardware.Subject;
import org.thermograd.domain.series.SampleTable;

/**
 * The samples of one device of a recording, as readings. Immutable.
 *
 * @param description the device
 * @param samples with the columns of a recording, and where it is a session of ours those of {@link RecordedDevice}
 * @param reasonSets as of {@link RecordedDevice}
 * @param tellable the reasons that the driver can give
 * @param flags whose the flags are
 */
record ReplayDevice(
        DeviceDescription description,
        SampleTable samples,
        List<Set<String>> reasonSets,
        SortedSet<String> tellable,
        Flags flags) {
    private static final int STALE_PERIODS = 5;
    private static final long SHORTEST_STALE_MILLIS = 5_000;

    /** The unit of a column against that of its quantity. */
    private enum Unit {
        SAME,
        PERCENT;

        /** Returns a value as a reading has it; the decimal digits stay, so that what was written as percent comes back. */
        double of(double value) {
            return this == SAME
                    ? value
                    : BigDecimal.valueOf(value).movePointLeft(2).doubleValue();
        }
    }

    /** Whose the flags of collapses are. */
    enum Flags {
        /** Those of another monitor. */
        RECORDED,
        /** Those of this program, which finds them again. */
        OWN
    }

    ReplayDevice {
        requireNonNull(description, "description");
        requireNonNull(samples, "samples");
        requireNonNull(flags, "flags");
        reasonSets = List.copyOf(reasonSets);
        tellable = new TreeSet<>(tellable);
    }

    Device device() {
        return description.device();
    }

    /** Returns the same samples at other times. */
    ReplayDevice movedTo(LongUnaryOperator moved) {
        return new ReplayDevice(description, samples.movedTo(moved), reasonSets, tellable, flags);
    }

    /** Returns the usual time between its samples; 0 where there is one only. Takes as long as sorting them. */
    double periodMillis() {
        return samples.column(SampledRun.COLLAPSE).medianIntervalMillis();
    }

    /** Returns for how long its readings are good; as costly. */
    long staleMillis() {
        return Math.max((long) (STALE_PERIODS * periodMillis()), SHORTEST_STALE_MILLIS);
    }

    /** Returns what was read at a sample. */
    List<SensorReading> readings(int row) {
        boolean cpu = device().subject() == Subject.CPU;
        List<SensorReading> readings = new ArrayList<>();
        Instant readAt = Instant.ofEpochMilli(samples.epochMillis(row));
        Adder adder = (quantity, column, unit, parts) -> value(column, row)
                .ifPresent(value ->
                        readings.add(new SensorReading(Sensor.of(device(), quantity, parts), unit.of(value), readAt)));
        if (cpu) {
            adder.add(Quantity.CPU_UTILIZATION_RATIO, SampledRun.UTILIZATION, Unit.PERCENT);
            adder.add(Quantity.CPU_TEMPERATURE_CELSIUS, SampledRun.TEMPERATURE, Unit.SAME, "core");
            adder.add(Quantity.CPU_POWER_WATTS, SampledRun.POWER, Unit.SAME, "package");
            adder.add(Quantity.CPU_THROTTLES_TOTAL, RecordedDevice.THROTTLES_TOTAL, Unit.SAME, "all");
            adder.add(Quantity.CPU_POWER_LIMIT_WATTS, RecordedDevice.RATED_WATTS, Unit.SAME, "default");
            adder.add(Quantity.CPU_TEMPERATURE_LIMIT_CELSIUS, RecordedDevice.LIMIT_CELSIUS, Unit.SAME, "slowdown");
        } else {
            adder.add(Quantity.GPU_UTILIZATION_RATIO, SampledRun.UTILIZATION, Unit.PERCENT);
            adder.add(Quantity.GPU_TEMPERATURE_CELSIUS, SampledRun.TEMPERATURE, Unit.SAME, "core");
            adder.add(Quantity.GPU_TEMPERATURE_CELSIUS, RecordedDevice.MEMORY_TEMPERATURE, Unit.SAME, "memory");
            adder.add(Quantity.GPU_POWER_WATTS, SampledRun.POWER, Unit.SAME);
            adder.add(Quantity.GPU_CLOCK_HERTZ, SampledRun.CLOCK, Unit.SAME, "graphics");
            adder.add(Quantity.GPU_CLOCK_MAX_HERTZ, RecordedDevice.CLOCK_MAX, Unit.SAME, "graphics");
            adder.add(Quantity.GPU_FAN_SPEED_RATIO, RecordedDevice.FAN, Unit.PERCENT, "0");
            adder.add(Quantity.GPU_POWER_LIMIT_WATTS, RecordedDevice.RATED_WATTS, Unit.SAME, "default");
            adder.add(Quantity.GPU_TEMPERATURE_LIMIT_CELSIUS, RecordedDevice.LIMIT_CELSIUS, Unit.SAME, "slowdown");
            given(row)
                    .ifPresent(given -> tellable.forEach(reason -> readings.add(new SensorReading(
                            Sensor.of(device(), Quantity.GPU_THROTTLE_ACTIVE, reason),
                            given.contains(reason) ? 1 : 0,
                            readAt))));
        }
        return readings;
    }

    /** Adds a reading where the sample has one. */
    @FunctionalInterface
    private interface Adder {
        void add(Quantity quantity, String column, Unit unit, String... parts);
    }

    private OptionalDouble value(String column, int row) {
        if (!samples.columns().contains(column)) {
            return OptionalDouble.empty();
        }
        double value = samples.column(column).value(row);
        boolean counts = column.equals(RecordedDevice.THROTTLES_TOTAL);
        return Double.isFinite(value) && !(counts && value < 0) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private Optional<Set<String>> given(int row) {
        OptionalDouble place = value(RecordedDevice.THROTTLE_REASONS, row);
        return place.isPresent() ? Optional.of(reasonSets.get((int) place.getAsDouble())) : Optional.empty();
    }

    /** Returns the flag that another monitor gave at a sample; nothing where it gave none. */
    Optional<CollapseMonitor.RecordedFlag> recordedFlag(int row) {
        OptionalDouble flag = flags == Flags.RECORDED ? value(SampledRun.COLLAPSE, row) : OptionalDouble.empty();
        return flag.isPresent()
                ? Optional.of(
                        flag.getAsDouble() == 0
                                ? CollapseMonitor.RecordedFlag.CLEAR
                                : CollapseMonitor.RecordedFlag.COLLAPSE)
                : Optional.empty();
    }
}
