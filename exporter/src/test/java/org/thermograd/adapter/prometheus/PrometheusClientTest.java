package org.thermograd.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.testing.Gzip;

/** What is asked, and what becomes of the answer. */
class PrometheusClientTest extends FakeApiTestCase {
    @Test
    void asksForRawSamplesWithoutCompression() throws Exception {
        api.samples();

        read(config().header(new Header("X-Scope-OrgID", "team")).header(new Header("X-Scope-OrgID", "more")));

        FakeApi.Request request = api.requests().get(0);
        assertThat(request.path()).isEqualTo("/api/v1/query");
        assertThat(request.parameter("query")).containsExactly("up[61s]");
        assertThat(request.parameter("time")).containsExactly("1700000060");
        assertThat(request.parameter("nocache")).containsExactly("1");
        assertThat(request.headers()).doesNotContainKeys("Accept-encoding", "Authorization");
        assertThat(request.headers().get("X-Scope-OrgID")).containsExactlyInAnyOrder("team", "more");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "prom.localhost, true",
        "127.0.0.1, true",
        "127.1.2.3, true",
        "[::1], true",
        "prometheus, false",
        "127.example.org, false",
        "10.0.0.1, false"
    })
    void takesCompressionOnlyOverTheNetwork(String host, boolean expected) {
        assertThat(Transport.isLoopback(host)).isEqualTo(expected);
    }

    @Test
    void understandsACompressedAnswerAndBoundsItsLengthUnpacked() throws Exception {
        api.answer(exchange -> {
            byte[] packed = Gzip.of(FakeApi.matrix("{}", "1700000001", "7") + " ".repeat(100_000));
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, packed.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(packed);
            }
        });

        assertThat(only(read(config())).values()).containsExactly(7);
        assertThat(failure(config().maxAnswerBytes(50_000)).failure()).isEqualTo(Failure.TOO_LARGE);
    }

    @Test
    void showsWhoAsks(@TempDir Path dir) throws Exception {
        Path token = Files.writeString(dir.resolve("token"), "first\n");
        api.samples();
        PrometheusClient client = client(config().credentials(new Credentials.BearerTokenFile(token)));
        client.read("up", FROM, TO, heard);
        Files.writeString(token, "second");
        client.read("up", FROM, TO, heard);
        read(config().credentials(new Credentials.BearerToken("third")));
        read(config().credentials(new Credentials.BasicAuth("me", "pässword")));

        assertThat(api.requests())
                .extracting(request -> request.headers().getFirst("Authorization"))
                // printf 'me:pässword' | base64
                .containsExactly("Bearer first", "Bearer second", "Bearer third", "Basic bWU6cMOkc3N3b3Jk");
    }

    @Test
    void ofSeveralSamplesWithTheSameLabelsAndTimeTheLastCounts() throws Exception {
        String labels = "{\"__name__\":\"up\",\"job\":\"node\"}";
        api.json(FakeApi.success("{\"resultType\":\"matrix\",\"result\":["
                + FakeApi.series(labels, "1700000001", "1", "1700000001", "2", "1700000003", "3") + ","
                + FakeApi.series("{\"__name__\":\"up\",\"job\":\"a\"}", "1700000002", "7") + ","
                + FakeApi.series(labels, "1700000002", "4", "1700000003", "5") + "]}"));

        ReadResult result = read(config());

        assertThat(result.series())
                .extracting(one -> one.labels().toString())
                .containsExactly("up{job=\"a\"}", "up{job=\"node\"}");
        assertThat(result.series().get(1).samples().epochMillis())
                .containsExactly(1_700_000_001_000L, 1_700_000_002_000L, 1_700_000_003_000L);
        assertThat(result.series().get(1).samples().values()).containsExactly(2, 4, 5);
        assertThat(result.samples()).isEqualTo(4);
    }

    @Test
    void readsAnAnswerInAnyOrderAndPassesOverWhatItDoesNotKnow() throws Exception {
        api.json("  {\"infos\":[\"x\"],\"stats\":{\"a\":[1]},\"data\":{\"result\":[{\"histograms\":[[1,{}]],\"values\":"
                + "[[1700000001.5,\"NaN\"]],\"metric\":{\"a\":\"b\"}},{\"metric\":{},\"histograms\":[]}],"
                + "\"extra\":null,\"resultType\":\"matrix\"},\"warnings\":null,\"status\":\"success\"}\n");

        ReadResult result = read(config());

        assertThat(result.series()).hasSize(1);
        assertThat(only(result).values()).containsExactly(Double.NaN);
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void keepsTheWarningsOfTheServer() throws Exception {
        String answer = FakeApi.matrix("{}");
        String more = ",\"isPartial\":true,\"warnings\":[\"store-1\\nis down\",7,[\"x\"],\"store-1 is down\"]}";
        api.json(answer.substring(0, answer.length() - 1) + ",\"isPartial\":false}");
        api.json(answer.substring(0, answer.length() - 1) + more);

        assertThat(read(config().chunk(Duration.ofSeconds(20))).warnings())
                .containsExactly("the answer is partial", "store-1 is down");
    }

    @Test
    void boundsTheNumberOfWarnings() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            many.append(i == 0 ? "" : ",").append("\"warning ").append(i).append('"');
        }
        String answer = FakeApi.matrix("{}");
        api.json(answer.substring(0, answer.length() - 1) + ",\"warnings\":[" + many + "]}");

        assertThat(read(config()).warnings()).hasSize(100);
    }

    @Test
    void nothingThatMatchesIsNoFailure() throws Exception {
        api.samples();

        assertThat(read(config()).series()).isEmpty();
    }

    @Test
    void refusesWhatItCannotAsk() throws Exception {
        PrometheusClient client = client(config());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.read("  ", FROM, TO, heard))
                .withMessage("selector must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.read("up", TO, FROM, heard))
                .withMessage("to must not be before from 2023-11-14T22:14:20Z, got 2023-11-14T22:13:20Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.series(List.of(), FROM, TO))
                .withMessage("selectors must not be empty");
    }

    @Test
    void listsTheSeriesOfSelectors() throws Exception {
        api.json(FakeApi.success("[{\"__name__\":\"up\",\"job\":\"b\"},{\"__name__\":\"up\",\"job\":\"a\"},"
                + "{\"__name__\":\"up\",\"job\":\"a\"}]"));

        List<Labels> labels = client(config()).series(List.of("up{job=~\"a|b\"}", "down"), FROM, TO);

        assertThat(labels).extracting(Labels::toString).containsExactly("up{job=\"a\"}", "up{job=\"b\"}");
        FakeApi.Request request = api.requests().get(0);
        assertThat(request.path()).isEqualTo("/api/v1/series");
        assertThat(request.parameter("match[]")).containsExactly("up{job=~\"a|b\"}", "down");
        assertThat(request.parameter("start")).containsExactly("1699999999");
        assertThat(request.parameter("end")).containsExactly("1700000060");
    }

    @Test
    void tellsWhatTheServerIs() throws Exception {
        api.json(FakeApi.success("{\"version\":\"2.42.0\",\"features\":{\"a\":1}}"));
        api.json(FakeApi.success("{\"application\":\"Grafana Mimir\",\"version\":\"2.10\"}"));
        api.answer(exchange -> {
            exchange.getResponseHeaders().set("X-Server-Hostname", "vm");
            FakeApi.send(exchange, 200, "application/json", FakeApi.success("{}"));
        });

        assertThat(client(config()).serverBuild()).hasToString("Prometheus 2.42.0");
        assertThat(client(config()).serverBuild()).hasToString("Grafana Mimir 2.10");
        assertThat(client(config()).serverBuild()).hasToString("VictoriaMetrics");
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws Exception {
        Thread reader = Thread.currentThread();
        CountDownLatch done = new CountDownLatch(1);
        api.answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"status\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            reader.interrupt();
            try {
                assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> Fakes.client(config().build()).serverBuild());
        done.countDown();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
