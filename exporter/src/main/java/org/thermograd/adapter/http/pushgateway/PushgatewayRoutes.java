package org.thermograd.adapter.http.pushgateway;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.thermograd.adapter.http.MetricsRoutes;
import org.thermograd.adapter.http.RouteGroup;
import org.thermograd.adapter.http.gate.GateRefusal;
import org.thermograd.adapter.http.push.PushAdmission;
import org.thermograd.adapter.http.push.PushBody;
import org.thermograd.adapter.http.push.PushConfig;
import org.thermograd.adapter.http.push.PushLog;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.adapter.http.push.PushRejection;
import org.thermograd.adapter.http.push.PushRoutes;
import org.thermograd.domain.ingest.Pusher;
import org.thermograd.domain.ingest.StepSink;

/**
 * The Pushgateway protocol: {@code PUT}, {@code POST} and {@code DELETE} of a group at {@code /metrics/job/...}, and its
 * page, as docs/pushgateway.md tells. Answers are text, as its clients show them. Thread-safe.
 */
public final class PushgatewayRoutes implements RouteGroup {
    /** Where what was pushed is shown. */
    public static final String PAGE = "/metrics/push";

    private static final String API = "/api/v1/metrics";
    private static final String STATUS = "/api/v1/status";
    private static final List<String> PATHS =
            List.of(GroupPath.START + "/<group>", GroupPath.START + "@base64/<group>");
    private static final List<HandlerType> REFUSED = List.of(HandlerType.GET, HandlerType.HEAD, HandlerType.PATCH);
    private static final String ALLOWED = "DELETE, OPTIONS, POST, PUT";
    private static final int SMALL_BYTES = 1 << 14;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final PushedGroups groups;
    private final StepFeed steps;
    private final PushConfig config;
    private final PushAdmission admission;
    private final PushRoutes.Observer observer;
    private final InstantSource clock;
    private final byte[] status;
    private final Object oneLarge = new Object();
    private final PushLog log = new PushLog();

    /**
     * Makes the routes.
     *
     * @param groups what was pushed
     * @param sink takes the steps that are among it
     * @param config the limits
     * @param admission who may push, and how often
     * @param observer hears of every answer
     * @param clock wall clock
     * @param version of this build, for {@code /api/v1/status}
     */
    public PushgatewayRoutes(
            PushedGroups groups,
            StepSink sink,
            PushConfig config,
            PushAdmission admission,
            PushRoutes.Observer observer,
            InstantSource clock,
            String version) {
        this.groups = requireNonNull(groups, "groups");
        this.steps = new StepFeed(sink);
        this.config = requireNonNull(config, "config");
        this.admission = requireNonNull(admission, "admission");
        this.observer = requireNonNull(observer, "observer");
        this.clock = requireNonNull(clock, "clock");
        this.status = GroupsJson.status(version, clock.instant()).getBytes(StandardCharsets.UTF_8);
    }

    /** Counts a push that did not get here, where the gate answered it. */
    public void refused(GateRefusal refusal, String path) {
        if (!path.startsWith(GroupPath.START)) {
            return;
        }
        Optional<PushRejection> counted = PushRejection.of(refusal, Optional.of(PushRejection.GROUP_KEY));
        counted.ifPresent(reason -> observer.answered(reason.code(), counted, OptionalLong.empty(), 0));
    }

    @Override
    public void addTo(RoutesConfig routes) {
        new MetricsRoutes(new PushedPage(groups), PAGE).addTo(routes);
        routes.get(API, this::showGroups);
        routes.head(API, this::showGroups);
        routes.get(STATUS, this::showStatus);
        routes.head(STATUS, this::showStatus);
        for (String path : PATHS) {
            add(routes, HandlerType.PUT, path, (context, key, pusher) -> push(context, key, true, pusher));
            add(routes, HandlerType.POST, path, (context, key, pusher) -> push(context, key, false, pusher));
            add(routes, HandlerType.DELETE, path, (context, key, pusher) -> delete(key));
            routes.addHttpHandler(HandlerType.OPTIONS, path, context -> context.header("Allow", ALLOWED));
            for (HandlerType method : REFUSED) {
                routes.addHttpHandler(method, path, PushgatewayRoutes::refuseMethod);
            }
        }
    }

    /** What answers one request about a group. */
    private interface Action {
        Answer answer(Context context, GroupKey key, Optional<Pusher> pusher) throws PushRefusedException;
    }

    /** The status of an answer that is no refusal, and the size of what it answers. */
    private record Answer(int code, OptionalLong bodyBytes) {}

    private void add(RoutesConfig routes, HandlerType method, String path, Action action) {
        routes.addHttpHandler(method, path, context -> answer(context, action));
    }

    private void answer(Context context, Action action) {
        try {
            GroupKey key = GroupPath.parse(context.path());
            Optional<Pusher> pusher = admission.admit(context, key.job());
            Answer answer = action.answer(context, key, pusher);
            context.status(answer.code());
            observer.answered(answer.code(), Optional.empty(), answer.bodyBytes(), 0);
        } catch (PushRefusedException e) {
            e.headers().forEach(context::header);
            refuse(context, e.reason(), String.valueOf(e.getMessage()));
            log.refused(e, context.path());
        } catch (RuntimeException e) {
            refuse(context, PushRejection.INTERNAL, "internal error");
            log.failed(e, context.path());
        }
    }

    private void refuse(Context context, PushRejection reason, String message) {
        context.status(reason.code())
                .contentType("text/plain; charset=utf-8")
                .result((message + "\n").getBytes(StandardCharsets.UTF_8));
        observer.answered(reason.code(), Optional.of(reason), OptionalLong.empty(), 0);
    }

    private Answer push(Context context, GroupKey key, boolean replaceAll, Optional<Pusher> pusher)
            throws PushRefusedException {
        PushBody body = PushBody.read(context.req(), config);
        try {
            List<PushedFamily> families = parse(context, body.content(), key);
            List<PushedFamily> before = groups.push(key, families, replaceAll, pusher, clock.millis());
            steps.pushed(key, families, before, pusher);
        } catch (PushRefusedException e) {
            if (e.reason() == PushRejection.TIMESTAMP || e.reason() == PushRejection.INCONSISTENT) {
                groups.fail(key, pusher, clock.millis());
            }
            throw e;
        }
        return new Answer(OK, OptionalLong.of(body.wireBytes()));
    }

    private List<PushedFamily> parse(Context context, byte[] body, GroupKey key) throws PushRefusedException {
        PushContent content = new PushContent(key, groups.limits().maxBytes());
        boolean protobuf = ProtobufReader.reads(context.header("Content-Type"));
        if (body.length <= SMALL_BYTES) {
            return protobuf ? ProtobufReader.parse(body, content) : TextParser.parse(body, content);
        }
        // What is read takes up to thirty times what it is read from.
        synchronized (oneLarge) {
            return protobuf ? ProtobufReader.parse(body, content) : TextParser.parse(body, content);
        }
    }

    private Answer delete(GroupKey key) throws PushRefusedException {
        groups.delete(key);
        return new Answer(ACCEPTED, OptionalLong.empty());
    }

    private void showGroups(Context context) {
        context.contentType("application/json")
                .result(GroupsJson.of(groups.views()).getBytes(StandardCharsets.UTF_8));
    }

    private void showStatus(Context context) {
        context.contentType("application/json").result(status);
    }

    private static void refuseMethod(Context context) {
        context.status(PushRejection.METHOD.code())
                .header("Allow", ALLOWED)
                .result(context.method().name() + " is not allowed here; allowed: " + ALLOWED + "\n");
    }
}
