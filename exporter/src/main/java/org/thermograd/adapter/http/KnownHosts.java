package org.thermograd.adapter.http;

import io.javalin.config.Key;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a program on this host asks for in {@code Host}: a name or an address of loopback, where the server listens, or a
 * name that was given. A page of another site whose name was made to mean 127.0.0.1 asks for that name. Immutable.
 */
public final class KnownHosts {
    static final Key<KnownHosts> KEY = new Key<>("known-hosts");

    private static final Set<String> LOOPBACK_NAMES =
            Set.of("localhost", "localhost.", "ip6-localhost", "ip6-loopback");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private final boolean local;
    private final Set<String> names;

    /**
     * Sets them.
     *
     * @param listen where the server listens; all of these
     * @param more other names, without a port
     */
    public KnownHosts(List<ListenAddress> listen, Set<String> more) {
        this.names = Stream.concat(listen.stream().map(ListenAddress::host), more.stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        this.local =
                listen.stream().allMatch(address -> isLoopback(address.host().toLowerCase(Locale.ROOT)));
    }

    /** Tells whether only programs on this host reach the server. */
    boolean isLocal() {
        return local;
    }

    /** Tells whether a {@code Host} header, with or without a port, is one of them. */
    boolean contains(String header) {
        String host = withoutPort(header.strip().toLowerCase(Locale.ROOT));
        String plain = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return isLoopback(plain) || names.contains(plain);
    }

    private static String withoutPort(String host) {
        int end = host.length();
        while (end > 0 && host.charAt(end - 1) >= '0' && host.charAt(end - 1) <= '9') {
            end--;
        }
        return end > 0 && host.charAt(end - 1) == ':' ? host.substring(0, end - 1) : host;
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK_NAMES.contains(host)
                || ((host.contains(":") || IPV4.matcher(host).matches()) && isLoopbackAddress(host));
    }

    /** Tells whether an address, in digits, is this host's own. */
    public static boolean isLoopbackAddress(String address) {
        try {
            return !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
