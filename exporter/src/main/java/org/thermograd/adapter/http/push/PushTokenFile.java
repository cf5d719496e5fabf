package org.thermograd.adapter.http.push;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.adapter.secret.SecretFile;

/**
 * The file of push tokens, read again when it has changed: when its time, size or identity is another. While it cannot be
 * read, others may, or a line is none, no token is good. Thread-safe.
 */
public final class PushTokenFile {
    private static final Logger logger = LoggerFactory.getLogger(PushTokenFile.class);

    private final Path file;

    @GuardedBy("this")
    private PushTokens tokens = PushTokens.NONE;

    @GuardedBy("this")
    private Optional<Stamp> read = Optional.empty();

    @GuardedBy("this")
    private boolean failing;

    private record Stamp(
            FileTime modified, long size, @Nullable Object key) {
        private static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    /** Names the file; it is read when it is first needed. */
    public PushTokenFile(Path file) {
        this.file = requireNonNull(file, "file");
    }

    /**
     * Reads the file, for a message at the start rather than at the first push.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if its permissions are too wide, or a line is none; the message has its number and no
     *     token
     */
    public void check() throws IOException {
        PushTokens.parse(SecretFile.read(file));
    }

    synchronized PushTokens current() {
        try {
            Optional<Stamp> now = Optional.of(Stamp.of(file));
            if (!now.equals(read)) {
                tokens = PushTokens.parse(SecretFile.read(file));
                read = now;
                failing = false;
            }
        } catch (IOException | IllegalArgumentException e) {
            tokens = PushTokens.NONE;
            read = Optional.empty();
            if (!failing) {
                failing = true;
                logger.warn("event=push_tokens_unreadable file={} reason=\"{}\"", file, reason(e));
            }
        }
        return tokens;
    }

    /** Returns why, without a token: messages of a decoder could quote the bytes. */
    private static String reason(Exception e) {
        return e instanceof IllegalArgumentException
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName();
    }
}
