package org.thermograd.adapter.http;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.function.BooleanSupplier;

/**
 * {@code /-/healthy}: 200 while the server answers; {@code /-/ready}: 200 once there is something to scrape, 503 before.
 */
public final class HealthRoutes implements RouteGroup {
    private final BooleanSupplier ready;

    /** Makes the routes. */
    public HealthRoutes(BooleanSupplier ready) {
        this.ready = requireNonNull(ready, "ready");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/-/healthy", HealthRoutes::healthy);
        routes.head("/-/healthy", HealthRoutes::healthy);
        routes.get("/-/ready", this::ready);
        routes.head("/-/ready", this::ready);
    }

    private static void healthy(Context context) {
        context.result("Thermograd is healthy.\n");
    }

    private void ready(Context context) {
        if (ready.getAsBoolean()) {
            context.result("Thermograd is ready.\n");
        } else {
            context.status(HttpStatus.SERVICE_UNAVAILABLE).result("Thermograd is not ready yet.\n");
        }
    }
}
