package org.thermograd.adapter.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/v1/collapses}: the newest collapses and what was read while they lasted, as JSON; {@code ?device=} keeps
 * those of a device, by name or UUID, and {@code ?since=} those that had not ended before a time.
 */
public final class CollapseRoutes implements RouteGroup {
    private static final String PATH = "/api/v1/collapses";
    private static final String DEVICE = "device";
    private static final String SINCE = "since";

    private final Supplier<List<ListedCollapse>> collapses;

    /**
     * Makes the route.
     *
     * @param collapses asked at each request, the newest first
     */
    public CollapseRoutes(Supplier<List<ListedCollapse>> collapses) {
        this.collapses = requireNonNull(collapses, "collapses");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, this::answer);
    }

    private void answer(Context context) {
        Set<String> unknown = new TreeSet<>(context.queryParamMap().keySet());
        unknown.removeAll(Set.of(DEVICE, SINCE));
        if (!unknown.isEmpty()) {
            refuse(context, "query", "parameter must be device or since", String.join(", ", unknown));
            return;
        }
        Optional<Instant> since = Optional.empty();
        String given = context.queryParam(SINCE);
        if (given != null) {
            since = time(given);
            if (since.isEmpty()) {
                refuse(context, SINCE, "must be a time as RFC 3339 or seconds since 1970", given);
                return;
            }
        }
        Optional<Instant> from = since;
        context.contentType("application/json")
                .result(json(collapse -> isOf(context.queryParam(DEVICE), collapse) && !endedBefore(from, collapse)));
    }

    /** Returns the answer to a request without parameters. */
    public String all() {
        return json(any -> true);
    }

    private String json(Predicate<ListedCollapse> wanted) {
        ArrayNode listed = JsonNodeFactory.instance.arrayNode();
        collapses.get().stream().filter(wanted).map(CollapseRoutes::json).forEach(listed::add);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("collapses", listed);
        return answer + "\n";
    }

    private static boolean isOf(@Nullable String device, ListedCollapse collapse) {
        return device == null
                || device.equals(collapse.device())
                || collapse.uuid().filter(device::equals).isPresent();
    }

    private static boolean endedBefore(Optional<Instant> since, ListedCollapse collapse) {
        return since.isPresent()
                && collapse.end().filter(end -> end.isBefore(since.get())).isPresent();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(
                    text.matches("\\d{1,10}(\\.\\d{1,9})?")
                            ? Instant.ofEpochMilli(Math.round(1000 * Double.parseDouble(text)))
                            : Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode json(ListedCollapse collapse) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("device", collapse.device());
        collapse.uuid().ifPresent(uuid -> node.put("uuid", uuid));
        node.put("kind", collapse.kind());
        node.put("reason", collapse.reason());
        node.put("onset", collapse.onset().toString());
        collapse.end().ifPresent(end -> node.put("end", end.toString()));
        collapse.peakCelsius().ifPresent(celsius -> node.put("peak_temperature_celsius", celsius));
        collapse.clockRatio().ifPresent(ratio -> node.put("clock_ratio", ratio));
        collapse.energyJoules().ifPresent(joules -> node.put("energy_joules", joules));
        return node;
    }

    private static void refuse(Context context, String field, String rule, String value) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("error", rule).put("field", field).put("value", value);
        context.status(HttpStatus.BAD_REQUEST).contentType("application/json").result(node + "\n");
    }
}
