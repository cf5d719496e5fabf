package org.thermograd.adapter.nvml;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Arrays;

/**
 * Fields of one accelerator, read in one call of {@code nvmlDeviceGetFieldValues}. Each is an {@code nvmlFieldValue_t} of 40 bytes: the
 * number of the field at 0, its scope at 4, the type of the value at 24, a return code of its own at 28, the value at 32. A field
 * that is refused is left out of the next calls, see {@link Answers}. Confined to one thread.
 */
final class FieldValues {
    /** Temperature of the memory. */
    static final int MEMORY_TEMPERATURE = 82;
    /** Energy since the driver was loaded, in mJ. */
    static final int ENERGY = 83;
    /** T.Limit at which the accelerator may shut down: the value that {@link GpuCalls#marginCelsius} has then. */
    static final int SHUTDOWN_TLIMIT = 193;
    /** T.Limit at which the hardware halves the clocks. */
    static final int SLOWDOWN_TLIMIT = 194;
    /** T.Limit at which the driver holds the clocks back. */
    static final int MAX_OPERATING_TLIMIT = 196;

    private static final String CALL = "DeviceGetFieldValues";
    private static final int BYTES = 40;
    private static final int SCOPE = 4;
    private static final int TYPE = 24;
    private static final int CODE = 28;
    private static final int VALUE = 32;

    private final Nvml nvml;
    private final Pointer handle;
    private final Answers answers;
    private final int[] ids;
    /** By what the whole call is remembered: the driver refuses it where it has none of these fields, and may have others. */
    private final String call;

    private final String[] calls;
    private final double[] values;
    private final int[] asked;
    private final Memory buffer;

    FieldValues(Nvml nvml, Pointer handle, Answers answers, int... ids) {
        this.nvml = nvml;
        this.handle = handle;
        this.answers = answers;
        this.ids = ids.clone();
        this.call = CALL + " of " + Arrays.toString(ids);
        this.calls = Arrays.stream(ids).mapToObj(id -> CALL + " " + id).toArray(String[]::new);
        this.values = new double[ids.length];
        this.asked = new int[ids.length];
        this.buffer = new Memory((long) BYTES * ids.length);
    }

    /**
     * Reads all fields that are not refused.
     *
     * @throws LostException if accelerator or driver no longer answer
     */
    void read() throws LostException {
        Arrays.fill(values, Double.NaN);
        int count = 0;
        for (int i = 0; i < ids.length; i++) {
            if (!answers.refused(calls[i])) {
                buffer.setInt((long) BYTES * count, ids[i]);
                buffer.setInt((long) BYTES * count + SCOPE, 0);
                asked[count] = i;
                count++;
            }
        }
        int all = count;
        if (count == 0 || !answers.ask(call, () -> nvml.deviceGetFieldValues(handle, all, buffer))) {
            return;
        }
        for (int k = 0; k < count; k++) {
            int at = BYTES * k;
            if (answers.accept(calls[asked[k]], buffer.getInt(at + CODE))) {
                values[asked[k]] = value(buffer.getInt(at + TYPE), at + VALUE);
            }
        }
    }

    /** Reads a value of a type of {@code nvmlValueType_t}; what no signed long can hold, and an unknown type, is a sentinel. */
    private double value(int type, int at) {
        return switch (type) {
            case 0 -> buffer.getDouble(at);
            case 1 -> buffer.getInt(at) == -1 ? Double.NaN : Integer.toUnsignedLong(buffer.getInt(at));
            case 2, 3 -> buffer.getLong(at) < 0 ? Double.NaN : buffer.getLong(at);
            case 4 -> buffer.getLong(at);
            case 5 -> buffer.getInt(at);
            case 6 -> Short.toUnsignedInt(buffer.getShort(at));
            default -> Double.NaN;
        };
    }

    /** Returns what a field had at the last read, {@code NaN} for nothing. */
    double value(int id) {
        return values[indexOf(id)];
    }

    /** Returns whether the driver refuses a field, or all of these. */
    boolean refused(int id) {
        return answers.refused(call) || answers.refused(calls[indexOf(id)]);
    }

    private int indexOf(int id) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        throw new IllegalArgumentException("id must be one that is read, got " + id);
    }
}
