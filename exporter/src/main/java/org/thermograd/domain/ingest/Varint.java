package org.thermograd.domain.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Whole numbers in as few bytes as they need, 1 to 10: seven bits a byte, the lowest first, small negative ones short too. */
public final class Varint {
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;
    private static final int MASK = MORE - 1;

    private Varint() {}

    /** Writes a number. */
    public static void write(DataOutputStream out, long number) throws IOException {
        long left = (number << 1) ^ (number >> (Long.SIZE - 1));
        while ((left & ~MASK) != 0) {
            out.writeByte((int) (left & MASK) | MORE);
            left >>>= BITS;
        }
        out.writeByte((int) left);
    }

    /** Reads a number. */
    public static long read(DataInputStream in) throws IOException {
        long found = 0;
        for (int shift = 0; ; shift += BITS) {
            long next = in.readUnsignedByte();
            found |= (next & MASK) << shift;
            if (next < MORE) {
                return (found >>> 1) ^ -(found & 1);
            }
        }
    }
}
