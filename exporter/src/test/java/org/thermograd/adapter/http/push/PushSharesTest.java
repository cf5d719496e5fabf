package org.thermograd.adapter.http.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.thermograd.adapter.http.push.PushServer.assertRefused;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.domain.ingest.IngestConfig;

/** What one token may take, and what that leaves to others. */
class PushSharesTest {
    private static final String GREEDY = "greedy-0123456789";
    private static final String MODEST = "modest-0123456789";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeTokens() throws IOException {
        file = folder.resolve("tokens");
        write("# of all runs\n" + GREEDY + "\n" + MODEST + " other-\n" + GREEDY + " more-\n");
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private PushServer server(PushConfig config, int maxRuns, int maxRunsEach) {
        return new PushServer(
                config,
                new PushAccess(Optional.of(new PushTokenFile(file)), Optional::empty),
                IngestConfig.withDefaults().withMaxRuns(maxRuns).withMaxRunsEach(maxRunsEach));
    }

    private static HttpResponse<String> push(PushServer server, String token, String run) {
        return server.send(server.request("/api/v1/training/" + run + "/steps")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString("{\"step\":1,\"loss\":1}")));
    }

    @Test
    void aTokenThatOpensRunsToItsLimitIsRefusedAndOthersAreNot() throws IOException {
        try (PushServer server = server(PushConfig.withDefaults(), 4, 2)) {
            assertThat(push(server, GREEDY, "a").statusCode()).isEqualTo(200);
            assertThat(push(server, GREEDY, "more-b").statusCode()).isEqualTo(200);
            assertRefused(
                    server,
                    push(server, GREEDY, "c"),
                    PushRejection.TOKEN_RUNS,
                    "{\"error\":\"Authorization must be a token with at most 2 runs that are active or ended less than 5"
                            + " minutes ago (--max-runs-per-token); delete one, or wait, got \\\"the token on line 2\\\"\","
                            + "\"field\":\"Authorization\",\"value\":\"the token on line 2\"}");
            assertThat(push(server, GREEDY, "a").statusCode())
                    .as("runs that are open go on")
                    .isEqualTo(200);
            write("# that token now stands elsewhere\n" + MODEST + " other-\n\n" + GREEDY + "\n");
            assertThat(push(server, GREEDY, "c").body()).contains("the token on line 4");
            assertThat(push(server, MODEST, "other-a").statusCode()).isEqualTo(200);
            assertThat(server.push("{\"step\":1,\"loss\":1}").statusCode())
                    .as("a program on this host")
                    .isEqualTo(200);
            assertThat(push(server, MODEST, "other-b").body()).contains("must be at most 4 (--max-runs)");
        }
    }

    @Test
    void aTokenThatAsksTooOftenIsRefusedAndTakesNothingFromOthers() {
        PushConfig config = PushConfig.withDefaults().withRequestsPerSecond(2).withRequestsPerSecondEach(1);
        try (PushServer server = server(config, 4, 2)) {
            assertThat(push(server, GREEDY, "a").statusCode()).isEqualTo(200);
            assertThat(push(server, GREEDY, "a").statusCode()).isEqualTo(200);
            for (int i = 0; i < 9; i++) {
                HttpResponse<String> answer = push(server, GREEDY, "a");
                assertRefused(
                        server,
                        answer,
                        PushRejection.TOKEN_RATE,
                        "{\"error\":\"Authorization must be a token of at most 1 requests a second"
                                + " (--max-rate-per-token); send more steps in each, got \\\"the token on line 2\\\"\","
                                + "\"field\":\"Authorization\",\"value\":\"the token on line 2\"}");
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            }
            assertThat(push(server, MODEST, "other-a").statusCode()).isEqualTo(200);
            assertThat(push(server, MODEST, "other-a").statusCode()).isEqualTo(200);
            server.clock.advance(Duration.ofSeconds(1));
            assertThat(push(server, GREEDY, "a").statusCode()).isEqualTo(200);
            assertThat(push(server, GREEDY, "a").statusCode()).isEqualTo(429);
            assertThat(push(server, MODEST, "other-a").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void withoutATokenOnlyTheLimitsOfAllHold() {
        PushConfig config = PushConfig.withDefaults().withRequestsPerSecond(2).withRequestsPerSecondEach(1);
        try (PushServer server = server(config, 4, 1)) {
            for (int i = 0; i < 4; i++) {
                HttpResponse<String> answer = server.send(server.request("/api/v1/training/r" + i + "/steps")
                        .POST(BodyPublishers.ofString("{\"step\":1,\"loss\":1}")));
                assertThat(answer.statusCode()).isEqualTo(200);
            }
            assertThat(server.push("[]").body()).contains("requests must be at most 2 a second");
        }
    }

    @Test
    void aLimitIsAtLeastOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PushConfig.withDefaults().withRequestsPerSecondEach(0))
                .withMessage("requestsPerSecondEach must be at least 1, got 0");
    }
}
