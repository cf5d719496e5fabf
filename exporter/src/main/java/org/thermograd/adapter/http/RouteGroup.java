package org.thermograd.adapter.http;

import io.javalin.config.RoutesConfig;

/**
 * A group of routes that belong together. {@link ThermogradServer} answers 404, 405 with {@code Allow}, and 500 for all of
 * them; a GET route answers HEAD too only where the group says so.
 */
public interface RouteGroup {
    /** Adds its routes and the handlers of its own exceptions. */
    void addTo(RoutesConfig routes);
}
