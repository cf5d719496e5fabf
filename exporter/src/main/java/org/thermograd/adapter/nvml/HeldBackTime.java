package org.thermograd.adapter.nvml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;

/**
 * For how long clocks were held back, by reason, since the driver was loaded. The fields 74 and 76 ({@code
 * NVML_FI_DEV_CLOCKS_EVENT_REASON_SW_POWER_CAP}, {@code _SYNC_BOOST}), the three of {@link SlowdownFields}, and 77 to 79 of the
 * policies count in ns. Where a driver lacks those that tell the two kinds of heat apart, the policy "thermal" (field 75) stands as
 * {@code thermal}: heat, it does not say whose doing. Where it has no such fields, {@code nvmlDeviceGetViolationStatus} has the
 * same policies.
 */
final class HeldBackTime {
    private static final int NO_POLICY = -1;
    private static final Counter THERMAL = new Counter("thermal", 75, 1);
    private static final List<Counter> POLICIES = List.of(
            new Counter("sw_power_cap", 74, 0),
            new Counter("sync_boost", 76, 2),
            new Counter("board_limit", 77, 3),
            new Counter("low_utilization", 78, 4),
            new Counter("reliability", 79, 5));

    /** A reason, its field, and its number in {@code nvmlPerfPolicyType_t}. */
    private record Counter(String reason, int field, int policy) {}

    private final GpuCalls calls;
    private final FieldValues fields;
    private final List<Counter> heat;
    private final Map<Counter, Sensor> counters = new LinkedHashMap<>();
    private final Sensor thermal;

    /**
     * Makes the counters of one accelerator.
     *
     * @param others fields that are read with them in one call
     */
    HeldBackTime(Device device, GpuCalls calls, String driverVersion, int... others) {
        this.calls = calls;
        OptionalInt first = SlowdownFields.first(driverVersion);
        this.heat = first.isEmpty() ? List.of() : heat(first.getAsInt());
        List<Counter> all = new ArrayList<>(POLICIES);
        all.addAll(heat);
        first.ifPresent(field -> all.add(new Counter("power_brake", field + 2, NO_POLICY)));
        all.forEach(counter -> counters.put(counter, sensor(device, counter)));
        this.thermal = sensor(device, THERMAL);
        all.add(THERMAL);
        this.fields = calls.fields(
                IntStream.concat(Arrays.stream(others), all.stream().mapToInt(Counter::field))
                        .toArray());
    }

    private static List<Counter> heat(int first) {
        return List.of(new Counter("sw_thermal", first, NO_POLICY), new Counter("hw_thermal", first + 1, NO_POLICY));
    }

    private static Sensor sensor(Device device, Counter counter) {
        return Sensor.of(device, Quantity.GPU_THROTTLE_SECONDS_TOTAL, counter.reason());
    }

    /** Returns the fields that are read, with the others among them. */
    FieldValues fields() {
        return fields;
    }

    /** Adds what the last read of the fields gave. */
    void addTo(Readout readout) throws LostException {
        for (Map.Entry<Counter, Sensor> counter : counters.entrySet()) {
            readout.nanos(counter.getValue(), nanos(counter.getKey()));
        }
        if (heat.stream().allMatch(counter -> fields.refused(counter.field()))) {
            readout.nanos(thermal, nanos(THERMAL));
        }
    }

    private double nanos(Counter counter) throws LostException {
        return fields.refused(counter.field()) && counter.policy() != NO_POLICY
                ? calls.violationNanos(counter.policy())
                : fields.value(counter.field());
    }
}
