package org.thermograd.adapter.promapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermograd.domain.series.TimeSeries;

class PrometheusClientTest {
    private static final Instant FROM = Instant.ofEpochSecond(1_700_000_000);
    private static final Instant TO = FROM.plusSeconds(60);

    private FakeApi api;
    private final Fakes.ManualTime time = new Fakes.ManualTime();
    private final Heard heard = new Heard();

    @BeforeEach
    void start() throws IOException {
        api = FakeApi.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    /** What a read told of itself. */
    private static final class Heard implements ReadListener {
        private final List<String> progress = new ArrayList<>();
        private final List<String> retries = new ArrayList<>();
        private final List<String> chunks = new ArrayList<>();

        @Override
        public void progress(long samples, double rangeRatio) {
            progress.add(samples + " at " + rangeRatio);
        }

        @Override
        public void retrying(PrometheusQueryException failure, Duration delay) {
            retries.add(failure.failure() + " " + delay.toMillis());
        }

        @Override
        public void shrinking(PrometheusQueryException failure, Duration chunk) {
            chunks.add(failure.failure() + " " + chunk.toSeconds());
        }
    }

    private PrometheusConfig.Builder config() {
        return PrometheusConfig.of(api.url());
    }

    private PrometheusClient client(PrometheusConfig.Builder config) throws PrometheusQueryException {
        return PrometheusClient.of(config.build(), time.pacing());
    }

    private ReadResult read(PrometheusConfig.Builder config) throws Exception {
        return client(config).read("up", FROM, TO, heard);
    }

    private PrometheusQueryException failure(PrometheusConfig.Builder config) {
        return catchThrowableOfType(PrometheusQueryException.class, () -> read(config));
    }

    private static TimeSeries only(ReadResult result) {
        assertThat(result.series()).hasSize(1);
        return result.series().get(0).samples();
    }

    /** Some on whole seconds, some between, some beyond the range. */
    private static long[] times() {
        return LongStream.rangeClosed(-10, 140)
                .map(half -> FROM.toEpochMilli() + half * 500)
                .toArray();
    }

    private static long[] timesInRange() {
        return Arrays.stream(times())
                .filter(one -> one >= FROM.toEpochMilli() && one <= TO.toEpochMilli())
                .toArray();
    }

    @ParameterizedTest
    @EnumSource
    void neitherLosesNorRepeatsASampleAtTheEdgesOfChunks(FakeApi.LeftEdge leftEdge) throws Exception {
        api.serve(leftEdge, Integer.MAX_VALUE, times());

        for (int seconds : new int[] {1, 7, 10, 60, 3600}) {
            TimeSeries series = only(read(config().chunk(Duration.ofSeconds(seconds))));

            assertThat(series.epochMillis()).as("chunks of %d s", seconds).isEqualTo(timesInRange());
            assertThat(Arrays.stream(series.values()).mapToLong(value -> (long) value))
                    .containsExactly(Arrays.stream(timesInRange()).boxed().toArray(Long[]::new));
        }
    }

    @Test
    void anInstantIsARangeToo() throws Exception {
        api.serve(FakeApi.LeftEdge.EXCLUDED, Integer.MAX_VALUE, times());

        ReadResult result = client(config()).read(" up ", FROM.plusMillis(500), FROM.plusMillis(500), heard);

        assertThat(only(result).epochMillis()).containsExactly(FROM.toEpochMilli() + 500);
    }

    @Test
    void roundsPartsOfAMillisecondInwards() throws Exception {
        api.serve(FakeApi.LeftEdge.EXCLUDED, Integer.MAX_VALUE, times());

        ReadResult result = client(config())
                .read("up", FROM.plusNanos(1), FROM.plusMillis(1000).plusNanos(1), heard);

        assertThat(only(result).epochMillis()).containsExactly(FROM.toEpochMilli() + 500, FROM.toEpochMilli() + 1000);
    }

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
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(FakeApi.matrix("{}", "1700000001", "7").getBytes(StandardCharsets.UTF_8));
                gzip.write(" ".repeat(100_000).getBytes(StandardCharsets.UTF_8));
            }
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, packed.size());
            try (OutputStream out = exchange.getResponseBody()) {
                packed.writeTo(out);
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
    void tellsHowFarItIs() throws Exception {
        api.serve(FakeApi.LeftEdge.INCLUDED, Integer.MAX_VALUE, times());

        client(config().chunk(Duration.ofSeconds(20))).read("up", FROM.plusMillis(1), TO, heard);

        assertThat(heard.progress).containsExactly("40 at " + 1 / 3.0, "80 at " + 2 / 3.0, "120 at 1.0");
    }

    @Test
    void halvesItsChunksUntilTheServerTakesThem() throws Exception {
        api.serve(FakeApi.LeftEdge.INCLUDED, 31, times());

        TimeSeries series = only(read(config().minimumChunk(Duration.ofSeconds(1))));

        assertThat(series.epochMillis()).isEqualTo(timesInRange());
        assertThat(heard.chunks).containsExactly("SERVER_LIMIT 31", "SERVER_LIMIT 16", "SERVER_LIMIT 8");
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void failsRatherThanToAskForLessThanTheMinimum() throws Exception {
        api.refusal(422, "422", "cannot select more than -search.maxSamplesPerQuery=5 samples");

        PrometheusQueryException failure = failure(config().minimumChunk(Duration.ofSeconds(20)));

        assertThat(heard.chunks).containsExactly("SERVER_LIMIT 31", "SERVER_LIMIT 20");
        assertThat(failure)
                .hasMessage(api.url() + " does not allow so much at once (422: cannot select more than"
                        + " -search.maxSamplesPerQuery=5 samples); ask for less, or raise its limit (asked for up[20s]);"
                        + " no less than 20 s is asked for at once");
        assertThat(failure.query()).isEqualTo("up[20s]");
        assertThat(failure.status()).hasValue(422);
        assertThat(failure.errorType()).contains("422");
        assertThat(failure.failure()).isEqualTo(Failure.SERVER_LIMIT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "422; execution; query processing would load too many samples into memory in query execution",
                "503; timeout; query timed out in expression evaluation",
                "200; timeout; something",
                "422; execution; expanding series: context deadline exceeded",
                "422; 422; cannot select more than -search.maxSamplesPerQuery=1000 samples",
                "503; 503; timeout exceeded during query execution: 30.000 seconds",
                "422; execution; the query exceeded the maximum number of chunks (err-mimir-max-chunks-per-query)",
                "413; ; too big",
            })
    void knowsTheWordsOfTheServersForTooMuch(int status, String errorType, String error) throws Exception {
        api.refusal(status, errorType == null ? "" : errorType, error).samples("1700000001", "1");

        assertThat(only(read(config())).size()).isEqualTo(1);
        assertThat(heard.chunks).containsExactly("SERVER_LIMIT 31");
        assertThat(heard.retries).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1000", "0"})
    void asksForLessWhenTheAnswerBreaksOff(int announced) throws Exception {
        api.answer(exchange -> {
            exchange.sendResponseHeaders(200, announced);
            exchange.getResponseBody()
                    .write(
                            "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},\"values\":[[1700000001,\"1\"],[17"
                                    .getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        });
        api.serve(FakeApi.LeftEdge.EXCLUDED, Integer.MAX_VALUE, times());

        assertThat(only(read(config())).epochMillis()).isEqualTo(timesInRange());
        assertThat(heard.chunks).containsExactly("TRUNCATED 31");
    }

    @Test
    void asksForLessWhenTheAnswerIsTooLong() throws Exception {
        api.serve(FakeApi.LeftEdge.EXCLUDED, Integer.MAX_VALUE, times());

        assertThat(only(read(config().maxAnswerBytes(1500))).epochMillis()).isEqualTo(timesInRange());
        assertThat(heard.chunks).containsExactly("TOO_LARGE 31", "TOO_LARGE 16");
    }

    @Test
    void anAnswerWithoutEndIsTooLong() throws Exception {
        api.answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                    .getBytes(StandardCharsets.UTF_8));
            byte[] series = (FakeApi.series("{}", "1700000001", "1") + ",").getBytes(StandardCharsets.UTF_8);
            // Ends with the connection.
            while (true) {
                out.write(series);
            }
        });

        PrometheusQueryException failure = failure(
                config().maxAnswerBytes(100_000).chunk(Duration.ofSeconds(61)).minimumChunk(Duration.ofSeconds(61)));

        assertThat(failure)
                .hasMessage(
                        api.url() + ": the answer is longer than 100000 bytes; ask for less, or allow longer answers"
                                + " (asked for up[61s]); no less than 61 s is asked for at once");
    }

    @Test
    void makesARequestAgainThatMayPass() throws Exception {
        api.answer(502, "text/html", "<html>bad gateway</html>");
        api.answer(503, "text/plain", "Service Unavailable");
        api.answer(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            FakeApi.send(exchange, 429, "text/plain", "slow down");
        });
        api.answer(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "soon");
            FakeApi.send(exchange, 503, "text/plain", "");
        });
        api.samples("1700000001", "1");

        assertThat(only(read(config())).size()).isEqualTo(1);
        assertThat(heard.retries)
                .containsExactly("UNAVAILABLE 375", "UNAVAILABLE 750", "RATE_LIMITED 7000", "UNAVAILABLE 3000");
        assertThat(time.sleeps())
                .containsExactly(
                        Duration.ofMillis(375), Duration.ofMillis(750), Duration.ofSeconds(7), Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource({"90, 90000", "-30, 0"})
    void waitsUntilTheDateThatTheServerNames(int seconds, long millis) throws Exception {
        api.answer(exchange -> {
            // The JDK's server overwrites Date, so the date is taken from the same clock.
            java.time.ZonedDateTime until =
                    java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC).plusSeconds(seconds);
            exchange.getResponseHeaders().set("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(until));
            FakeApi.send(exchange, 429, "text/plain", "");
        });
        api.samples("1700000001", "1");

        read(config());

        assertThat(time.sleeps())
                .singleElement()
                .satisfies(delay -> assertThat(delay)
                        .isBetween(Duration.ofMillis(Math.max(0, millis - 1000)), Duration.ofMillis(millis)));
    }

    @Test
    void givesUpAfterSoManyAttempts() throws Exception {
        api.answer(503, "text/plain", "Service Unavailable");

        PrometheusQueryException failure = failure(config().maxAttempts(3));

        assertThat(api.requests()).hasSize(3);
        assertThat(failure)
                .hasMessage(api.url() + " cannot answer now (503: Service Unavailable); check the server, and the proxy"
                        + " before it if there is one (3 attempts)");
        assertThat(failure(config().maxAttempts(1)))
                .hasMessageEndingWith("; check the server, and the proxy before it if there is one");
    }

    @Test
    void theLongestWaitIsBounded() throws Exception {
        api.answer(503, "text/plain", "");

        failure(config().maxAttempts(20));

        assertThat(time.sleeps()).hasSize(19).endsWith(Duration.ofMillis(22_500), Duration.ofMillis(22_500));
    }

    @Test
    void asksForLessWhenAGatewayKeepsTimingOut() throws Exception {
        api.answer(504, "text/html", "<html>")
                .answer(504, "text/html", "<html>")
                .samples("1700000001", "1");

        assertThat(only(read(config().maxAttempts(2))).size()).isEqualTo(1);
        assertThat(heard.chunks).containsExactly("UNAVAILABLE 31");
    }

    @Test
    void doesNotWaitPastItsDeadline() throws Exception {
        api.answer(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            FakeApi.send(exchange, 429, "text/plain", "");
        });

        assertThat(failure(config()))
                .hasMessage(
                        api.url() + " gets too many requests (429); ask less often (the next attempt, in 3600 s, would"
                                + " be after the end of the time allowed)");
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void failsWhenTheTimeForTheWholeReadIsOver() throws Exception {
        api.answer(exchange -> {
            time.advance(Duration.ofMinutes(4));
            FakeApi.send(exchange, 200, "application/json", FakeApi.matrix("{}"));
        });

        PrometheusQueryException failure = failure(config().chunk(Duration.ofSeconds(10))
                .requestTimeout(Duration.ofMinutes(10))
                .deadline(Duration.ofMinutes(10)));

        assertThat(api.requests()).hasSize(3);
        assertThat(failure.failure()).isEqualTo(Failure.DEADLINE);
        assertThat(failure).hasMessage(api.url() + ": not done within 600 s; allow more time, or ask for less");
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
    void looksBackInGrowingStepsForTheNewestSample() throws Exception {
        long newest = FROM.toEpochMilli() - 100_000_000 + 1;
        api.serve(FakeApi.LeftEdge.INCLUDED, 10, newest - 5, newest);

        assertThat(client(config()).newestSample("up", FROM.minusSeconds(200_000), FROM))
                .contains(Instant.ofEpochMilli(newest));
        assertThat(api.requests().stream().limit(5))
                .extracting(request -> request.parameter("query").get(0))
                .containsExactly("up[60s]", "up[480s]", "up[3840s]", "up[7200s]", "up[7200s]");
    }

    @Test
    void findsNoNewestSampleWhereThereIsNone() throws Exception {
        api.serve(FakeApi.LeftEdge.INCLUDED, 10, TO.toEpochMilli() + 1);

        assertThat(client(config()).newestSample("up", FROM, TO)).isEmpty();
    }

    @Test
    void findsTheNewestSampleWhereOneStepIsTooMuch() throws Exception {
        api.serve(FakeApi.LeftEdge.INCLUDED, 31, times());

        assertThat(client(config()).newestSample("up", FROM, TO)).contains(TO);
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
        api.answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"status\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            reader.interrupt();
            exchange.getRequestBody().readAllBytes();
        });

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> Fakes.client(config().maxAttempts(1).build()).serverBuild());
    }
}
