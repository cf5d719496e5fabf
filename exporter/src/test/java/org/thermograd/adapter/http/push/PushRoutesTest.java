package org.thermograd.adapter.http.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.ingest.RunSnapshot;
import org.thermograd.domain.training.Signal;
import org.thermograd.testing.Gzip;
import org.thermograd.testing.Recordings;

/** What is taken. */
class PushRoutesTest {
    private final PushServer server = PushServer.withDefaults();

    @AfterEach
    void stop() {
        server.close();
    }

    private RunSnapshot run() {
        return server.run().orElseThrow();
    }

    private void assertTaken(HttpResponse<String> answer, int accepted, int duplicates, int ignored) {
        assertThat(answer.body())
                .isEqualTo("{\"accepted\":" + accepted + ",\"duplicates\":" + duplicates + ",\"ignored\":" + ignored
                        + "}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void takesAnObjectWithEverything() {
        String body = """
                {"labels":{"model":"distil-GPT \\"2\\"","layers":6,"amp":true},"devices":["GPU-12ab","cpu"],
                 "steps":[
                   {"step":12,"timestamp":1761699262.4882805,"grad_norm":25.7,"loss":6.3,"learning_rate":5e-5},
                   {"step":13,"timestamp":1761699263.1,"grad_norm":null,"loss":null,"learning_rate":null},
                   {"step":14.0,"timestamp":1761699264,"loss":6.1,"grad_norm":null}],
                 "dropped":{"steps":3,"nonfinite":1,"grad_norm_max":31.0,"from":1761699260,"to":1761699261.5}}
                """;
        assertTaken(server.push(body, "Content-Type", "application/json; charset=\"UTF-8\""), 2, 0, 1);

        assertThat(run().labels()).isEqualTo(Map.of("model", "distil-GPT \"2\"", "layers", "6", "amp", "true"));
        assertThat(run().devices()).containsExactly("GPU-12ab", "cpu");
        assertThat(run().step()).hasValue(14);
        assertThat(run().startMillis()).hasValue(1761699262488L);
        assertThat(run().last())
                .isEqualTo(Map.of(Signal.GRAD_NORM, 25.7, Signal.LOSS, 6.1, Signal.LEARNING_RATE, 5e-5));
        assertThat(run().counts().unexamined()).isEqualTo(2 + 3);
        assertThat(run().counts().nonFinite()).containsEntry(Signal.GRAD_NORM, 1L);
        assertThat(run().gradNormWindowMax()).hasValue(31);
        assertThat(server.answered)
                .containsExactly(new PushServer.Answered(200, Optional.empty(), OptionalLong.of(body.length()), 0));
    }

    @Test
    void takesOneStepWithoutTheArray() {
        assertTaken(server.push("{\"devices\":[\"gpu\",\"cpu\"],\"step\":7,\"grad_norm\":3}"), 1, 0, 0);

        assertThat(run().step()).hasValue(7);
        assertThat(run().startMillis()).as("the time of its arrival").hasValue(PushServer.T0 * 1000);
        assertThat(run().devices()).as("gpu is gpu0").containsExactly("gpu0", "cpu");
    }

    @Test
    void takesOneStepALine() {
        assertTaken(
                server.push(
                        "{\"step\":1,\"loss\":2}\n\n{\"step\":2,\"loss\":\"NaN\"}\r\n{\"step\":3,\"loss\":null}\n",
                        "Content-Type",
                        "application/x-ndjson"),
                2,
                0,
                1);
    }

    @Test
    void takesTheLogOfARecordingAsItIs() throws Exception {
        var log = Recordings.path("reproducibility_test_1/training_log_20251028_195412.json");
        assertTaken(server.push(BodyPublishers.ofFile(log)), 200, 0, 1);
        assertTaken(server.push(Files.readString(log)), 0, 200, 1);

        assertThat(run().startMillis()).as("timestamp_shared").hasValue(1761699262488L);
        assertThat(run().counts().steps()).isEqualTo(200);
        assertThat(run().counts().unexamined()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"timestamp\":1000000005",
                "\"timestamp_shared\":1000000005",
                "\"timestamp\":1000000009,\"timestamp_shared\":1000000005",
                "\"timestamp_shared\":\"x\",\"timestamp\":1000000005",
                "\"timestamp\":-1,\"timestamp_shared\":1000000005"
            })
    void takesTheTimeByEitherNameAndPrefersTheSharedOne(String time) {
        server.push("{\"step\":1,\"loss\":1," + time + "}");

        assertThat(run().startMillis()).hasValue(1_000_000_005_000L);
    }

    @Test
    void passesOverNumbersOfUnknownNamesBesideAKnownSignalAndCountsThem() {
        HttpResponse<String> answer = server.push("{\"steps\":[{\"step\":1,\"loss\":2,\"tokens\":512,\"mfu\":\"NaN\"},"
                + "{\"step\":2,\"loss\":2,\"train_runtime\":4.2},{\"step\":3,\"grad_norm\":1,\"accuracy\":null}]}");

        assertThat(answer.body()).isEqualTo("{\"accepted\":3,\"duplicates\":0,\"ignored\":0,\"ignored_fields\":3}");
        assertThat(server.answered)
                .extracting(PushServer.Answered::ignoredFields)
                .containsExactly(3);
    }

    @Test
    void ignoresTheEntriesThatTrainersLogBetweenSteps() {
        assertTaken(
                server.push("[{\"step\":1,\"loss\":2},{\"step\":1,\"eval_loss\":2,\"eval_runtime\":3,\"epoch\":1},"
                        + "{\"step\":2,\"train_runtime\":7,\"train_loss\":2,\"total_flos\":1e12,\"epoch\":1}]"),
                1,
                0,
                2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"steps\":[]}",
                "[]",
                "{\"labels\":{\"a\":\"b\"}}",
                "{\"devices\":[]}",
                "{\"dropped\":{\"steps\":0}}",
                "{\"labels\":null,\"steps\":[]}"
            })
    void takesAPushWithoutSteps(String body) {
        assertTaken(server.push(body), 0, 0, 0);

        assertThat(run().stage()).isEqualTo(RunSnapshot.Stage.ACTIVE);
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, NaN",
        "Infinity, Infinity",
        "-Infinity, -Infinity",
        "'\"NaN\"', NaN",
        "'\"nan\"', NaN",
        "'\"+Inf\"', Infinity",
        "'\"inf\"', Infinity",
        "'\"Infinity\"', Infinity",
        "'\"-inf\"', -Infinity",
        "'\"-Infinity\"', -Infinity",
        "1e999, Infinity"
    })
    void takesValuesThatAreNotFinite(String written, double expected) {
        assertTaken(server.push("{\"step\":1,\"grad_norm\":" + written + "}"), 1, 0, 0);

        assertThat(run().last()).containsEntry(Signal.GRAD_NORM, expected);
        assertThat(run().counts().nonFinite()).containsEntry(Signal.GRAD_NORM, 1L);
    }

