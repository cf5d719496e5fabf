package org.thermograd.adapter.http.push;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip (RFC 1952) of one member, as every client sends it. Java's own stream unpacks any number of members, one
 * within the other: some thousand empty ones exhaust the stack.
 */
final class GzipBody {
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECK = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int FIXED_HEADER_BYTES = 10;
    private static final int CHUNK_BYTES = 8192;
    private static final int BYTE = 0xff;
    private static final int SHORT = 0xffff;

    private final ByteBuffer in;
    private final int limit;

    private GzipBody(byte[] wire, int limit) {
        this.in = ByteBuffer.wrap(wire).order(ByteOrder.LITTLE_ENDIAN);
        this.limit = limit;
    }

    /**
     * Unpacks a body.
     *
     * @param limit how many bytes it may be, unpacked
     */
    static byte[] unpack(byte[] wire, int limit) throws PushRefusedException {
        GzipBody body = new GzipBody(wire, limit);
        Optional<byte[]> content;
        try {
            content = body.skipHeader() ? body.inflate() : Optional.empty();
        } catch (DataFormatException
                | BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException e) {
            content = Optional.empty();
        }
        return content.orElseThrow(() -> PushRefusedException.of(
                PushRejection.SYNTAX, "body must be gzip of one member as Content-Encoding says, but it is not"));
    }

    private boolean skipHeader() {
        if ((in.getShort() & SHORT) != MAGIC || in.get() != DEFLATE) {
            return false;
        }
        int flags = in.get() & BYTE;
        in.position(FIXED_HEADER_BYTES);
        if ((flags & EXTRA) != 0) {
            int length = in.getShort() & SHORT;
            in.position(in.position() + length);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECK) != 0) {
            in.getShort();
        }
        return true;
    }

    private void skipText() {
        int at = in.position();
        while (in.get(at) != 0) {
            at++;
        }
        in.position(at + 1);
    }

    /** Returns the content, if it is whole, checks out, and ends with the body. */
    private Optional<byte[]> inflate() throws DataFormatException, PushRefusedException {
        Inflater inflater = new Inflater(true);
        try {
            ByteArrayOutputStream content = new ByteArrayOutputStream(Math.min(limit, CHUNK_BYTES));
            CRC32 crc = new CRC32();
            byte[] chunk = new byte[CHUNK_BYTES];
            inflater.setInput(in);
            while (!inflater.finished()) {
                int count = inflater.inflate(chunk);
                if (count == 0 && !inflater.finished()) {
                    return Optional.empty();
                }
                if (content.size() + count > limit) {
                    throw PushRefusedException.tooLarge(limit);
                }
                content.write(chunk, 0, count);
                crc.update(chunk, 0, count);
            }
            boolean good = in.getInt() == (int) crc.getValue() && in.getInt() == content.size() && !in.hasRemaining();
            return good ? Optional.of(content.toByteArray()) : Optional.empty();
        } finally {
            inflater.end();
        }
    }
}
