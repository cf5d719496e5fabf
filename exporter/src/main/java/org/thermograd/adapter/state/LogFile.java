package org.thermograd.adapter.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A log that grows: a head that names format, version and generation, and frames. What could not be written whole is cut off again,
 * at the latest before the next write. Confined to one thread.
 */
final class LogFile implements AutoCloseable {
    /** Names the format, and in its last byte the version. */
    private static final byte[] MAGIC = "THERMOLOG\n\0\1".getBytes(StandardCharsets.ISO_8859_1);

    static final int HEAD_BYTES = MAGIC.length + Long.BYTES;
    private static final int BUFFER_BYTES = 256 * 1024;

    private final FileChannel channel;
    private final long generation;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private long end;
    private long frames;
    private boolean torn;

    private LogFile(FileChannel channel, long generation) {
        this.channel = channel;
        this.generation = generation;
    }

    /** Makes a log without frames, in place of what there was. */
    static LogFile create(Path path, long generation) throws IOException {
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        LogFile log = new LogFile(channel, generation);
        try {
            log.buffer.put(head(generation));
            log.flush();
            log.end = HEAD_BYTES;
            log.force();
            return log;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    static byte[] head(long generation) {
        return ByteBuffer.allocate(HEAD_BYTES).put(MAGIC).putLong(generation).array();
    }

    /** Returns how long it is. */
    long bytes() {
        return end;
    }

    /** Returns how many frames it has. */
    long frames() {
        return frames;
    }

    /**
     * Writes frames, all of them or none.
     *
     * @throws IOException if that fails; the log is as it was then
     */
    void append(List<byte[]> payloads) throws IOException {
        if (torn) {
            cut();
        }
        long position = end;
        try {
            channel.position(end);
            buffer.clear();
            for (byte[] payload : payloads) {
                int bytes = Frame.HEAD_BYTES + payload.length;
                if (buffer.remaining() < bytes) {
                    flush();
                }
                if (bytes <= buffer.capacity()) {
                    Frame.write(payload, generation, position, buffer);
                } else {
                    ByteBuffer large = ByteBuffer.allocate(bytes);
                    Frame.write(payload, generation, position, large);
                    large.flip();
                    writeAll(large);
                }
                position += bytes;
            }
            flush();
        } catch (IOException e) {
            torn = true;
            try {
                cut();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
        end = position;
        frames += payloads.size();
    }

    private void flush() throws IOException {
        buffer.flip();
        writeAll(buffer);
        buffer.clear();
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        int limit = bytes.limit();
        // A buffer on the heap is copied as a whole by the platform: in parts it needs less.
        while (bytes.position() < limit) {
            bytes.limit(Math.min(limit, bytes.position() + BUFFER_BYTES));
            channel.write(bytes);
        }
    }

    private void cut() throws IOException {
        channel.truncate(end);
        torn = false;
    }

    void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
