package org.thermograd.adapter.http.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.http.BareServer;
import org.thermograd.adapter.http.gate.GateLimits;
import org.thermograd.domain.ingest.ConditionSource;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.RunSnapshot;
import org.thermograd.domain.ingest.StepIngestor;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.testing.ManualClock;

/** A bare server on loopback with the routes of pushing, and a client of it. */
final class PushServer implements AutoCloseable {
    /** Midnight of a day of which the steps of the tests are. */
    static final long T0 = 1_761_699_262;

    final ManualClock clock = new ManualClock(Instant.ofEpochSecond(T0));
    final List<Answered> answered = Collections.synchronizedList(new ArrayList<>());
    final StepIngestor ingestor;
    private final BareServer server;

    /** What the observer heard. */
    record Answered(int code, Optional<PushRejection> rejection, OptionalLong bodyBytes, int ignoredFields) {}

    PushServer(PushConfig config, PushAccess access, IngestConfig ingest) {
        this(config, access, ingest, null, GateLimits.withDefaults());
    }

    PushServer(PushConfig config, PushAccess access, IngestConfig ingest, @Nullable LongSupplier nanoTicker) {
        this(config, access, ingest, nanoTicker, GateLimits.withDefaults());
    }

    private PushServer(
            PushConfig config,
            PushAccess access,
            IngestConfig ingest,
            @Nullable LongSupplier nanoTicker,
            GateLimits limits) {
        ingestor = new StepIngestor(ingest, clock, StepListener.NONE, ConditionSource.UNKNOWN);
        PushRoutes routes = new PushRoutes(
                ingestor,
                config,
                new PushAdmission(access, config, nanoTicker == null ? clock::nanos : nanoTicker),
                (code, rejection, bytes, ignoredFields) ->
                        answered.add(new Answered(code, rejection, bytes, ignoredFields)),
                clock);
        server = new BareServer(
                routes, limits.withMaxBodyBytes(config.maxBodyBytes()), Set.of("exporter.example"), routes::refused);
    }

    static PushServer withDefaults() {
        return new PushServer(PushConfig.withDefaults(), PushAccess.localOnly(), IngestConfig.withDefaults());
    }

    static PushServer withLimits(GateLimits limits) {
        return new PushServer(
                PushConfig.withDefaults(), PushAccess.localOnly(), IngestConfig.withDefaults(), null, limits);
    }

    /** Returns a server that knows one step of the run {@code r}. */
    static PushServer withAStep() {
        PushServer server = withDefaults();
        server.push("{\"step\":1,\"loss\":1,\"timestamp\":1000000000}");
        return server;
    }

    /** Asserts a refusal: its body, its code, and what the observer heard last. */
    static void assertRefused(PushServer server, HttpResponse<String> answer, PushRejection reason, String body) {
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.statusCode()).isEqualTo(reason.code());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(server.last()).isEqualTo(new Answered(reason.code(), Optional.of(reason), OptionalLong.empty(), 0));
    }

    int port() {
        return server.address().port();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return server.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Pushes a body to the run {@code r}; pairs of header and value. */
    HttpResponse<String> push(BodyPublisher body, String... headers) {
        HttpRequest.Builder request = request("/api/v1/training/r/steps").POST(body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    HttpResponse<String> push(String body, String... headers) {
        return push(BodyPublishers.ofString(body), headers);
    }

    Optional<RunSnapshot> run() {
        return ingestor.snapshot().runs().stream()
                .filter(run -> run.run().value().equals("r"))
                .findFirst();
    }

    Answered last() {
        return answered.get(answered.size() - 1);
    }

    @Override
    public void close() {
        server.close();
    }
}
