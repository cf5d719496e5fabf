package org.thermograd.adapter.http.push;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.thermograd.adapter.http.PushCaller;

/**
 * Limits how often an address may be wrong: ten times at once, and then once in six seconds. Past it no credential of that
 * address is looked at, so that a guess that is right is not told from others, and a check that is costly costs nothing;
 * but one that was right lately stays so, and a trainer is not shut out by another of the same address that has a wrong
 * token. Remembers so many addresses; a network of IPv6 (/64) counts as one. Thread-safe.
 */
final class WrongCredentials {
    private static final int AT_ONCE = 10;
    private static final long NANOS_EACH = 6_000_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int REMEMBERED = 1024;
    private static final int IPV6_NETWORK_BYTES = 8;
    private static final int IPV4_BYTES = 4;

    private final LongSupplier nanoTicker;

    /** When an address has all its tries again. */
    @GuardedBy("this")
    private final Map<String, Long> forgivenNanos = new Newest<>();

    @GuardedBy("this")
    private final Map<Digest, Boolean> good = new Newest<>();

    private static final class Newest<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        private Newest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED;
        }
    }

    WrongCredentials(LongSupplier nanoTicker) {
        this.nanoTicker = nanoTicker;
    }

    /** Refuses a credential of an address that was wrong too often. */
    synchronized void admit(PushCaller caller) throws PushRefusedException {
        if (caller.authorization().isEmpty() || good.get(credential(caller)) != null) {
            return;
        }
        long left =
                forgivenNanos.getOrDefault(network(caller.address()), nanoTicker.getAsLong()) - nanoTicker.getAsLong();
        long wait = left - (AT_ONCE - 1) * NANOS_EACH;
        if (wait > 0) {
            throw PushRefusedException.of(
                            PushRejection.CREDENTIALS_RATE,
                            "wrong credentials must be fewer from one address: " + AT_ONCE + " at once, then one in "
                                    + NANOS_EACH / NANOS_PER_SECOND + " s")
                    .withHeader("Retry-After", Long.toString((wait + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND));
        }
    }

    /** Takes note of how a credential was found. */
    synchronized void note(PushCaller caller, boolean right) {
        if (caller.authorization().isEmpty()) {
            return;
        }
        if (right) {
            good.put(credential(caller), true);
            return;
        }
        good.remove(credential(caller));
        long now = nanoTicker.getAsLong();
        String network = network(caller.address());
        forgivenNanos.put(network, Math.max(now, forgivenNanos.getOrDefault(network, now)) + NANOS_EACH);
    }

    private static Digest credential(PushCaller caller) {
        return new Digest(caller.address() + " " + caller.authorization().orElse(""));
    }

    private static String network(String address) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return Arrays.toString(bytes.length == IPV4_BYTES ? bytes : Arrays.copyOf(bytes, IPV6_NETWORK_BYTES));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
