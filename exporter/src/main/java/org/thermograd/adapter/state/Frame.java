package org.thermograd.adapter.state;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;

/**
 * How a payload stands in the log: a mark, its length, a checksum, and itself. The checksum is also over the generation and the place
 * of the frame, so that bytes of another file, or of a payload, are no frame. Stateless.
 */
final class Frame {
    static final byte MARK = (byte) 0xA7;
    static final int HEAD_BYTES = 1 + 2 * Integer.BYTES;

    private Frame() {}

    static void write(byte[] payload, long generation, long position, ByteBuffer out) {
        out.put(MARK).putInt(payload.length).putInt(checksum(generation, position, payload, 0, payload.length));
        out.put(payload);
    }

    /** Returns how much room payloads take. */
    static long bytes(List<byte[]> payloads) {
        return payloads.stream()
                .mapToLong(payload -> HEAD_BYTES + payload.length)
                .sum();
    }

    static int checksum(long generation, long position, byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(generation)
                .putLong(position)
                .flip());
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
