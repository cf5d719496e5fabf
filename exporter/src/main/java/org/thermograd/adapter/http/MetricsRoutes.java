package org.thermograd.adapter.http;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Metrics, for GET and HEAD. */
public final class MetricsRoutes implements RouteGroup {
    private static final int USUAL_BYTES = 1 << 16;

    private final MetricsPage page;
    private final String path;
    private final SharedPages<Asked> pages = new SharedPages<>();

    /** What tells one page from another: {@code Accept} only decides on the type. */
    private record Asked(String type, List<String> names) {}

    /** Makes the routes of a page at {@link Endpoint#METRICS}. */
    public MetricsRoutes(MetricsPage page) {
        this(page, Endpoint.METRICS);
    }

    /** Makes the routes of a page. */
    public MetricsRoutes(MetricsPage page, String path) {
        this.page = requireNonNull(page, "page");
        this.path = requireNonNull(path, "path");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(path, this::answer);
        routes.head(path, this::answer);
    }

    private void answer(Context context) throws IOException {
        Optional<String> accept = Optional.ofNullable(context.header("Accept"));
        List<String> names = context.queryParams("name[]");
        String type = page.contentType(accept);
        byte[] content = pages.get(new Asked(type, names), () -> {
            ByteArrayOutputStream body = new ByteArrayOutputStream(USUAL_BYTES);
            page.write(accept, names, body);
            return body.toByteArray();
        });
        context.contentType(type).result(content);
    }
}
