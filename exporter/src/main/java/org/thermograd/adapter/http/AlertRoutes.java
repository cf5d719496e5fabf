package org.thermograd.adapter.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** {@code /alerts}: takes what the webhook of an Alertmanager posts. */
public final class AlertRoutes implements RouteGroup {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Consumer<ReceivedAlert> listener;

    /**
     * Makes the route.
     *
     * @param listener told of each alert, by several threads
     */
    public AlertRoutes(Consumer<ReceivedAlert> listener) {
        this.listener = requireNonNull(listener, "listener");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/alerts", this::take);
    }

    private void take(Context context) {
        JsonNode body;
        try {
            body = JSON.readTree(context.bodyAsBytes());
        } catch (IOException e) {
            throw new BadRequestResponse("body must be JSON");
        }
        if (!body.path("alerts").isArray()) {
            throw new BadRequestResponse("alerts must be an array");
        }
        for (JsonNode alert : body.get("alerts")) {
            listener.accept(new ReceivedAlert(
                    alert.path("status").asText().equals("resolved")
                            ? ReceivedAlert.Status.RESOLVED
                            : ReceivedAlert.Status.FIRING,
                    texts(alert.path("labels")),
                    texts(alert.path("annotations"))));
        }
    }

    private static SortedMap<String, String> texts(JsonNode object) {
        SortedMap<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }
}
