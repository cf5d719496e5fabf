package org.thermograd.domain.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.thermograd.domain.ingest.ArrivalClock.Moment;
import org.thermograd.domain.training.RunId;

/** The written form of a {@link RunState}: a version, the state, and a checksum over both. Stateless. */
final class StateFormat {
    private static final byte VERSION = 6;
    private static final int CHECKSUM_BYTES = Integer.BYTES;

    private StateFormat() {}

    static byte[] write(RunState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            state.writeTo(out);
            out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static RunState read(byte[] bytes, RunId run, IngestConfig config, Moment now) {
        int length = bytes.length - CHECKSUM_BYTES;
        if (length < 1 || ByteBuffer.wrap(bytes).getInt(length) != checksum(bytes, length)) {
            throw new IllegalArgumentException("state must be whole and unchanged, got another checksum");
        }
        if (bytes[0] != VERSION) {
            throw new IllegalArgumentException("state must be of version " + VERSION + ", got " + bytes[0]);
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Arrays.copyOf(bytes, length)))) {
            in.readByte();
            return RunState.readFrom(in, run, config, now);
        } catch (IOException e) {
            throw new IllegalArgumentException("state must be whole, got " + bytes.length + " bytes", e);
        }
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
