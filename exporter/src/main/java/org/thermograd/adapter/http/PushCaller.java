package org.thermograd.adapter.http;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
    private static final Set<String> FORWARDING = caseless(
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

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return Collections.unmodifiableSet(set);
    }

    public static PushCaller of(Context context) {
        String address = context.req().getRemoteAddr();
        return new PushCaller(
                whyNotLocal(context, address), Optional.ofNullable(context.header("Authorization")), address);
    }

    private static Optional<String> whyNotLocal(Context context, String address) {
        if (!KnownHosts.isLoopbackAddress(address)) {
            return Optional.of("this comes from " + address);
        }
        Enumeration<String> given = context.req().getHeaderNames();
        while (given.hasMoreElements()) {
            String name = given.nextElement();
            if (FORWARDING.contains(name)) {
                return Optional.of("a proxy passed this on, as " + name + " says");
            }
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
