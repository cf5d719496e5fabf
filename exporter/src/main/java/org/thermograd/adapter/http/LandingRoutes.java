package org.thermograd.adapter.http;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;

/** {@code /}: a plain page that says what answers here. */
public final class LandingRoutes implements RouteGroup {
    private final String page;

    /**
     * Makes the page.
     *
     * @param version shown on it
     */
    public LandingRoutes(String version) {
        requireNonNull(version, "version");
        this.page = """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Thermograd</title></head>
                <body>
                <h1>Thermograd</h1>
                <p>Exporter of hardware metrics, version %s.</p>
                <ul>
                <li><a href="metrics">Metrics</a></li>
                <li><a href="-/healthy">Health</a></li>
                <li><a href="-/ready">Readiness</a></li>
                </ul>
                </body>
                </html>
                """.formatted(version.replace("&", "&amp;").replace("<", "&lt;"));
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/", context -> context.html(page));
        routes.head("/", context -> context.html(page));
    }
}
