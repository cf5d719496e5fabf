package org.thermograd.adapter.http.web;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.thermograd.adapter.http.gate.Digest;

/**
 * Whether somebody is a user. A hash of bcrypt is slow on purpose, so what was right is remembered, as a digest with a key
 * of this process, for as long as the user's hash stays; one check runs at a time, and few wait for it. A user who is not
 * there takes as long as a wrong password. Thread-safe.
 */
public final class PasswordCheck {
    /** Of what nobody knows; checked where there is no such user. */
    private static final String NOBODY = "$2y$10$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi";

    private static final int AT_ONCE = 4;
    private static final int REMEMBERED = 256;
    private static final int KEY_BYTES = 32;

    /** As the toolkit does: what is beyond 72 bytes of a password does not count. */
    private static final BCrypt.Verifyer BCRYPT =
            BCrypt.verifyer(BCrypt.Version.VERSION_2Y, LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2Y));

    private final Semaphore room = new Semaphore(AT_ONCE);
    private final ReentrantLock turn = new ReentrantLock(true);
    private final String key;

    @GuardedBy("right")
    private final Map<Digest, Boolean> right = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** What came of a check. */
    public enum Result {
        /** The password is this user's. */
        RIGHT,
        /** There is no such user, the password is another, or there is none. */
        WRONG,
        /** It was not looked at: too many are being checked. */
        BUSY
    }

    private record Login(String user, String password) {
        private static Optional<Login> of(String authorization) {
            int blank = authorization.indexOf(' ');
            if (blank < 0 || !authorization.substring(0, blank).equalsIgnoreCase("Basic")) {
                return Optional.empty();
            }
            try {
                String pair = new String(
                        Base64.getDecoder()
                                .decode(authorization.substring(blank + 1).strip()),
                        StandardCharsets.UTF_8);
                int colon = pair.indexOf(':');
                return colon < 0
                        ? Optional.empty()
                        : Optional.of(new Login(pair.substring(0, colon), pair.substring(colon + 1)));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    /** Remembers nothing yet. */
    public PasswordCheck() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        key = Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Checks a user's password.
     *
     * @param users those there are
     * @param authorization the header of that name
     */
    public Result check(PasswordUsers users, String authorization) {
        Optional<Login> login = Login.of(authorization);
        if (login.isEmpty()) {
            return Result.WRONG;
        }
        Optional<String> hash = users.hash(login.get().user());
        Digest digest = new Digest(key + hash.orElse("") + login.get().user().length() + ":"
                + login.get().user() + login.get().password());
        synchronized (right) {
            if (hash.isPresent() && right.get(digest) != null) {
                return Result.RIGHT;
            }
        }
        if (!room.tryAcquire()) {
            return Result.BUSY;
        }
        try {
            boolean matches = matches(login.get().password(), hash.orElse(NOBODY));
            if (!matches || hash.isEmpty()) {
                return Result.WRONG;
            }
            synchronized (right) {
                right.put(digest, true);
            }
            return Result.RIGHT;
        } finally {
            room.release();
        }
    }

    private boolean matches(String password, String hash) {
        turn.lock();
        try {
            return BCRYPT.verify(password.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.US_ASCII))
                    .verified;
        } finally {
            turn.unlock();
        }
    }
}
