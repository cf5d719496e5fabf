package org.thermograd.adapter.http.push;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.thermograd.adapter.http.RouteGroup;
import org.thermograd.adapter.http.gate.GateRefusal;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.NotStoredException;
import org.thermograd.domain.ingest.Pusher;
import org.thermograd.domain.ingest.StepSink;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.training.PushResult;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;

/**
 * The routes of pushing: {@code POST .../steps}, {@code POST .../finish} and {@code DELETE} of a run, as docs/push-api.md
 * tells. Every answer is JSON and counted once. Thread-safe.
 */
public final class PushRoutes implements RouteGroup {
    private static final String TRAINING = "/api/v1/training/";
    private static final int RUN_PART = 4;
    private static final String RUN = TRAINING + "{run}";
    private static final List<HandlerType> METHODS = List.of(
            HandlerType.GET,
            HandlerType.HEAD,
            HandlerType.POST,
            HandlerType.PUT,
            HandlerType.PATCH,
            HandlerType.DELETE,
            HandlerType.OPTIONS);

    private final StepSink sink;
    private final PushConfig config;
    private final Observer observer;
    private final InstantSource clock;
    private final PushAdmission admission;
    private final PushLog log = new PushLog();

    /**
     * Makes the routes.
     *
     * @param sink takes the steps
     * @param config the limits
     * @param admission who may push, and how often
     * @param observer hears of every answer
     * @param clock wall clock
     */
    public PushRoutes(
            StepSink sink, PushConfig config, PushAdmission admission, Observer observer, InstantSource clock) {
        this.sink = requireNonNull(sink, "sink");
        this.config = requireNonNull(config, "config");
        this.admission = requireNonNull(admission, "admission");
        this.observer = requireNonNull(observer, "observer");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Counts a push that did not get here, where the gate answered it. */
    public void refused(GateRefusal refusal, String path) {
        if (!path.startsWith(TRAINING)) {
            return;
        }
        Optional<PushRejection> counted = PushRejection.of(
                refusal,
                Optional.of(PushRejection.RUN_NAME).filter(any -> !RunId.isValid(path.split("/", -1)[RUN_PART])));
        counted.ifPresent(reason -> observer.answered(reason.code(), counted, OptionalLong.empty(), 0));
    }

    /** {@inheritDoc} Adds the routes, and for every other method of their paths one that refuses it. */
    @Override
    public void addTo(RoutesConfig routes) {
        add(routes, RUN + "/steps", HandlerType.POST, this::push);
        add(routes, RUN + "/finish", HandlerType.POST, this::finish);
        add(routes, RUN, HandlerType.DELETE, this::delete);
    }

    private void add(RoutesConfig routes, String path, HandlerType allowed, Action action) {
        for (HandlerType method : METHODS) {
            Action taken = method.equals(allowed) ? action : context -> refuseMethod(context, allowed);
            routes.addHttpHandler(method, path, context -> answer(context, taken));
        }
    }

    /** What answers one request. */
    private interface Action {
        Answer answer(Context context) throws PushRefusedException;
    }

    /** The body of an answer that is no refusal, and the size of what it answers. */
    private record Answer(String json, OptionalLong bodyBytes, int ignoredFields) {
        private static final Answer EMPTY = new Answer("{}", OptionalLong.empty(), 0);
    }

    private void answer(Context context, Action action) {
        Optional<PushRejection> rejection = Optional.empty();
        Answer answer = Answer.EMPTY;
        String json;
        try {
            answer = action.answer(context);
            json = answer.json();
        } catch (PushRefusedException e) {
            rejection = Optional.of(e.reason());
            e.headers().forEach(context::header);
            json = PushJson.refusal(e);
            log.refused(e, context.path());
        } catch (RuntimeException e) {
            rejection = Optional.of(PushRejection.INTERNAL);
            json = "{\"error\":\"internal error\"}";
            log.failed(e, context.path());
        }
        int code = rejection.map(PushRejection::code).orElse(200);
        context.status(code).contentType("application/json").result(json.getBytes(StandardCharsets.UTF_8));
        observer.answered(code, rejection, answer.bodyBytes(), answer.ignoredFields());
    }

    private static Answer refuseMethod(Context context, HandlerType allowed) throws PushRefusedException {
        throw PushRefusedException.about(
                        PushRejection.METHOD,
                        "method",
                        allowed.name(),
                        PushJson.text(context.method().name()))
                .withHeader("Allow", allowed.name());
    }

    private Answer push(Context context) throws PushRefusedException {
        Admitted admitted = admit(context);
        boolean lines = PushBody.isLines(context.header("Content-Type"));
        PushBody body = PushBody.read(context.req(), config);
        long latestMillis = clock.millis() + IngestConfig.MAX_AHEAD.toMillis();
        StepsBodyParser parser = new StepsBodyParser(body.content(), latestMillis);
        try {
            TrainingPush steps = lines ? parser.parseLines() : parser.parseJson();
            PushResult result = sink.push(admitted.run(), steps, admitted.pusher());
            return new Answer(
                    PushJson.result(result, parser.ignoredFields()),
                    OptionalLong.of(body.wireBytes()),
                    parser.ignoredFields());
        } catch (TooManyRunsException e) {
            throw SinkRefusals.of(e);
        } catch (NotStoredException e) {
            throw SinkRefusals.of(e);
        }
    }

    private Answer finish(Context context) throws PushRefusedException {
        RunId run = admit(context).run();
        try {
            return known(run, sink.finish(run));
        } catch (NotStoredException e) {
            throw SinkRefusals.of(e);
        }
    }

    private Answer delete(Context context) throws PushRefusedException {
        RunId run = admit(context).run();
        try {
            return known(run, sink.delete(run));
        } catch (NotStoredException e) {
            throw SinkRefusals.of(e);
        }
    }

    private static Answer known(RunId run, boolean isKnown) throws PushRefusedException {
        if (!isKnown) {
            throw PushRefusedException.about(
                    PushRejection.UNKNOWN_RUN, "run", "one that has pushed", PushJson.text(run.value()));
        }
        return Answer.EMPTY;
    }

    /** Which run may be pushed to, and whose share that counts for. */
    private record Admitted(RunId run, Optional<Pusher> pusher) {}

    /** Checks who asks, how often, and for what. */
    private Admitted admit(Context context) throws PushRefusedException {
        String run = context.pathParam("run");
        Optional<Pusher> pusher = admission.admit(context, run);
        if (RunId.isFolder(run)) {
            throw PushRefusedException.about(PushRejection.UNKNOWN_RUN, "run", "neither . nor ..", PushJson.text(run));
        }
        if (!RunId.isValid(run)) {
            throw PushRefusedException.about(
                    PushRejection.RUN_NAME, "run", "named by " + RunId.PATTERN, PushJson.text(run));
        }
        return new Admitted(new RunId(run), pusher);
    }

    /** Hears of every answer on the routes of pushing. Thread-safe; must not throw. */
    public interface Observer {
        /** Hears nothing. */
        Observer NONE = (code, rejection, bodyBytes, ignoredFields) -> {};

        /**
         * Called once per request.
         *
         * @param code status of the answer
         * @param rejection why it was refused, absent if it was not
         * @param bodyBytes size of the body as it came over the network, absent where it was not read to its end
         * @param ignoredFields how many numbers of unknown names were passed over
         */
        void answered(int code, Optional<PushRejection> rejection, OptionalLong bodyBytes, int ignoredFields);
    }
}
