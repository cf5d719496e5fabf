package org.thermograd.adapter.http;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.util.Locale;

/**
 * {@code /api/v1/replay}: how a live replay goes, for GET; {@code /api/v1/replay/pause} and {@code /resume}, for POST by a
 * program on this host. All answer with the state, as JSON.
 */
public final class ReplayRoutes implements RouteGroup {
    private static final String PATH = "/api/v1/replay";

    private final ReplayControl control;

    /** Makes the routes of a replay. */
    public ReplayRoutes(ReplayControl control) {
        this.control = requireNonNull(control, "control");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, this::answer);
        routes.post(PATH + "/pause", context -> {
            admit(context);
            control.pause();
            answer(context);
        });
        routes.post(PATH + "/resume", context -> {
            admit(context);
            control.resume();
            answer(context);
        });
    }

    private static void admit(Context context) {
        PushCaller.of(context).whyNotLocal().ifPresent(why -> {
            throw new ForbiddenResponse("a replay is paused and resumed by programs on this host only; " + why);
        });
    }

    private void answer(Context context) {
        ReplayControl.State state = control.state();
        context.contentType("application/json")
                .result("{\"state\":\"" + state.stage().name().toLowerCase(Locale.ROOT) + "\",\"speed\":"
                        + state.speed()
                        + ",\"position\":\"" + state.position() + "\",\"progress\":" + state.progressRatio()
                        + ",\"pass\":" + state.pass() + "}");
    }
}
