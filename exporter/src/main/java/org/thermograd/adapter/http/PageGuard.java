package org.thermograd.adapter.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.thermograd.adapter.http.gate.GateRefusal;
import org.thermograd.adapter.http.gate.JsonText;

/**
 * Keeps pages of other sites from reading here through a browser on this host. That matters where only this host reaches
 * the server: elsewhere anybody may read. Scrapes and health answer for any host, since Compose, Kubernetes and names of
 * DNS scrape; pushes check their caller themselves.
 */
final class PageGuard {
    private static final int MISDIRECTED = 421;
    private static final int FORBIDDEN = 403;

    /** Where health is told. */
    static final Set<String> HEALTH = Set.of("/-/healthy", "/-/ready");

    /** Where pushes go. */
    private static final List<String> PUSHES = List.of("/api/v1/training/", "/metrics/job/", "/metrics/job@base64/");

    /** Where what was pushed is scraped. */
    private static final String PUSHED = "/metrics/push";

    private static final Set<String> OWN_SITE = Set.of("none", "same-origin");

    private final KnownHosts hosts;
    private final String metricsPath;
    private final GateRefusal.Observer observer;

    PageGuard(KnownHosts hosts, String metricsPath, GateRefusal.Observer observer) {
        this.hosts = hosts;
        this.metricsPath = metricsPath;
        this.observer = observer;
    }

    void check(Context context) {
        String path = context.path();
        if (!hosts.isLocal() || isScrape(path) || HEALTH.contains(path) || isPush(path)) {
            return;
        }
        Optional<String> host = Optional.ofNullable(context.header("Host")).filter(name -> !hosts.contains(name));
        if (host.isPresent()) {
            observer.refused(GateRefusal.FOREIGN_PAGE, path);
            throw new HttpResponseException(
                    MISDIRECTED,
                    "Host must be a name or address of loopback, or one of --web-host, got " + JsonText.cut(host.get()),
                    Map.of());
        }
        Optional<String> site = Optional.ofNullable(context.header("Sec-Fetch-Site"))
                .filter(given -> !OWN_SITE.contains(given) && !isLink(context));
        if (site.isPresent()) {
            observer.refused(GateRefusal.FOREIGN_PAGE, path);
            throw new HttpResponseException(
                    FORBIDDEN, "Sec-Fetch-Site must be none or same-origin, got " + JsonText.cut(site.get()), Map.of());
        }
    }

    private boolean isScrape(String path) {
        return path.equals(metricsPath) || path.equals(PUSHED);
    }

    /** Tells whether a path is one of pushes. */
    static boolean isPush(String path) {
        return PUSHES.stream().anyMatch(path::startsWith);
    }

    /** Tells whether somebody follows a link, which shows the page to them and not to the site it is on. */
    private static boolean isLink(Context context) {
        return "GET".equals(context.method().name())
                && "navigate".equals(context.header("Sec-Fetch-Mode"))
                && "document".equals(context.header("Sec-Fetch-Dest"));
    }
}
