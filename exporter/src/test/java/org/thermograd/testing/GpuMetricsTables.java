package org.thermograd.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Tables {@code gpu_metrics} as the driver amdgpu makes them, by the layouts of the kernel; what is not given is all ones. */
public final class GpuMetricsTables {
    private static final int UNIT_SHIFT = 24;
    private static final int TYPE_SHIFT = 20;
    private static final int ID_SHIFT = 10;
    private static final int U16 = 2;
    private static final int U32 = 4;
    private static final int U64 = 6;

    private GpuMetricsTables() {}

    /** Cycles of the firmware in which limits held, in the order of the tables. */
    public record Cycles(long nanos, long all, long prochot, long ppt, long socket, long regulator, long hbm) {}

    private static ByteBuffer in(byte[] table) {
        return ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns a table of which nothing but the layout is known. */
    public static byte[] empty(int size, int format, int content) {
        byte[] table = new byte[size];
        Arrays.fill(table, (byte) 0xFF);
        in(table).putShort(0, (short) size).put(2, (byte) format).put(3, (byte) content);
        return table;
    }

    /** Returns a table of a graphics card. */
    public static byte[] v13(long throttleStatus) {
        byte[] table = empty(120, 1, 3);
        in(table).putLong(112, throttleStatus);
        return table;
    }

    /** Returns a table of a processor with graphics. */
    public static byte[] v2(int content, long throttleStatus) {
        byte[] table = empty(content == 2 ? 128 : content == 3 ? 152 : 168, 2, content);
        in(table).putLong(120, throttleStatus);
        return table;
    }

    /** Returns a table of layout 1.6, 1.7 or 1.8 of an accelerator. */
    public static byte[] residencies(int content, long energy, Cycles cycles) {
        byte[] table = empty(content == 6 ? 1664 : content == 7 ? 2208 : 3872, 1, content);
        ByteBuffer fields = in(table);
        fields.position(content == 6 ? 16 : 24);
        fields.putLong(energy).putLong(cycles.nanos()).putInt((int) cycles.all());
        fields.putInt((int) cycles.prochot()).putInt((int) cycles.ppt()).putInt((int) cycles.socket());
        fields.putInt((int) cycles.regulator()).putInt((int) cycles.hbm());
        return table;
    }

    /** Returns a table of layout 1.9, which begins with a temperature and has an array in between. */
    public static byte[] attributes(long energy, Cycles cycles) {
        byte[] bytes = new byte[4096];
        ByteBuffer table = in(bytes);
        table.position(8);
        table.putLong(encoding(2, U16, 0, 1)).putShort((short) 41);
        table.putLong(encoding(0, U64, 7, 1)).putLong(energy);
        table.putLong(encoding(4, U64, 8, 1)).putLong(cycles.nanos());
        table.putLong(encoding(1, U16, 33, 3))
                .putShort((short) 132)
                .putShort((short) 133)
                .putShort((short) 134);
        table.putLong(encoding(0, U32, 9, 1)).putInt((int) cycles.all());
        table.putLong(encoding(0, U32, 10, 1)).putInt((int) cycles.prochot());
        table.putLong(encoding(0, U64, 11, 1)).putLong(cycles.ppt());
        table.putLong(encoding(0, U64, 12, 1)).putLong(cycles.socket());
        table.putLong(encoding(0, U32, 13, 1)).putInt((int) cycles.regulator());
        table.putLong(encoding(0, U32, 14, 1)).putInt((int) cycles.hbm());
        int size = table.position();
        table.putShort(0, (short) size).put(2, (byte) 1).put(3, (byte) 9).putInt(4, 10);
        return Arrays.copyOf(bytes, size);
    }

    private static long encoding(long unit, long type, long attribute, long count) {
        return (unit << UNIT_SHIFT) | (type << TYPE_SHIFT) | (attribute << ID_SHIFT) | count;
    }
}
