package org.thermograd.adapter.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a file, and tells one that cannot be UTF-8 text from its first bytes. */
final class TextInput {
    private static final int HEAD_BYTES = 4096;

    private TextInput() {}

    /** Opens a file for {@link #checked}; opening a folder is refused here because Linux opens it and fails later. */
    static InputStream open(Path file) throws IOException, RecordingException {
        if (Files.isDirectory(file)) {
            throw RecordingException.of(file, "must be a file, got a directory");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw RecordingException.of(file, "must be a regular file, got a pipe or a device");
        }
        return Files.newInputStream(file);
    }

    /** Returns the bytes of a file after its byte order mark, if any; supports {@code mark}. */
    static BufferedInputStream checked(Path file, InputStream in) throws IOException, RecordingException {
        BufferedInputStream buffered = new BufferedInputStream(in, 2 * HEAD_BYTES);
        buffered.mark(HEAD_BYTES);
        byte[] head = buffered.readNBytes(HEAD_BYTES);
        refuseBinary(file, head);
        buffered.reset();
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            buffered.skipNBytes(3);
        }
        return buffered;
    }

    private static void refuseBinary(Path file, byte[] head) throws RecordingException {
        if (head.length == 0) {
            throw RecordingException.of(file, "file must not be empty");
        }
        if (startsWith(head, 0x1F, 0x8B)) {
            throw RecordingException.of(file, "must be text, looks gzip-compressed; unpack it first");
        }
        if (startsWith(head, 0xFF, 0xFE) || startsWith(head, 0xFE, 0xFF)) {
            throw RecordingException.of(file, "must be UTF-8 text, looks like UTF-16");
        }
        for (int i = 0; i < head.length; i++) {
            if (head[i] == 0) {
                throw RecordingException.of(file, "must be text, looks binary (byte " + (i + 1) + " is NUL)");
            }
        }
    }

    private static boolean startsWith(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
