package org.thermograd.adapter.http;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.stream.Collectors;

/** {@code /}: a plain page that says what answers here. */
public final class LandingRoutes implements RouteGroup {
    private final String page;

    /**
     * Makes the page of an exporter.
     *
     * @param version shown on it
     * @param metricsPath where metrics are
     */
    public LandingRoutes(String version, String metricsPath) {
        this("Exporter of hardware metrics", version, metricsPath, List.of());
    }

    /**
     * Makes a page.
     *
     * @param what what answers here
     * @param version shown on it
     * @param metricsPath where metrics are
     * @param files paths of what can be read here beside metrics and health; shown as they are
     */
    public LandingRoutes(String what, String version, String metricsPath, List<String> files) {
        requireNonNull(what, "what");
        requireNonNull(version, "version");
        String links = files.stream()
                .map(file -> "<li><a href=\"%s\">%s</a></li>\n".formatted(file, file))
                .collect(Collectors.joining());
        this.page = """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Thermograd</title></head>
                <body>
                <h1>Thermograd</h1>
                <p>%s, version %s.</p>
                <ul>
                <li><a href="%s">Metrics</a></li>
                <li><a href="-/healthy">Health</a></li>
                <li><a href="-/ready">Readiness</a></li>
                %s</ul>
                </body>
                </html>
                """.formatted(
                        what, version.replace("&", "&amp;").replace("<", "&lt;"), metricsPath.substring(1), links);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/", context -> context.html(page));
        routes.head("/", context -> context.html(page));
    }
}
