package org.thermograd.adapter.linux;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A table {@code gpu_metrics} of layout 1.9, which tells for each of its attributes what it is: after the header their
 * number, then for each a word of 64 bits (unit, type, attribute, how many values) and its values, without gaps.
 */
final class GpuMetricsAttributes {
    /** Energy. */
    static final int ENERGY = 7;

    /** The driver's clock. */
    static final int CLOCK = 8;

    /** Cycles of the firmware. */
    static final int CYCLES = 9;

    private static final int COUNT_AT = 4;
    private static final int FIRST_AT = 8;
    private static final int TYPE_SHIFT = 20;
    private static final int TYPE_MASK = 0xF;
    private static final int ID_SHIFT = 10;
    private static final int TEN_BITS = 0x3FF;

    /** Bytes of a value of each type; the types of even number have no sign. */
    private static final int[] WIDTHS = {1, 1, 2, 2, 4, 4, 8, 8};

    private final Map<Integer, Long> values = new HashMap<>();

    /**
     * Reads a table.
     *
     * @throws IndexOutOfBoundsException if it ends before its last attribute, or has one of unknown type
     */
    GpuMetricsAttributes(ByteBuffer table) {
        int at = FIRST_AT;
        for (int left = table.getInt(COUNT_AT); left > 0; left--) {
            long encoding = table.getLong(at);
            int width = WIDTHS[(int) (encoding >>> TYPE_SHIFT) & TYPE_MASK];
            int count = (int) encoding & TEN_BITS;
            at += Long.BYTES;
            if (count == 1) {
                put((int) (encoding >>> ID_SHIFT) & TEN_BITS, table, at, width);
            }
            at += count * width;
        }
    }

    private void put(int attribute, ByteBuffer table, int at, int width) {
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = (value << Byte.SIZE) | Byte.toUnsignedLong(table.get(at + i));
        }
        long allOnes = -1L >>> ((Long.BYTES - width) * Byte.SIZE);
        if (value != allOnes) {
            values.put(attribute, value);
        }
    }

    /** Returns the value of an attribute, if the driver knows it and it is one. */
    OptionalLong value(int attribute) {
        Long value = values.get(attribute);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
