package org.thermograd.adapter.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Who sends a request, as far as access depends on it.
 *
 * @param isLocal whether it comes from a program on this host: over loopback, not passed on by a proxy (which would make
 *     everybody local), and not from a page in a browser (which any site could make push)
 * @param authorization the header of that name
 */
public record PushCaller(boolean isLocal, Optional<String> authorization) {
    private static final List<String> NOT_LOCAL = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Origin");

    public static PushCaller of(Context context) {
        boolean local = isLoopback(context.req().getRemoteAddr())
                && NOT_LOCAL.stream().allMatch(name -> context.header(name) == null);
        return new PushCaller(local, Optional.ofNullable(context.header("Authorization")));
    }

    /** Tells whether an address, in digits, is this host's own. */
    public static boolean isLoopback(String address) {
        try {
            return !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
