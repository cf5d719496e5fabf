package org.thermograd.adapter.jmx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.adapter.secret.SecretFile;

/**
 * The file of users and passwords, lines as in {@code jmxremote.password} of the JDK, read at each login. While it breaks a rule
 * nobody may log in. Thread-safe.
 */
public final class PasswordFile {
    private static final Logger logger = LoggerFactory.getLogger(PasswordFile.class);
    private static final int SHORTEST = 8;
    private static final Pattern BLANKS = Pattern.compile("[ \t]+");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

    private final Path file;

    /** Names the file; it is not read yet. */
    public PasswordFile(Path file) {
        this.file = requireNonNull(file, "file");
    }

    /**
     * Reads the file, for a message at the start rather than at the first login.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if its permissions are too wide ({@link SecretFile}), or a line breaks a rule; the message has
     *     no password
     */
    public void check() throws IOException {
        read();
    }

    private Map<String, byte[]> read() throws IOException {
        return parse(SecretFile.read(file));
    }

    private static Map<String, byte[]> parse(String text) {
        Map<String, byte[]> users = new HashMap<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] parts = BLANKS.split(line, -1);
            if (parts.length != 2 || !USER.matcher(parts[0]).matches()) {
                throw new IllegalArgumentException("line " + number
                        + " must be a user, letters, digits and . _ @ - only, and a password, which is not hashed");
            }
            if (parts[1].length() < SHORTEST) {
                throw new IllegalArgumentException(
                        "line " + number + ": password must have at least " + SHORTEST + " characters");
            }
            if (users.put(parts[0], digest(parts[1])) != null) {
                throw new IllegalArgumentException("line " + number + ": user must stand once, got " + parts[0]);
            }
        }
        if (users.isEmpty()) {
            throw new IllegalArgumentException("must have a line of a user and a password, got none");
        }
        return users;
    }

    /** Tells whether a user has a password; takes the same time for a user that is there and one that is not. */
    boolean matches(String user, String password) {
        byte[] given = digest(password);
        try {
            return MessageDigest.isEqual(read().getOrDefault(user, new byte[given.length]), given);
        } catch (IOException e) {
            logger.warn(
                    "event=jmx_passwords_unreadable file={} reason={}",
                    file,
                    e.getClass().getSimpleName());
        } catch (IllegalArgumentException e) {
            logger.warn("event=jmx_passwords_unreadable file={} reason=\"{}\"", file, e.getMessage());
        }
        return false;
    }

    private static byte[] digest(String password) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
