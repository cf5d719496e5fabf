package org.thermograd.adapter.http;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * {@code /-/healthy}: 200 while the server answers; {@code /-/ready}: 200 once there is something to scrape, 503 before.
 */
public final class HealthRoutes implements RouteGroup {
    private final Supplier<Optional<String>> trouble;
    private final BooleanSupplier ready;

    /**
     * Makes the routes.
     *
     * @param trouble says what no longer works, in a few words; empty while all does
     * @param ready whether there is something to show
     */
    public HealthRoutes(Supplier<Optional<String>> trouble, BooleanSupplier ready) {
        this.trouble = requireNonNull(trouble, "trouble");
        this.ready = requireNonNull(ready, "ready");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/-/healthy", this::healthy);
        routes.head("/-/healthy", this::healthy);
        routes.get("/-/ready", this::ready);
        routes.head("/-/ready", this::ready);
    }

    private void healthy(Context context) {
        Optional<String> known = trouble.get();
        if (known.isEmpty()) {
            context.result("Thermograd is healthy.\n");
        } else {
            context.status(HttpStatus.SERVICE_UNAVAILABLE).result("Thermograd is not healthy: " + known.get() + ".\n");
        }
    }

    private void ready(Context context) {
        if (ready.getAsBoolean()) {
            context.result("Thermograd is ready.\n");
        } else {
            context.status(HttpStatus.SERVICE_UNAVAILABLE).result("Thermograd is not ready yet.\n");
        }
    }
}
