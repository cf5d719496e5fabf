package org.thermograd.adapter.http.otlp;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.http.RouteGroup;
import org.thermograd.adapter.http.gate.GateRefusal;
import org.thermograd.adapter.http.gate.JsonText;
import org.thermograd.adapter.http.push.PushAdmission;
import org.thermograd.adapter.http.push.PushBody;
import org.thermograd.adapter.http.push.PushConfig;
import org.thermograd.adapter.http.push.PushLog;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.adapter.http.push.PushRejection;
import org.thermograd.adapter.http.push.PushRoutes;
import org.thermograd.adapter.http.push.SinkRefusals;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.NotStoredException;
import org.thermograd.domain.ingest.Pusher;
import org.thermograd.domain.ingest.StepSink;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;

/** The route of OTLP over HTTP, {@code POST /v1/metrics}, as docs/otlp.md tells. Thread-safe. */
public final class OtlpRoutes implements RouteGroup {
    private static final String PATH = "/v1/metrics";
    private static final List<HandlerType> REFUSED = List.of(
            HandlerType.GET,
            HandlerType.HEAD,
            HandlerType.PUT,
            HandlerType.PATCH,
            HandlerType.DELETE,
            HandlerType.OPTIONS);
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final StepSink sink;
    private final Function<RunId, OptionalLong> lastStep;
    private final PushConfig config;
    private final PushAdmission admission;
    private final PushRoutes.Observer observer;
    private final InstantSource clock;
    private final PushLog log = new PushLog();

    /** What was unpacked and read takes many times what was sent, and which steps are new depends on those before: one at a time. */
    private final Object oneAtATime = new Object();

    /**
     * Makes the route.
     *
     * @param sink takes the steps
     * @param lastStep tells the number of the last step of a run, absent if none is known
     * @param config the limits
     * @param admission who may push, and how often
     * @param observer hears of every answer
     * @param clock wall clock
     */
    public OtlpRoutes(
            StepSink sink,
            Function<RunId, OptionalLong> lastStep,
            PushConfig config,
            PushAdmission admission,
            PushRoutes.Observer observer,
            InstantSource clock) {
        this.sink = requireNonNull(sink, "sink");
        this.lastStep = requireNonNull(lastStep, "lastStep");
        this.config = requireNonNull(config, "config");
        this.admission = requireNonNull(admission, "admission");
        this.observer = requireNonNull(observer, "observer");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Counts an export that did not get here, where the gate answered it. */
    public void refused(GateRefusal refusal, String path) {
        if (!path.equals(PATH)) {
            return;
        }
        Optional<PushRejection> counted = PushRejection.of(refusal, Optional.empty());
        counted.ifPresent(reason -> observer.answered(reason.code(), counted, OptionalLong.empty(), 0));
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post(PATH, context -> answer(context, this::export));
        for (HandlerType method : REFUSED) {
            routes.addHttpHandler(method, PATH, context -> answer(context, OtlpRoutes::refuseMethod));
        }
    }

    /** What answers one request. */
    private interface Action {
        void answer(Context context) throws PushRefusedException;
    }

    private void answer(Context context, Action action) {
        try {
            action.answer(context);
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
        // Clients of OTLP send again after 429, 502, 503 and 504 only.
        int code = reason == PushRejection.INSUFFICIENT_STORAGE ? UNAVAILABLE : reason.code();
        OtlpFormat format = OtlpFormat.of(context.header("Content-Type")).orElse(OtlpFormat.JSON);
        write(context, code, format, format.status(message));
        observer.answered(code, Optional.of(reason), OptionalLong.empty(), 0);
    }

    private static void write(Context context, int code, OtlpFormat format, byte[] body) {
        context.status(code).contentType(format.contentType()).result(body);
        // Clients in Go compare the type with theirs, which has no charset.
        context.res().setCharacterEncoding(null);
    }

    private static void refuseMethod(Context context) throws PushRefusedException {
        throw PushRefusedException.of(
                        PushRejection.METHOD,
                        "method must be POST, got " + context.method().name())
                .withHeader("Allow", "POST");
    }

    private void export(Context context) throws PushRefusedException {
        Optional<Pusher> pusher = admission.admit(context);
        RefusedPoints refused = new RefusedPoints();
        PushBody body;
        OtlpFormat format;
        synchronized (oneAtATime) {
            body = PushBody.read(context.req(), config);
            format = format(context, body);
            PointReader reader = new PointReader(latestMillis(), run -> admission.isFor(pusher, run), refused);
            List<Point> points = reader.read(format.read(body.content()));
            if (reader.wasAhead() && clock.instant().isBefore(IngestConfig.FIRST_VERSION)) {
                throw PushRefusedException.of(
                        PushRejection.HOST_CLOCK, "the clock here must be right, but it is " + clock.instant());
            }
            push(StepJoin.of(points, refused), pusher);
        }
        write(context, OK, format, format.success(refused));
        observer.answered(OK, Optional.empty(), OptionalLong.of(body.wireBytes()), refused.count());
    }

    private long latestMillis() {
        return clock.millis() + IngestConfig.MAX_AHEAD.toMillis();
    }

    @GuardedBy("oneAtATime")
    private void push(StepJoin join, Optional<Pusher> pusher) throws PushRefusedException {
        try {
            for (RunId run : join.runs()) {
                List<TrainingStep> steps = join.steps(run, lastStep.apply(run));
                if (!steps.isEmpty()) {
                    sink.push(run, TrainingPush.of(steps), pusher);
                }
            }
        } catch (TooManyRunsException e) {
            throw SinkRefusals.of(e);
        } catch (NotStoredException e) {
            throw SinkRefusals.of(e);
        }
    }

    /** Returns the form of a request. One without a body, which the server takes for one without a type, is empty protobuf. */
    private static OtlpFormat format(Context context, PushBody body) throws PushRefusedException {
        String given = context.header("Content-Type");
        if (given == null && body.wireBytes() == 0) {
            return OtlpFormat.PROTOBUF;
        }
        return OtlpFormat.of(given).orElseThrow(() -> wrongType(given));
    }

    private static PushRefusedException wrongType(@Nullable String given) {
        return PushRefusedException.of(
                PushRejection.CONTENT_TYPE,
                "Content-Type must be " + OtlpFormat.PROTOBUF.contentType() + " or " + OtlpFormat.JSON.contentType()
                        + ", got " + (given == null ? "none" : JsonText.cut(given)));
    }
}
