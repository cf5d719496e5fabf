package org.thermograd.adapter.http.gate;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Limits how often an address may be wrong: ten times at once, and then once in six seconds. Past it no credential of that
 * address is looked at, so that a guess that is right is not told from others, and a check that is costly costs nothing;
 * but one that was right lately stays so, and a trainer is not shut out by another of the same address that has a wrong
 * token. Remembers so many addresses; a network of IPv6 (/64) counts as one. Thread-safe.
 */
public final class WrongCredentials {
    private static final int AT_ONCE = 10;
    private static final long NANOS_EACH = 6_000_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int IPV6_NETWORK_BYTES = 8;
    private static final int IPV4_BYTES = 4;

    /** The rule, in words. */
    public static final String RULE = "wrong credentials must be fewer from one address: " + AT_ONCE
            + " at once, then one in " + NANOS_EACH / NANOS_PER_SECOND + " s";

    private final LongSupplier nanoTicker;

    /** When an address has all its tries again. */
    @GuardedBy("this")
    private final Map<String, Long> forgivenNanos = new Newest<>();

    @GuardedBy("this")
    private final Map<Digest, Boolean> good = new Newest<>();

    /**
     * Makes one that knows nobody.
     *
     * @param nanoTicker elapsed time in nanoseconds
     */
    public WrongCredentials(LongSupplier nanoTicker) {
        this.nanoTicker = nanoTicker;
    }

    /**
     * Tells whether a credential is looked at.
     *
     * @param address where it comes from, in digits
     * @param credential the header {@code Authorization}
     * @return after how many seconds one of that address is again; empty if this one is now
     */
    public synchronized OptionalLong waitSeconds(String address, String credential) {
        if (good.get(digest(address, credential)) != null) {
            return OptionalLong.empty();
        }
        long now = nanoTicker.getAsLong();
        long wait = forgivenNanos.getOrDefault(network(address), now) - now - (AT_ONCE - 1) * NANOS_EACH;
        return wait > 0 ? OptionalLong.of((wait + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND) : OptionalLong.empty();
    }

    /** Takes note of how a credential of an address was found. */
    public synchronized void note(String address, String credential, boolean right) {
        if (right) {
            good.put(digest(address, credential), true);
            return;
        }
        good.remove(digest(address, credential));
        long now = nanoTicker.getAsLong();
        String network = network(address);
        forgivenNanos.put(network, Math.max(now, forgivenNanos.getOrDefault(network, now)) + NANOS_EACH);
    }

    private static Digest digest(String address, String credential) {
        return new Digest(address + " " + credential);
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
