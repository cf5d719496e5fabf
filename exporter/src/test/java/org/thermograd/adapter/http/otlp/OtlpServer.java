package org.thermograd.adapter.http.otlp;

import com.google.protobuf.CodedInputStream;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.thermograd.adapter.http.BareServer;
import org.thermograd.adapter.http.gate.GateLimits;
import org.thermograd.adapter.http.push.PushAccess;
import org.thermograd.adapter.http.push.PushAdmission;
import org.thermograd.adapter.http.push.PushConfig;
import org.thermograd.adapter.http.push.PushRejection;
import org.thermograd.domain.ingest.ConditionSource;
import org.thermograd.domain.ingest.Examination;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.RunSnapshot;
import org.thermograd.domain.ingest.StepIngestor;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.ingest.StepSink;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingStep;
import org.thermograd.testing.ManualClock;

/** A bare server on loopback with the route of OTLP, and a client of it. */
final class OtlpServer implements AutoCloseable {
    /** A moment of which the steps of the tests are. */
    static final long T0 = 1_761_699_262;

    static final String PROTOBUF = "application/x-protobuf";
    static final String JSON = "application/json";

    final ManualClock clock = new ManualClock(Instant.ofEpochSecond(T0));
    final List<Answered> answered = Collections.synchronizedList(new ArrayList<>());
    final List<TrainingStep> steps = Collections.synchronizedList(new ArrayList<>());
    final StepIngestor ingestor;
    private final BareServer server;

    /** What the observer heard. */
    record Answered(int code, Optional<PushRejection> rejection, OptionalLong bodyBytes, int ignored) {}

    OtlpServer() {
        this(PushAccess.localOnly(), PushConfig.withDefaults(), IngestConfig.withDefaults(), sink -> sink);
    }

    OtlpServer(PushAccess access, PushConfig config, IngestConfig ingest, UnaryOperator<StepSink> sink) {
        StepListener listener = new StepListener() {
            @Override
            public void accepted(RunId run, TrainingStep step, Examination examination) {
                steps.add(step);
            }
        };
        ingestor = new StepIngestor(ingest, clock, listener, ConditionSource.UNKNOWN);
        OtlpRoutes routes = new OtlpRoutes(
                sink.apply(ingestor),
                ingestor::lastStep,
                config,
                new PushAdmission(access, config, clock::nanos),
                (code, rejection, bytes, ignored) -> answered.add(new Answered(code, rejection, bytes, ignored)),
                clock);
        server = new BareServer(
                routes, GateLimits.withDefaults().withMaxBodyBytes(config.maxBodyBytes()), Set.of(), routes::refused);
    }

    String url() {
        return "http://127.0.0.1:" + server.address().port() + "/v1/metrics";
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        return server.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Posts a body; pairs of header and value. */
    HttpResponse<byte[]> post(byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url())).POST(BodyPublishers.ofByteArray(body));
        return send(headers.length > 0 ? request.headers(headers) : request);
    }

    /** Exports in protobuf and returns what was refused. */
    ExportMetricsPartialSuccess export(ExportMetricsServiceRequest request) {
        HttpResponse<byte[]> answer = post(request.toByteArray(), "Content-Type", PROTOBUF);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + message(answer));
        }
        try {
            return ExportMetricsServiceResponse.parseFrom(answer.body()).getPartialSuccess();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the message of a status in protobuf. */
    static String message(HttpResponse<byte[]> answer) {
        try {
            CodedInputStream in = CodedInputStream.newInstance(answer.body());
            return in.readTag() == (2 << 3 | 2) ? in.readStringRequireUtf8() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    RunSnapshot run(String name) {
        return ingestor.snapshot().runs().stream()
                .filter(run -> run.run().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Answered last() {
        return answered.get(answered.size() - 1);
    }

    @Override
    public void close() {
        server.close();
    }
}
