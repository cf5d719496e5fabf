package org.thermograd.adapter.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.thermograd.adapter.http.gate.GateRefusal;
import org.thermograd.adapter.http.gate.WrongCredentials;
import org.thermograd.adapter.http.web.PasswordCheck;
import org.thermograd.adapter.http.web.PasswordUsers;
import org.thermograd.adapter.http.web.RateLimit;
import org.thermograd.adapter.http.web.WebFile;

/**
 * Asks for a password where the web configuration file has users, and limits how many requests come. Health is open, since
 * what restarts a process knows no password; pushes have tokens of their own. Thread-safe.
 */
final class AccessGuard {
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final int BUSY = 503;

    private final WebFile file;
    private final GateRefusal.Observer observer;
    private final LongSupplier nanoTicker;
    private final PasswordCheck passwords = new PasswordCheck();
    private final WrongCredentials wrong;

    /** When the burst of the rate limit is full again. */
    @GuardedBy("this")
    private long fullNanos;

    AccessGuard(WebFile file, GateRefusal.Observer observer, LongSupplier nanoTicker) {
        this.file = file;
        this.observer = observer;
        this.nanoTicker = nanoTicker;
        this.wrong = new WrongCredentials(nanoTicker);
        this.fullNanos = nanoTicker.getAsLong();
    }

    void check(Context context) {
        String path = context.path();
        if (PageGuard.HEALTH.contains(path)) {
            return;
        }
        WebFile.Content content = file.current();
        if (content.config().rate().filter(limit -> !take(limit)).isPresent()) {
            throw refusal(context, GateRefusal.REQUEST_RATE, TOO_MANY, "requests must be fewer, as rate_limit says");
        }
        PasswordUsers users = content.config().users();
        if (!users.isEmpty() && !PageGuard.isPush(path)) {
            check(context, users);
        }
    }

    private void check(Context context, PasswordUsers users) {
        Optional<String> given = Optional.ofNullable(context.header("Authorization"));
        if (given.isEmpty()) {
            throw unauthorized(context, "Authorization must be given: Basic and the password of a user");
        }
        String address = context.req().getRemoteAddr();
        OptionalLong wait = wrong.waitSeconds(address, given.get());
        if (wait.isPresent()) {
            context.header("Retry-After", Long.toString(wait.getAsLong()));
            throw refusal(context, GateRefusal.CREDENTIALS_RATE, TOO_MANY, WrongCredentials.RULE);
        }
        switch (passwords.check(users, given.get())) {
            case RIGHT -> wrong.note(address, given.get(), true);
            case WRONG -> {
                wrong.note(address, given.get(), false);
                throw unauthorized(context, "Authorization must be Basic and the password of a user");
            }
            case BUSY -> {
                context.header("Retry-After", "1");
                throw refusal(
                        context,
                        GateRefusal.CREDENTIALS_RATE,
                        BUSY,
                        "passwords to check must be fewer at once; try again later");
            }
        }
    }

    /** Takes one of the burst, which fills up by one each interval. */
    private synchronized boolean take(RateLimit limit) {
        long interval = limit.interval().toNanos();
        long now = nanoTicker.getAsLong();
        long next = Math.max(fullNanos, now) + interval;
        if (next - now > (double) interval * limit.burst()) {
            return false;
        }
        fullNanos = next;
        return true;
    }

    private HttpResponseException unauthorized(Context context, String message) {
        context.header("WWW-Authenticate", "Basic realm=\"thermograd\"");
        return refusal(context, GateRefusal.UNAUTHORIZED, UNAUTHORIZED, message);
    }

    private HttpResponseException refusal(Context context, GateRefusal why, int status, String message) {
        observer.refused(why, context.path());
        return new HttpResponseException(status, message, Map.of());
    }
}
