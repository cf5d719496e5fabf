package org.thermograd.adapter.http.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.adapter.http.otlp.OtlpServer.JSON;
import static org.thermograd.adapter.http.otlp.OtlpServer.PROTOBUF;
import static org.thermograd.adapter.http.otlp.OtlpServer.T0;
import static org.thermograd.adapter.http.otlp.OtlpServer.message;
import static org.thermograd.adapter.http.otlp.OtlpServer.text;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.adapter.http.gate.GateRefusal;
import org.thermograd.adapter.http.otlp.OtlpServer.Answered;
import org.thermograd.adapter.http.push.PushAccess;
import org.thermograd.adapter.http.push.PushAdmission;
import org.thermograd.adapter.http.push.PushConfig;
import org.thermograd.adapter.http.push.PushRejection;
import org.thermograd.adapter.http.push.PushTokenFile;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.NotStoredException;
import org.thermograd.domain.ingest.Pusher;
import org.thermograd.domain.ingest.StepSink;
import org.thermograd.domain.training.PushResult;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;
import org.thermograd.testing.Gzip;

class OtlpRoutesTest {
    private static final String TOKEN = "token-0123456789";
    private static final ExportMetricsServiceRequest THREE_SIGNALS = Export.ofRun()
            .gauge("train/grad_norm", T0 - 2.5, 25.7, 12)
            .gauge("loss", T0 - 2.5, 6.3, 12)
            .gauge("train.learning_rate", T0 - 2.5, 5e-5, 12)
            .gauge("loss", T0 - 1, Double.NaN, 13)
            .request();
    private static final List<TrainingStep> THEIR_STEPS = List.of(
            new TrainingStep(
                    12,
                    OptionalLong.of(T0 * 1000 - 2500),
                    OptionalDouble.of(25.7),
                    OptionalDouble.of(6.3),
                    OptionalDouble.of(5e-5)),
            new TrainingStep(
                    13,
                    OptionalLong.of(T0 * 1000 - 1000),
                    OptionalDouble.empty(),
                    OptionalDouble.of(Double.NaN),
                    OptionalDouble.empty()));

    @Test
    void gaugesOfOneStepBecomeOne() {
        try (OtlpServer server = new OtlpServer()) {
            byte[] body = THREE_SIGNALS.toByteArray();
            HttpResponse<byte[]> answer = server.post(body, "Content-Type", PROTOBUF);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue(PROTOBUF);
            assertThat(answer.body()).isEmpty();
            assertThat(server.steps).isEqualTo(THEIR_STEPS);
            assertThat(server.last()).isEqualTo(new Answered(200, Optional.empty(), OptionalLong.of(body.length), 0));
        }
    }

    @Test
    void jsonAndGzipSayTheSame() {
        byte[] json = Export.json(THREE_SIGNALS).getBytes(StandardCharsets.UTF_8);
        try (OtlpServer server = new OtlpServer()) {
            HttpResponse<byte[]> answer = server.post(
                    Gzip.of(json), "Content-Type", "application/json; charset=utf-8", "Content-Encoding", "gzip");

            assertThat(text(answer)).isEqualTo("{}");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue(JSON);
            assertThat(server.steps).isEqualTo(THEIR_STEPS);
        }
    }

    @Test
    void whatIsNoStepIsRefusedWithTheReasonAndTheRestCounts() {
        ExportMetricsServiceRequest request = Export.ofRun()
                .gauge("jvm.memory.used", T0, 1, Map.of())
                .gauge("loss", T0 - 1, 6.3, 12)
                .gauge("grad_nrom", T0 - 1, 1, 12)
                .request();
        try (OtlpServer server = new OtlpServer()) {
            ExportMetricsPartialSuccess partial = server.export(request);

            assertThat(partial.getRejectedDataPoints()).isEqualTo(2);
            assertThat(partial.getErrorMessage())
                    .isEqualTo(
                            "metric \"jvm.memory.used\" must be one of those that docs/otlp.md lists, such as grad_norm,"
                                    + " loss and learning_rate (1 point); metric \"grad_nrom\" must be spelled grad_norm (1 point)");
            assertThat(server.steps).extracting(TrainingStep::step).containsExactly(12L);
            assertThat(server.last().ignored()).isEqualTo(2);
            assertThat(text(server.post(Export.json(request).getBytes(StandardCharsets.UTF_8), "Content-Type", JSON)))
                    .startsWith("{\"partialSuccess\":{\"rejectedDataPoints\":\"2\",\"errorMessage\":\"metric \\\"jvm.");
        }
    }

    @Test
    void whatIsExportedAgainCountsOnce() {
        Export all = Export.ofRun().gauge("loss", T0 - 3, 6.3, 12);
        try (OtlpServer server = new OtlpServer()) {
            server.export(all.request());
            server.export(Export.ofRun().gauge("loss", T0 - 2, 6.3, 12).request());
            server.export(Export.ofRun()
                    .gauge("loss", T0 - 1, 6.3, 12)
                    .gauge("loss", T0 - 1, 6.2, 13)
                    .request());

            assertThat(server.steps).extracting(TrainingStep::step).containsExactly(12L, 13L);
            assertThat(server.run("r").counts().steps()).isEqualTo(2);
        }
    }

