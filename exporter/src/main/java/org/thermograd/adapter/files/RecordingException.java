package org.thermograd.adapter.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A recording of which nothing can be used, and why. The message is one line fit for a user: {@code <file>: line <n>:
 * <rule>, got <value>}, without the parts that do not apply.
 */
public final class RecordingException extends Exception {
    private final transient Path file;
    private final long line;
    private final String rule;

    private RecordingException(Path file, long line, String rule, @Nullable String got, @Nullable Throwable cause) {
        super(message(file, line, rule, got), cause);
        this.file = file;
        this.line = line;
        this.rule = rule;
    }

    static RecordingException of(Path file, String rule) {
        return new RecordingException(file, 0, rule, null, null);
    }

    static RecordingException at(Path file, long line, String rule) {
        return new RecordingException(file, line, rule, null, null);
    }

    static RecordingException at(Path file, long line, String rule, String got) {
        return new RecordingException(file, line, rule, got, null);
    }

    static RecordingException unreadable(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new RecordingException(file, 0, "no such file", null, cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new RecordingException(file, 0, "file must be readable, got access denied", null, cause);
        }
        String reason = cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
        return new RecordingException(file, 0, "file must be readable", String.valueOf(reason), cause);
    }

    private static String message(Path file, long line, String rule, @Nullable String got) {
        return file + ": " + (line > 0 ? "line " + line + ": " : "") + rule
                + (got == null ? "" : ", got " + Excerpt.of(got));
    }

    /** Returns the file that was to be read. */
    public Path file() {
        return file;
    }

    /** Returns the line that breaks the rule, from 1, or nothing if it is a matter of the whole file. */
    public OptionalLong line() {
        return line > 0 ? OptionalLong.of(line) : OptionalLong.empty();
    }

    /** Returns the rule that the file breaks, in plain words. */
    public String rule() {
        return rule;
    }
}
