package org.thermograd.adapter.http.pushgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.adapter.http.gate.GateRefusal;
import org.thermograd.adapter.http.push.PushAccess;
import org.thermograd.adapter.http.push.PushTokenFile;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.RunSnapshot;

class PushgatewayRoutesTest {
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    private Path folder;

    private static void assertRefused(HttpResponse<String> answer, int code, String text) {
        assertThat(answer.body()).isEqualTo(text + "\n");
        assertThat(answer.statusCode()).isEqualTo(code);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void quotesTheLineThatIsWrong() {
        try (GatewayServer server = GatewayServer.withDefaults()) {
            assertRefused(
                    server.send("POST", "/metrics/job/a", "step 1\nloss 6.3\r\n"),
                    400,
                    "line 2: value of loss must be a number, got \"6.3\\r\"; lines must end with \\n alone, not with \\r\\n;"
                            + " the line is: loss 6.3\\r");
            assertThat(server.series()).isEmpty();
            assertThat(server.answered).containsExactly("400 syntax");
        }
    }

    @Test
    void aGroupThatCannotBeReadPoisonsNothing() {
        try (GatewayServer server = GatewayServer.withDefaults()) {
            assertThat(server.send("POST", "/metrics/job/a/x/%FF", "m 1\n").statusCode())
                    .isEqualTo(400);
            assertRefused(
                    server.send("POST", "/metrics/job@base64/_w", "m 1\n"), 400, "path must be UTF-8, got other bytes");
            assertRefused(
                    server.send("POST", "/metrics/job/a", "m 1 1000\n"),
                    400,
                    "line 1: pushed metrics must not have timestamps");
            assertThat(server.send("POST", "/metrics/job/b", "m 1\n").statusCode())
                    .isEqualTo(200);
            assertThat(server.series())
                    .containsExactly(
                            "m{instance=\"\",job=\"b\"} 1",
                            "push_failure_time_seconds{instance=\"\",job=\"a\"} 1.761699262e+09",
                            "push_failure_time_seconds{instance=\"\",job=\"b\"} 0",
                            "push_time_seconds{instance=\"\",job=\"a\"} 0",
                            "push_time_seconds{instance=\"\",job=\"b\"} 1.761699262e+09");
        }
    }

    @Test
    void countsStepsOnce() {
        try (GatewayServer server = GatewayServer.withDefaults()) {
            server.send("PUT", "/metrics/job/run-1/instance/h", "step 1\nloss 3\n");
            server.send("PUT", "/metrics/job/run-1/instance/h", "step 1\nloss 3\n");
            server.send("POST", "/metrics/job/run-1/instance/h", "loss 2\n");
            server.clock.advance(Duration.ofSeconds(1));
            server.send("POST", "/metrics/job/run-1/instance/h", "step 2\nloss 2\n");
            server.send("POST", "/metrics/job/my+run", "step 2\nloss 2\n");

            assertThat(server.ingestor.snapshot().runs())
                    .extracting(RunSnapshot::run)
                    .extracting(Object::toString)
                    .containsExactly("run-1");
            assertThat(server.ingestor.snapshot().runs().get(0).counts().steps())
                    .isEqualTo(2);
        }
    }

    @Test
    void aStepThatFindsNoRoomDoesNotFailThePush() {
        IngestConfig oneRun = IngestConfig.withDefaults().withMaxRuns(1);
        try (GatewayServer server = new GatewayServer(GatewayServer.limits(9, 99), PushAccess.localOnly(), oneRun)) {
            assertThat(server.send("PUT", "/metrics/job/r1", "step 1\nloss 3\n").statusCode())
                    .isEqualTo(200);
            assertThat(server.send("PUT", "/metrics/job/r2", "step 1\nloss 3\n").statusCode())
                    .isEqualTo(200);
            assertThat(server.ingestor.snapshot().runs()).hasSize(1);
        }
    }

    @Test
    void asksForATokenThatIsForTheJob() throws Exception {
        Path tokens = folder.resolve("tokens");
        Files.writeString(tokens, TOKEN + " team-a-\n");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
        PushAccess access =
                new PushAccess(Optional.of(new PushTokenFile(tokens)), () -> Optional.of("--require-push-token"));
        try (GatewayServer server =
                new GatewayServer(GatewayServer.limits(9, 99), access, IngestConfig.withDefaults())) {
            assertThat(server.send("PUT", "/metrics/job/team-a-1", "m 1\n").statusCode())
                    .isEqualTo(401);
            assertThat(server.send("PUT", "/metrics/job/b", "m 1\n", "Authorization", "Bearer " + TOKEN)
                            .statusCode())
                    .isEqualTo(403);
            assertThat(server.send("PUT", "/metrics/job/team-a-1", "m 1\n", "Authorization", "Bearer " + TOKEN)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.send("DELETE", "/metrics/job/team-a-1", "").statusCode())
                    .isEqualTo(401);
            assertThat(server.answered).containsExactly("401 unauthorized", "403 forbidden", "200", "401 unauthorized");
        }
    }

    @Test
    void onlyHalfIsForOneToken() throws Exception {
        Path tokens = folder.resolve("tokens");
        Files.writeString(tokens, TOKEN + "\n");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
        PushAccess access = new PushAccess(Optional.of(new PushTokenFile(tokens)), Optional::empty);
        try (GatewayServer server =
                new GatewayServer(GatewayServer.limits(2, 99), access, IngestConfig.withDefaults())) {
            String bearer = "Bearer " + TOKEN;
            server.send("PUT", "/metrics/job/a", "m 1\n", "Authorization", bearer);
            HttpResponse<String> answer = server.send("PUT", "/metrics/job/b", "m 1\n", "Authorization", bearer);

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.body())
                    .isEqualTo(
                            "Authorization must be a token with at most 1 groups (half of --push-max-groups); delete a"
                                    + " group, got \"the token on line 1\"\n");
            assertThat(server.answered).containsExactly("200", "429 token_groups");
            assertThat(server.send("PUT", "/metrics/job/b", "m 1\n").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void tellsItsVersionAsAPushgatewayDoes() {
        try (GatewayServer server = GatewayServer.withDefaults()) {
            assertThat(server.send("GET", "/api/v1/status", "").body())
                    .isEqualTo("{\"status\":\"success\",\"data\":{\"build_information\":{\"version\":\"1.2.3\"},"
                            + "\"start_time\":\"2025-10-29T00:54:22Z\"}}");
        }
    }

    @Test
    void refusesWhatALimitForbids() {
        try (GatewayServer server =
                new GatewayServer(GatewayServer.limits(1, 3), PushAccess.localOnly(), IngestConfig.withDefaults())) {
            assertThat(server.send("PUT", "/metrics/job/a", "m 1\nn 1\n").statusCode())
                    .isEqualTo(429);
            assertThat(server.send("PUT", "/metrics/job/a", "m 1\n").statusCode())
                    .isEqualTo(200);
            assertThat(server.send("PUT", "/metrics/job/b", "").statusCode()).isEqualTo(429);
            assertThat(server.send("PUT", "/metrics/job/a", "#".repeat(1 << 20) + "\n")
                            .statusCode())
                    .isEqualTo(413);
            assertThat(server.send("PUT", "/metrics/job/a", "m 1\n", "Content-Encoding", "br")
                            .statusCode())
                    .isEqualTo(415);
            assertThat(server.send("PUT", "/metrics/job/a", "# " + "x".repeat(20_000) + "\nm 2\n")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.series()).contains("m{instance=\"\",job=\"a\"} 2");
        }
    }

    @Test
    void showsTheFamiliesThatAreAskedFor() {
        try (GatewayServer server = GatewayServer.withDefaults()) {
            server.send("PUT", "/metrics/job/a", "m 1\nn 1\n# TYPE h histogram\nh_count 1\n");

            HttpResponse<String> answer = server.send("GET", "/metrics/push?name[]=n&name[]=h_bucket", "");

            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(answer.body().lines().filter(line -> !line.startsWith("#")))
                    .containsExactly(
                            "h_bucket{instance=\"\",job=\"a\",le=\"+Inf\"} 1",
                            "h_sum{instance=\"\",job=\"a\"} 0",
                            "h_count{instance=\"\",job=\"a\"} 1",
                            "n{instance=\"\",job=\"a\"} 1");
        }
    }

    @Test
    void countsWhatTheGateRefused() {
        try (GatewayServer server = GatewayServer.withDefaults()) {
            assertThat(server.send("GET", "/metrics/job/a", "").statusCode()).isEqualTo(405);
            for (GateRefusal refusal : GateRefusal.values()) {
                server.routes.refused(refusal, "/metrics/job/a");
                server.routes.refused(refusal, "/metrics");
            }

            assertThat(server.answered).containsExactly("400 group_key", "503 overloaded", "429 rate");
        }
    }
}