    @Test
    void aRunThatGoesBackIsFollowed() {
        try (OtlpServer server = new OtlpServer()) {
            server.export(Export.ofRun().gauge("loss", T0 - 3, 6.3, 700).request());
            server.export(Export.ofRun().gauge("loss", T0 - 2, 6.4, 501).request());
            server.export(Export.ofRun()
                    .gauge("loss", T0 - 1, 6.4, 501)
                    .gauge("loss", T0 - 1, 6.5, 502)
                    .request());

            assertThat(server.steps).extracting(TrainingStep::step).containsExactly(700L, 501L, 502L);
        }
    }

    @Test
    void stepsThatShareTheTimeOfTheirExportHaveThatOfTheirArrival() {
        try (OtlpServer server = new OtlpServer()) {
            server.export(Export.ofRun()
                    .gauge("loss", T0 - 1, 6.4, 3)
                    .gauge("loss", T0 - 1, 6.3, 2)
                    .request());

            assertThat(server.steps).extracting(TrainingStep::step).containsExactly(2L, 3L);
            assertThat(server.steps).extracting(TrainingStep::epochMillis).containsOnly(OptionalLong.of(T0 * 1000));
        }
    }

    @Test
    void oneGaugeCanTellTheNumberForThoseBesideIt() {
        try (OtlpServer server = new OtlpServer()) {
            ExportMetricsPartialSuccess partial = server.export(Export.by("service.name", "my-run")
                    .gauge("megatron.training.loss", T0 - 1, 6.4, Map.of())
                    .gauge("train/global_step", T0 - 1, 7, Map.of())
                    .gauge("megatron.training.grad_norm", T0, 6.4, Map.of())
                    .request());

            assertThat(server.run("my-run").step()).hasValue(7);
            assertThat(partial.getErrorMessage())
                    .isEqualTo(
                            "metric \"megatron.training.grad_norm\" must have the number of its step, by an attribute"
                                    + " step or a gauge step of the same time, got neither (1 point)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "application/protobuf"})
    void anotherTypeIsRefused(String type) {
        try (OtlpServer server = new OtlpServer()) {
            HttpResponse<byte[]> answer =
                    type.isEmpty() ? server.post(new byte[1]) : server.post(new byte[1], "Content-Type", type);

            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(text(answer))
                    .startsWith("{\"message\":\"Content-Type must be application/x-protobuf or application/json, got ");
            assertThat(server.last().rejection()).hasValue(PushRejection.CONTENT_TYPE);
        }
    }

    @Test
    void aBrokenBodyIsRefusedInItsOwnForm() {
        try (OtlpServer server = new OtlpServer()) {
            HttpResponse<byte[]> binary = server.post(new byte[] {10, 5, 1}, "Content-Type", PROTOBUF);
            HttpResponse<byte[]> json = server.post("{".getBytes(StandardCharsets.UTF_8), "Content-Type", JSON);

            assertThat(List.of(binary.statusCode(), json.statusCode())).containsOnly(400);
            assertThat(binary.headers().firstValue("Content-Type")).hasValue(PROTOBUF);
            assertThat(message(binary))
                    .startsWith("body must be an ExportMetricsServiceRequest in protobuf, but it is broken: ");
            assertThat(text(json))
                    .isEqualTo("{\"message\":\"body must be JSON, but it is broken at line 1, column 2\"}");
            assertThat(server.last())
                    .isEqualTo(new Answered(400, Optional.of(PushRejection.SYNTAX), OptionalLong.empty(), 0));
        }
    }

    @Test
    void anEmptyRequestIsNoError() {
        try (OtlpServer server = new OtlpServer()) {
            assertThat(server.post(new byte[0], "Content-Type", PROTOBUF).statusCode())
                    .isEqualTo(200);
            assertThat(server.ingestor.snapshot().runs()).isEmpty();
        }
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() {
        PushConfig config = PushConfig.withDefaults().withMaxBodyBytes(100);
        try (OtlpServer server =
                new OtlpServer(PushAccess.localOnly(), config, IngestConfig.withDefaults(), sink -> sink)) {
            assertThat(server.post(THREE_SIGNALS.toByteArray(), "Content-Type", PROTOBUF)
                            .statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void anotherMethodIsRefused() {
        try (OtlpServer server = new OtlpServer()) {
            HttpResponse<byte[]> answer =
                    server.send(HttpRequest.newBuilder(URI.create(server.url())).GET());

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
            assertThat(text(answer)).isEqualTo("{\"message\":\"method must be POST, got GET\"}");
        }
    }

    @Test
    void pointsOfRunsThatATokenIsNotForAreRefused(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("tokens"), TOKEN + " mine-\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        PushAccess access = new PushAccess(Optional.of(new PushTokenFile(file)), () -> Optional.of("a test"));
        byte[] body = Export.by("thermograd.run", "mine-1")
                .gauge("loss", T0, 1, 1)
                .gauge("loss", T0, 1, Map.of("step", 1, "thermograd.run", "yours"))
                .request()
                .toByteArray();
        try (OtlpServer server =
                new OtlpServer(access, PushConfig.withDefaults(), IngestConfig.withDefaults(), sink -> sink)) {
            HttpResponse<byte[]> without = server.post(body, "Content-Type", PROTOBUF);
            HttpResponse<byte[]> with = server.post(body, "Content-Type", PROTOBUF, "Authorization", "Bearer " + TOKEN);

            assertThat(without.statusCode()).isEqualTo(401);
            assertThat(message(without)).startsWith("Authorization must be given: Bearer and a token");
            assertThat(without.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(with.statusCode()).isEqualTo(200);
            assertThat(text(with))
                    .contains("the token must be for this run, but its prefix is another: yours (1 point)");
            assertThat(server.ingestor.snapshot().runs())
                    .extracting(run -> run.run().value())
                    .containsExactly("mine-1");
        }
    }

    @Test
    void aRunTooManyIsToBeSentAgain() {
        IngestConfig one = IngestConfig.withDefaults().withMaxRuns(1);
        try (OtlpServer server = new OtlpServer(PushAccess.localOnly(), PushConfig.withDefaults(), one, sink -> sink)) {
            server.export(THREE_SIGNALS);
            HttpResponse<byte[]> answer = server.post(
                    Export.by("service.name", "another")
                            .gauge("loss", T0, 1, 1)
                            .request()
                            .toByteArray(),
                    "Content-Type",
                    PROTOBUF);

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(server.last().rejection()).hasValue(PushRejection.TOO_MANY_RUNS);
        }
    }

    @Test
    void whatCannotBeWrittenIsToBeSentAgain() {
        try (OtlpServer server = new OtlpServer(
                PushAccess.localOnly(), PushConfig.withDefaults(), IngestConfig.withDefaults(), sink -> new Full())) {
            HttpResponse<byte[]> answer = server.post(THREE_SIGNALS.toByteArray(), "Content-Type", PROTOBUF);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(message(answer)).isEqualTo("the disk is full");
            assertThat(server.last().rejection()).hasValue(PushRejection.INSUFFICIENT_STORAGE);
        }
    }

    /** A sink that cannot write, and fails for a run that is called so. */
    private static final class Full implements StepSink {
        @Override
        public PushResult push(RunId run, TrainingPush push, Optional<Pusher> pusher) throws NotStoredException {
            if (run.value().equals("fails")) {
                throw new IllegalStateException("for a test");
            }
            throw new NotStoredException("the disk is full");
        }

        @Override
        public boolean finish(RunId run) {
            return false;
        }

        @Override
        public boolean delete(RunId run) {
            return false;
        }
    }

    @Test
    void aFailureHereTellsNothingOfIt() {
        try (OtlpServer server = new OtlpServer(
                PushAccess.localOnly(), PushConfig.withDefaults(), IngestConfig.withDefaults(), sink -> new Full())) {
            HttpResponse<byte[]> answer = server.post(
                    Export.by("service.name", "fails")
                            .gauge("loss", T0, 1, 1)
                            .request()
                            .toByteArray(),
                    "Content-Type",
                    PROTOBUF);

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(message(answer)).isEqualTo("internal error");
        }
    }

    @Test
    void whileTheClockHereIsWrongAllIsToBeSentAgain() {
        try (OtlpServer server = new OtlpServer()) {
            server.clock.set(Instant.EPOCH);
            HttpResponse<byte[]> answer = server.post(THREE_SIGNALS.toByteArray(), "Content-Type", PROTOBUF);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(message(answer)).isEqualTo("the clock here must be right, but it is 1970-01-01T00:00:00Z");
            assertThat(server.last().rejection()).hasValue(PushRejection.HOST_CLOCK);
            assertThat(server.steps).isEmpty();
        }
    }

    @Test
    void countsWhatTheGateRefused() {
        PushConfig config = PushConfig.withDefaults();
        List<PushRejection> counted = new ArrayList<>();
        OtlpRoutes routes = new OtlpRoutes(
                new Full(),
                run -> OptionalLong.empty(),
                config,
                new PushAdmission(PushAccess.localOnly(), config, System::nanoTime),
                (code, rejection, bytes, ignored) -> counted.add(rejection.orElseThrow()),
                InstantSource.system());
        for (GateRefusal refusal : GateRefusal.values()) {
            routes.refused(refusal, "/v1/metrics");
            routes.refused(refusal, "/metrics");
        }

        assertThat(counted).containsExactlyInAnyOrder(PushRejection.OVERLOADED, PushRejection.RATE);
    }
}
