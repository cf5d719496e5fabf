package org.thermograd.adapter.nvml;

import java.util.Arrays;
import java.util.List;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;

/**
 * For how long clocks were held back, by reason, since the driver was loaded. The fields 74 and 76 ({@code
 * NVML_FI_DEV_CLOCKS_EVENT_REASON_SW_POWER_CAP}, {@code _SYNC_BOOST}), 269 to 271 ({@code _SW_THERM_SLOWDOWN}, {@code
 * _HW_THERM_SLOWDOWN}, {@code _HW_POWER_BRAKE_SLOWDOWN}) and 77 to 79 of the policies count in ns. Where a driver lacks those
 * that tell the two kinds of heat apart, the policy "thermal" (field 75) stands as {@code thermal}: heat, it does not say whose
 * doing. Where it has no such fields, {@code nvmlDeviceGetViolationStatus} has the same policies.
 */
final class HeldBackTime {
    private static final int SW_THERMAL = 269;
    private static final int HW_THERMAL = 270;
    private static final int NO_POLICY = -1;
    private static final Counter THERMAL = new Counter("thermal", 75, 1);
    private static final List<Counter> COUNTERS = List.of(
            new Counter("sw_power_cap", 74, 0),
            new Counter("sync_boost", 76, 2),
            new Counter("sw_thermal", SW_THERMAL, NO_POLICY),
            new Counter("hw_thermal", HW_THERMAL, NO_POLICY),
            new Counter("power_brake", 271, NO_POLICY),
            new Counter("board_limit", 77, 3),
            new Counter("low_utilization", 78, 4),
            new Counter("reliability", 79, 5));

    /** A reason, its field, and its number in {@code nvmlPerfPolicyType_t}. */
    private record Counter(String reason, int field, int policy) {}

    private final GpuCalls calls;
    private final FieldValues fields;
    private final Sensor[] sensors;
    private final Sensor thermal;

    /**
     * Makes the counters of one accelerator.
     *
     * @param fields reads {@link #fieldIds} among others
     */
    HeldBackTime(Device device, GpuCalls calls, FieldValues fields) {
        this.calls = calls;
        this.fields = fields;
        this.sensors = COUNTERS.stream()
                .map(counter -> Sensor.of(device, Quantity.GPU_THROTTLE_SECONDS_TOTAL, counter.reason()))
                .toArray(Sensor[]::new);
        this.thermal = Sensor.of(device, Quantity.GPU_THROTTLE_SECONDS_TOTAL, THERMAL.reason());
    }

    /** Returns the fields that count time, with others before them. */
    static int[] fieldIds(int... others) {
        int[] ids = Arrays.copyOf(others, others.length + COUNTERS.size() + 1);
        int at = others.length;
        for (Counter counter : COUNTERS) {
            ids[at] = counter.field();
            at++;
        }
        ids[at] = THERMAL.field();
        return ids;
    }

    /** Adds what the last read of the fields gave. */
    void addTo(Readout readout) throws LostException {
        for (int i = 0; i < sensors.length; i++) {
            readout.nanos(sensors[i], nanos(COUNTERS.get(i)));
        }
        if (fields.refused(SW_THERMAL) && fields.refused(HW_THERMAL)) {
            readout.nanos(thermal, nanos(THERMAL));
        }
    }

    private double nanos(Counter counter) throws LostException {
        return fields.refused(counter.field()) && counter.policy() != NO_POLICY
                ? calls.violationNanos(counter.policy())
                : fields.value(counter.field());
    }
}
