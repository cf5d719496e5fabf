package org.thermograd.adapter.jmx;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who has a password of the file. Whoever has not waits for the answer, and is told of in the log now and then, without a
 * word that they sent. Thread-safe.
 */
final class Login implements JMXAuthenticator {
    /** How often the log tells of logins that failed. */
    static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private static final Logger logger = LoggerFactory.getLogger(Login.class);
    private static final long PAUSE_MILLIS = 500;

    private final PasswordFile passwords;
    private final LongSupplier nanoTicker;

    @GuardedBy("this")
    private long failures;

    @GuardedBy("this")
    private long toldNanos;

    @GuardedBy("this")
    private boolean told;

    Login(PasswordFile passwords, LongSupplier nanoTicker) {
        this.passwords = requireNonNull(passwords, "passwords");
        this.nanoTicker = requireNonNull(nanoTicker, "nanoTicker");
    }

    @Override
    public Subject authenticate(@Nullable Object credentials) {
        if (!(credentials instanceof String[] pair) || pair.length != 2 || pair[0] == null || pair[1] == null) {
            throw refused("credentials must be a user and a password");
        }
        if (!passwords.matches(pair[0], pair[1])) {
            throw refused("user and password must be those of a line of --jmx-password-file");
        }
        return new Subject(true, Set.of(new JMXPrincipal(pair[0])), Set.of(), Set.of());
    }

    private SecurityException refused(String rule) {
        tell();
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new SecurityException(rule);
    }

    private synchronized void tell() {
        failures++;
        long now = nanoTicker.getAsLong();
        if (!told || now - toldNanos >= BETWEEN_LINES.toNanos()) {
            told = true;
            toldNanos = now;
            logger.warn("event=jmx_login_refused failures={} newest_from={}", failures, client());
        }
    }

    private static String client() {
        try {
            return RemoteServer.getClientHost();
        } catch (ServerNotActiveException e) {
            return "this_process";
        }
    }
}
