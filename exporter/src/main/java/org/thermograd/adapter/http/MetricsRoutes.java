package org.thermograd.adapter.http;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** {@code /metrics}, for GET and HEAD. */
public final class MetricsRoutes implements RouteGroup {
    private static final String PATH = "/metrics";
    private static final int USUAL_BYTES = 1 << 16;

    private final MetricsPage page;

    /** Makes the routes of a page. */
    public MetricsRoutes(MetricsPage page) {
        this.page = requireNonNull(page, "page");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, this::answer);
        routes.head(PATH, this::answer);
    }

    private void answer(Context context) throws IOException {
        Optional<String> accept = Optional.ofNullable(context.header("Accept"));
        ByteArrayOutputStream body = new ByteArrayOutputStream(USUAL_BYTES);
        page.write(accept, context.queryParams("name[]"), body);
        context.contentType(page.contentType(accept)).result(body.toByteArray());
    }
}
