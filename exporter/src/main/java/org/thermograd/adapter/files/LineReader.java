package org.thermograd.adapter.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads lines that end in LF, CRLF or the end of the file, in memory bounded by the longest line allowed: a file that is
 * one endless line fails after little more than that many bytes. Confined to one thread; does not close its stream.
 */
final class LineReader {
    static final int LIMIT_BYTES = 1 << 20;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int filled;
    private byte[] line = new byte[1024];
    private int length;
    private long number;
    private boolean ended;

    LineReader(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /** Goes to the next line; false at the end of the file. */
    boolean next() throws IOException, RecordingException {
        number++;
        length = 0;
        ended = false;
        while (!ended && (position < filled || fill())) {
            int end = lineEnd();
            append(end);
            ended = end < filled;
            position = ended ? end + 1 : end;
        }
        if (!ended && length == 0) {
            return false;
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
            ended = true;
        }
        return true;
    }

    /** Returns the place of the next line end in the buffer, or of its end. */
    private int lineEnd() {
        byte[] bytes = buffer;
        int limit = filled;
        int end = position;
        while (end < limit && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    private void append(int end) throws RecordingException {
        int more = end - position;
        if (length + more > LIMIT_BYTES) {
            throw RecordingException.at(file, number, "line must be at most " + LIMIT_BYTES + " bytes");
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.min(LIMIT_BYTES, Math.max(2 * line.length, length + more)));
        }
        System.arraycopy(buffer, position, line, length, more);
        length += more;
    }

    /** Returns the number of the current line, from 1. */
    long number() {
        return number;
    }

    /** Returns whether the current line has an end; the last of a file may have none and may then be torn. */
    boolean ended() {
        return ended;
    }

    /** Returns whether the current line has nothing but blanks. */
    boolean isBlank() {
        return (length == 0 || line[0] <= ' ') && text().isBlank();
    }

    /**
     * Takes the fields of the current line, which last until the next one.
     *
     * @param most as {@link CsvLine#split} has it
     * @return as there
     */
    boolean split(CsvLine fields, int most) {
        return fields.split(line, length, most);
    }

    /** Returns the current line without its end; a byte that is not UTF-8 becomes the replacement character. */
    String text() {
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    /** Returns the current line without its end, or fails if it is not UTF-8. */
    String strictText() throws RecordingException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw RecordingException.at(file, number, "header must be UTF-8 text", text());
        }
    }
}
