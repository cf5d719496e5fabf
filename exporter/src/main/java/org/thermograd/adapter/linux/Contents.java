package org.thermograd.adapter.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * What a file of the kernel held when it was last read, and a cursor through it. It is used for one file after the other,
 * so that reading makes no garbage. Confined to one thread at a time.
 */
final class Contents {
    private static final int START_BYTES = 8192;
    private static final int SHOWN = 60;
    private static final int RADIX = 10;

    private ByteBuffer buffer = ByteBuffer.allocateDirect(START_BYTES);
    private byte[] bytes = new byte[START_BYTES];
    private Path path = Path.of("");
    private int length;
    private int cursor;

    /**
     * Takes what a file holds now.
     *
     * @param whole whether to read until its end; else one read, which is enough for a file of one value
     */
    void read(Path from, FileChannel channel, boolean whole) throws IOException {
        path = from;
        length = 0;
        cursor = 0;
        buffer.clear();
        boolean more = true;
        while (more) {
            int read = channel.read(buffer, buffer.position());
            if (!buffer.hasRemaining()) {
                ByteBuffer larger = ByteBuffer.allocateDirect(2 * buffer.capacity());
                buffer.flip();
                larger.put(buffer);
                buffer = larger;
            } else {
                more = whole && read > 0;
            }
        }
        length = buffer.position();
        if (bytes.length < length) {
            bytes = new byte[buffer.capacity()];
        }
        buffer.flip();
        buffer.get(bytes, 0, length);
    }

    /** Returns the bytes as a table in the byte order of the machines that have such. */
    ByteBuffer table() {
        return ByteBuffer.wrap(Arrays.copyOf(bytes, length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns all of it without space around. */
    String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8).strip();
    }

    /** Returns the number that is all of it, or nothing. */
    OptionalLong value() {
        cursor = 0;
        OptionalLong value = nextNumber();
        while (!atEnd() && bytes[cursor] <= ' ') {
            cursor++;
        }
        return atEnd() ? value : OptionalLong.empty();
    }

    /** Returns whether nothing is left. */
    boolean atEnd() {
        return cursor >= length;
    }

    /** Goes to the start of the next line. */
    void nextLine() {
        while (!atEnd() && bytes[cursor] != '\n') {
            cursor++;
        }
        cursor++;
    }

    /** Goes past some text if it stands here, and returns whether it did. */
    boolean skip(String ascii) {
        if (cursor + ascii.length() > length) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[cursor + i] != ascii.charAt(i)) {
                return false;
            }
        }
        cursor += ascii.length();
        return true;
    }

    /** Goes behind the next place of some text in this line, and returns whether there is one. */
    boolean skipTo(String ascii) {
        while (!atEnd() && bytes[cursor] != '\n') {
            if (skip(ascii)) {
                return true;
            }
            cursor++;
        }
        return false;
    }

    /** Takes the next number of this line, if that comes next. Numbers end in a space, a line end or the end. */
    OptionalLong nextNumber() {
        skipSpaces();
        int at = cursor;
        boolean negative = at < length && bytes[at] == '-';
        if (negative) {
            at++;
        }
        int first = at;
        long value = 0;
        while (at < length && bytes[at] >= '0' && bytes[at] <= '9') {
            int digit = bytes[at] - '0';
            if (value > (Long.MAX_VALUE - digit) / RADIX) {
                return OptionalLong.empty();
            }
            value = RADIX * value + digit;
            at++;
        }
        if (at == first || (at < length && bytes[at] > ' ')) {
            return OptionalLong.empty();
        }
        cursor = at;
        return OptionalLong.of(negative ? -value : value);
    }

    /**
     * Takes the next number of this line.
     *
     * @throws KernelFormatException if something else comes next
     */
    long number() throws KernelFormatException {
        OptionalLong number = nextNumber();
        if (number.isEmpty()) {
            throw wrong("must have a number here");
        }
        return number.getAsLong();
    }

    /** Takes what comes before the next space, colon or line end; empty at the end of a line. */
    String word() {
        skipSpaces();
        int first = cursor;
        while (!atEnd() && bytes[cursor] > ' ' && bytes[cursor] != ':') {
            cursor++;
        }
        return new String(bytes, first, cursor - first, StandardCharsets.UTF_8);
    }

    /** Returns the failure of not finding here what should be here. */
    KernelFormatException wrong(String rule) {
        int first = Math.min(cursor, length);
        int shown = Math.min(SHOWN, length - first);
        String got = new String(bytes, first, shown, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("");
        return new KernelFormatException(path, rule, got.isBlank() ? "nothing" : '"' + got.strip() + '"');
    }

    private void skipSpaces() {
        while (!atEnd() && (bytes[cursor] == ' ' || bytes[cursor] == '\t')) {
            cursor++;
        }
    }
}