    @ParameterizedTest
    @CsvSource({
        "step, train/grad_norm, train/loss, train/learning_rate",
        "train/global_step, grad-norm, lm loss, learning-rate",
        "global_step, gradient_norm, loss, lr",
        "step, l2_norm/grad/global, loss_metrics/global_avg_loss, learning_rate",
        "step, grad_2.0_norm_total, loss, lr",
        "step, megatron.training.grad_norm, megatron.training.loss, megatron.training.learning_rate"
    })
    void understandsTheNamesOfTrainers(String step, String norm, String loss, String rate) {
        String body =
                String.format("[{\"%s\":4,\"%s\":1,\"%s\":2,\"%s\":3,\"epoch\":{\"x\":[1]}}]", step, norm, loss, rate);
        assertTaken(server.push(body), 1, 0, 0);

        assertThat(run().step()).hasValue(4);
        assertThat(run().last()).isEqualTo(Map.of(Signal.GRAD_NORM, 1.0, Signal.LOSS, 2.0, Signal.LEARNING_RATE, 3.0));
    }

    @Test
    void takesGzip() {
        byte[] zipped = Gzip.of("{\"step\":1,\"loss\":1}");
        assertTaken(server.push(BodyPublishers.ofByteArray(zipped), "Content-Encoding", "gzip"), 1, 0, 0);

        assertThat(server.last().bodyBytes()).hasValue(zipped.length);
    }

    @Test
    void takesABodyOfUnknownLength() {
        assertTaken(
                server.push(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(
                        "{\"step\":1,\"loss\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))),
                1,
                0,
                0);
    }

    @Test
    void finishesAndReopensAndDeletes() {
        server.push("{\"step\":1,\"loss\":1}");
        HttpRequest.Builder finish = server.request("/api/v1/training/r/finish").POST(BodyPublishers.noBody());
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = server.send(finish);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{}");
            assertThat(run().stage()).isEqualTo(RunSnapshot.Stage.COUNTED);
        }
        server.push("{\"step\":2,\"loss\":1}");
        assertThat(run().stage()).isEqualTo(RunSnapshot.Stage.ACTIVE);
        assertThat(run().counts().steps()).isEqualTo(2);

        HttpResponse<String> deleted =
                server.send(server.request("/api/v1/training/r").DELETE());
        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(deleted.body()).isEqualTo("{}");
        assertThat(server.run()).isEmpty();
        assertThat(server.answered).hasSize(5).allSatisfy(one -> {
            assertThat(one.code()).isEqualTo(200);
            assertThat(one.rejection()).isEmpty();
        });
    }

    @Test
    void takesAStepUpToFiveMinutesAhead() {
        assertTaken(server.push("{\"step\":1,\"loss\":1,\"timestamp\":" + (PushServer.T0 + 300) + "}"), 1, 0, 0);
    }
}
