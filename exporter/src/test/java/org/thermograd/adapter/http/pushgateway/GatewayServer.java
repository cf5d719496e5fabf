package org.thermograd.adapter.http.pushgateway;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.thermograd.adapter.http.BareServer;
import org.thermograd.adapter.http.gate.GateLimits;
import org.thermograd.adapter.http.push.PushAccess;
import org.thermograd.adapter.http.push.PushAdmission;
import org.thermograd.adapter.http.push.PushConfig;
import org.thermograd.adapter.http.push.PushRejection;
import org.thermograd.domain.ingest.ConditionSource;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.StepIngestor;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.testing.ManualClock;

/** A bare server on loopback that speaks the Pushgateway protocol, and a client of it. */
final class GatewayServer implements AutoCloseable {
    /** When the clock of the server starts, in seconds since 1970. */
    static final long T0 = 1_761_699_262;

    final ManualClock clock = new ManualClock(Instant.ofEpochSecond(T0));
    final PushedGroups groups;
    final StepIngestor ingestor;
    final List<String> answered = Collections.synchronizedList(new ArrayList<>());
    final PushgatewayRoutes routes;
    private final BareServer server;

    GatewayServer(GroupLimits limits, PushAccess access, IngestConfig ingest) {
        groups = new PushedGroups(limits);
        ingestor = new StepIngestor(ingest, clock, StepListener.NONE, ConditionSource.UNKNOWN);
        PushConfig config = PushConfig.withDefaults();
        routes = new PushgatewayRoutes(
                groups,
                ingestor,
                config,
                new PushAdmission(access, config, System::nanoTime),
                (code, rejection, bytes, ignored) -> answered.add(code
                        + rejection.map(PushRejection::id).map(id -> " " + id).orElse("")),
                clock,
                "1.2.3");
        server = new BareServer(
                routes, GateLimits.withDefaults().withMaxBodyBytes(config.maxBodyBytes()), Set.of(), routes::refused);
    }

    static GatewayServer withDefaults() {
        return new GatewayServer(limits(10_000, 100_000), PushAccess.localOnly(), IngestConfig.withDefaults());
    }

    static GroupLimits limits(int groups, int series) {
        return GroupLimits.of(groups, series, Optional.of(Duration.ofHours(1)));
    }

    URI url() {
        return URI.create("http://" + server.address());
    }

    HttpResponse<String> send(HttpRequest request) {
        return server.send(request, BodyHandlers.ofString());
    }

    /** Sends a request with a body of text; pairs of header and value. */
    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return send((headers.length > 0 ? request.headers(headers) : request).build());
    }

    /** Returns the lines of the page that are no comments. */
    List<String> series() {
        return send("GET", PushgatewayRoutes.PAGE, "")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    void wipe() {
        groups.expire(Long.MAX_VALUE);
    }

    @Override
    public void close() {
        server.close();
    }
}
