package org.thermograd.adapter.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/** Reads the frames of a log, and passes over what is damaged between them. Confined to one thread. */
final class LogReader implements AutoCloseable {
    private static final int WINDOW_BYTES = 256 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final long generation;
    private final long size;
    private byte[] window = new byte[WINDOW_BYTES];
    private long windowStart;
    private int windowBytes;
    private long position = LogFile.HEAD_BYTES;
    private long goodEnd = LogFile.HEAD_BYTES;
    private long frameStart;
    private long damagedBytes;

    private LogReader(Path path, FileChannel channel, long generation) throws IOException {
        this.path = path;
        this.channel = channel;
        this.generation = generation;
        this.size = channel.size();
    }

    /**
     * Opens a log.
     *
     * @throws StateException if it is none, of another version, or of another generation
     */
    static LogReader open(Path path, long generation) throws IOException, StateException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        LogReader reader = new LogReader(path, channel, generation);
        try {
            reader.checkHead();
            return reader;
        } catch (IOException | StateException e) {
            channel.close();
            throw e;
        }
    }

    private void checkHead() throws IOException, StateException {
        byte[] head = LogFile.head(generation);
        if (!load(0, head.length) || !Arrays.equals(head, 0, head.length, window, 0, head.length)) {
            throw new StateException(path + " must begin as a log of version 1 and generation " + generation
                    + ", got other bytes; move the folder away to begin anew");
        }
    }

    /** Returns the payload of the next whole frame, nothing after the last. */
    Optional<byte[]> next() throws IOException {
        for (long at = position; at + Frame.HEAD_BYTES <= size; at++) {
            Optional<byte[]> payload = frameAt(at);
            if (payload.isPresent()) {
                damagedBytes += at - position;
                frameStart = at;
                position = at + Frame.HEAD_BYTES + payload.get().length;
                goodEnd = position;
                return payload;
            }
        }
        return Optional.empty();
    }

    private Optional<byte[]> frameAt(long at) throws IOException {
        if (!load(at, Frame.HEAD_BYTES) || window[offset(at)] != Frame.MARK) {
            return Optional.empty();
        }
        ByteBuffer head = ByteBuffer.wrap(window, offset(at) + 1, Frame.HEAD_BYTES - 1);
        int length = head.getInt();
        int checksum = head.getInt();
        if (length < 0 || length > size - at - Frame.HEAD_BYTES || !load(at, Frame.HEAD_BYTES + length)) {
            return Optional.empty();
        }
        int from = offset(at) + Frame.HEAD_BYTES;
        return Frame.checksum(generation, at, window, from, length) == checksum
                ? Optional.of(Arrays.copyOfRange(window, from, from + length))
                : Optional.empty();
    }

    private int offset(long at) {
        return (int) (at - windowStart);
    }

    /** Makes the window hold a stretch, and tells whether the file does. */
    private boolean load(long at, int bytes) throws IOException {
        if (at >= windowStart && at + bytes <= windowStart + windowBytes) {
            return true;
        }
        if (at + bytes > size) {
            return false;
        }
        if (window.length < bytes) {
            window = new byte[bytes];
        }
        windowStart = at;
        windowBytes = 0;
        while (windowBytes < window.length) {
            int read =
                    channel.read(ByteBuffer.wrap(window, windowBytes, window.length - windowBytes), at + windowBytes);
            if (read < 0) {
                break;
            }
            windowBytes += read;
        }
        return windowBytes >= bytes;
    }

    /** Returns where the frame that was read last begins. */
    long frameStart() {
        return frameStart;
    }

    /** Returns how many bytes between whole frames were passed over so far. */
    long damagedBytes() {
        return damagedBytes;
    }

    /** Returns how many bytes follow the last whole frame that was read. */
    long tornBytes() {
        return size - goodEnd;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
