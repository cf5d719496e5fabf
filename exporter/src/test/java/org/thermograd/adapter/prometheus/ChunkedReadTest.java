package org.thermograd.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermograd.domain.series.TimeSeries;

/** A range in pieces. */
class ChunkedReadTest extends FakeApiTestCase {
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
    void asksForLessWhenAGatewayKeepsTimingOut() throws Exception {
        api.answer(504, "text/html", "<html>")
                .answer(504, "text/html", "<html>")
                .samples("1700000001", "1");

        assertThat(only(read(config().maxAttempts(2))).size()).isEqualTo(1);
        assertThat(heard.chunks).containsExactly("UNAVAILABLE 31");
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
}
