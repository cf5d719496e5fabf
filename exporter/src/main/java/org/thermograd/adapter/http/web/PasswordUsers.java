package org.thermograd.adapter.http.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The part {@code basic_auth_users} of a web configuration file: users, each with the bcrypt hash of a password. Immutable. */
public final class PasswordUsers {
    /** Nobody: no user is asked for. */
    static final PasswordUsers NONE = new PasswordUsers(Map.of());

    private static final Pattern HASH = Pattern.compile("\\$2[abxy]\\$(0[4-9]|[12]\\d|3[01])\\$[./A-Za-z0-9]{53}");

    private final Map<String, String> hashes;

    private PasswordUsers(Map<String, String> hashes) {
        this.hashes = hashes;
    }

    static PasswordUsers of(Map<String, Entry> users) throws WebConfigException {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (Map.Entry<String, Entry> user : users.entrySet()) {
            Entry hash = user.getValue();
            if (user.getKey().isEmpty() || user.getKey().contains(":")) {
                throw hash.refused("must have a name that is not empty and has no colon");
            }
            if (!HASH.matcher(hash.value()).matches()) {
                throw hash.refused(
                        "must be a bcrypt hash of the password, $2y$, a cost of 04 to 31, $ and 53 characters;"
                                + " this makes one: htpasswd -nB USER");
            }
            hashes.put(user.getKey(), hash.value());
        }
        return new PasswordUsers(Map.copyOf(hashes));
    }

    /** Tells whether there is none. */
    public boolean isEmpty() {
        return hashes.isEmpty();
    }

    /** Returns the hash of a user's password. */
    Optional<String> hash(String user) {
        return Optional.ofNullable(hashes.get(user));
    }
}
