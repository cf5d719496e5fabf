package org.thermograd.adapter.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/**
 * Who sends a request, as far as access depends on it.
 *
 * @param whyNotLocal why it does not come from a program on this host, absent if it does: over loopback, not passed on by
 *     a proxy (which would make everybody local), and not from a page in a browser (which any site could make push)
 * @param authorization the header of that name
 * @param address where it comes from, in digits
 */
public record PushCaller(Optional<String> whyNotLocal, Optional<String> authorization, String address) {
    /** What proxies add, by their own manuals: RFC 7239 and 9110, nginx, Apache, Envoy, HAProxy, CDNs. */
    private static final List<String> FORWARDING = List.of(
            "Forwarded",
            "Via",
            "X-Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Proto",
            "X-Forwarded-Server",
            "X-Forwarded-Client-Cert",
            "X-Original-Forwarded-For",
            "X-Original-Host",
            "X-ProxyUser-Ip",
            "X-Real-IP",
            "X-Client-IP",
            "X-Cluster-Client-IP",
            "X-Envoy-External-Address",
            "X-Azure-ClientIP",
            "Client-IP",
            "True-Client-IP",
            "CF-Connecting-IP",
            "CF-Connecting-IPv6",
            "Fastly-Client-IP",
            "Fly-Client-IP",
            "CDN-Loop");

    public static PushCaller of(Context context) {
        String address = context.req().getRemoteAddr();
        return new PushCaller(
                whyNotLocal(context, address), Optional.ofNullable(context.header("Authorization")), address);
    }

    private static Optional<String> whyNotLocal(Context context, String address) {
        if (!KnownHosts.isLoopbackAddress(address)) {
            return Optional.of("this comes from " + address);
        }
        Optional<String> proxy =
                FORWARDING.stream().filter(name -> context.header(name) != null).findFirst();
        if (proxy.isPresent()) {
            return Optional.of("a proxy passed this on, as " + proxy.get() + " says");
        }
        if (context.header("Origin") != null) {
            return Optional.of("a page in a browser sent this, as Origin says");
        }
        String site = context.header("Sec-Fetch-Site");
        if (site != null && !site.equals("none")) {
            return Optional.of("a page in a browser sent this, as Sec-Fetch-Site says");
        }
        String host = context.header("Host");
        return host == null || context.appData(KnownHosts.KEY).contains(host)
                ? Optional.empty()
                : Optional.of("this is for another host, as Host says");
    }

    /** Tells whether it comes from a program on this host. */
    public boolean isLocal() {
        return whyNotLocal.isEmpty();
    }
}
