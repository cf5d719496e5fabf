package org.thermograd.adapter.http.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.adapter.http.push.PushServer.assertRefused;
import static org.thermograd.adapter.http.push.PushServer.withAStep;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.ingest.IngestSnapshot;

/** Refusals of what a body says: field, rule and value, and that nothing changes. */
class StepsBodyRefusalTest {
    private static String json(String text) throws IOException {
        return new JsonMapper().writeValueAsString(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # a step
        {"steps":[{"step":1,"loss":1},{"step":-1,"loss":1}]} | steps[1].step | an integer from 0 to 9007199254740992 | -1
        [{"step":1.5,"loss":1}]                     | steps[0].step          | an integer from 0 to 9007199254740992 | 1.5
        {"step":9007199254740993000,"loss":1}       | step                   | an integer from 0 to 9007199254740992 | 9007199254740993000
        {"step":9007199254740993,"loss":1}          | step                   | an integer from 0 to 9007199254740992 | 9007199254740993
        {"step":"7","loss":1}                       | step                   | an integer from 0 to 9007199254740992 | "7"
        {"step":null,"loss":1}                      | step                   | an integer from 0 to 9007199254740992 | null
        {"step":NaN,"loss":1}                       | step                   | an integer from 0 to 9007199254740992 | "NaN"
        {"loss":1}                                  | step                   | given | null
        [{"loss":1}]                                | steps[0].step          | given | null
        [{}]                                        | steps[0].step          | given | null
        {"step":1}                                  | grad_norm              | given, or loss or learning_rate instead | null
        [{"step":1,"epoch":2}]                      | steps[0].grad_norm     | given, or loss or learning_rate instead | null
        {"step":1,"loss":"6.3"}                     | loss                   | a number, null, or one of "NaN", "Infinity" and "-Infinity" | "6.3"
        {"step":1,"lr":true}                        | lr                     | a number, null, or one of "NaN", "Infinity" and "-Infinity" | true
        {"step":1,"grad_norm":[1]}                  | grad_norm              | a number, null, or one of "NaN", "Infinity" and "-Infinity" | "[...]"
        {"step":1,"grad_norm":{"a":1}}              | grad_norm              | a number, null, or one of "NaN", "Infinity" and "-Infinity" | "{...}"
        {"step":1,"loss":1,"timestamp":"now"}       | timestamp              | seconds since 1970 as a number | "now"
        {"step":1,"loss":1,"timestamp":0}           | timestamp              | seconds since 1970, and no earlier than the year 2000 (946684800) | 0
        {"step":1,"loss":1,"timestamp":-0.001}      | timestamp              | seconds since 1970, and no earlier than the year 2000 (946684800) | -0.001
        {"step":1,"loss":1,"timestamp":946684799.9} | timestamp              | seconds since 1970, and no earlier than the year 2000 (946684800) | 946684799.9
        {"step":1,"loss":1,"timestamp":NaN}         | timestamp              | seconds since 1970, and no earlier than the year 2000 (946684800) | "NaN"
        {"step":1,"loss":1,"timestamp_shared":"x"}  | timestamp_shared       | seconds since 1970 as a number | "x"
        {"step":1,"loss":1,"timestamp_shared":[1]}  | timestamp_shared       | seconds since 1970 as a number | "[...]"
        {"step":1,"loss":1,"loss":1}                | loss                   | given once | 1
        {"step":1,"lr":1,"learning_rate":1}         | learning_rate          | given once, but lr is the same | 1
        [{"step":1,"accuracy":0.5}]                 | steps[0].accuracy      | absent: only step, timestamp, grad_norm, loss, learning_rate and what docs/push-api.md lists are known | 0.5
        [{"step":1,"loss":1,"grad_nrom":25.7}]      | steps[0].grad_nrom     | spelled grad_norm | 25.7
        {"step":1,"loss":1,"GradNorm":25.7}         | GradNorm               | spelled grad_norm | 25.7
        {"step":1,"loss":1,"note":"x"}              | note                   | absent: only step, timestamp, grad_norm, loss, learning_rate and what docs/push-api.md lists are known | "x"
        {"step":1,"loss":1,"more":{"loss":1}}       | more                   | absent: only step, timestamp, grad_norm, loss, learning_rate and what docs/push-api.md lists are known | "{...}"
        {"steps":[{"step":1,"loss":1}],"world":8}   | world                  | absent: only step, timestamp, grad_norm, loss, learning_rate and what docs/push-api.md lists are known | 8
        {"eval_loss":1}                             | step                   | given | null
        # the whole
        {}                                          | steps                  | given, or one step without it | null
        {"steps":{}}                                | steps                  | an array of steps | "{...}"
        {"steps":null}                              | steps                  | an array of steps | null
        {"steps":[],"steps":[]}                     | steps                  | given once | "[...]"
        {"steps":[],"loss":1}                       | loss                   | within steps where there is steps | null
        {"step":1,"steps":[]}                       | step                   | within steps where there is steps | null
        {"steps":[1]}                               | steps[0]               | an object | 1
        [{"step":1,"loss":1},null]                  | steps[1]               | an object | null
        {"run":"x"}                                 | run                    | absent: only step, timestamp, grad_norm, loss, learning_rate and what docs/push-api.md lists are known | "x"
        # labels and devices
        {"labels":[]}                               | labels                 | an object | "[...]"
        {"labels":{},"labels":{}}                   | labels                 | given once | "{...}"
        {"labels":{"a":null}}                       | labels.a               | a text, number or boolean of at most 128 characters, none of them a control character | null
        {"labels":{"a":{}}}                         | labels.a               | a text, number or boolean of at most 128 characters, none of them a control character | "{...}"
        {"labels":{"a":"\\n"}}                      | labels.a               | a text, number or boolean of at most 128 characters, none of them a control character | "\\n"
        {"labels":{"a":"\\ud800"}}                  | labels.a               | a text, number or boolean of at most 128 characters, none of them a control character | "?"
        {"labels":{"a":"1","a":"2"}}                | labels.a               | given once | "2"
        {"labels":{"run":"1"}}                      | labels.run             | named by [a-zA-Z_][a-zA-Z0-9_]{0,63}, not with __ at its start, and none of run, job, instance, le, quantile | "1"
        {"labels":{"__x":"1"}}                      | labels.__x             | named by [a-zA-Z_][a-zA-Z0-9_]{0,63}, not with __ at its start, and none of run, job, instance, le, quantile | "1"
        {"labels":{"a-b":"1"}}                      | labels.a-b             | named by [a-zA-Z_][a-zA-Z0-9_]{0,63}, not with __ at its start, and none of run, job, instance, le, quantile | "1"
        {"devices":"gpu0"}                          | devices                | an array | "gpu0"
        {"devices":["gpu0",7]}                      | devices[1]             | a name such as cpu, gpu0 or GPU-1b9c..., [A-Za-z0-9._:/-]{1,96} | 7
        {"devices":["a b"]}                         | devices[0]             | a name such as cpu, gpu0 or GPU-1b9c..., [A-Za-z0-9._:/-]{1,96} | "a b"
        # ranks
        {"rank":1,"steps":[{"step":1,"loss":1}]}    | rank                   | within rank_steps; steps are those of the run, which one rank pushes | 1
        [{"step":1,"loss":1,"rank":1}]              | steps[0].rank          | within rank_steps; steps are those of the run, which one rank pushes | 1
        {"rank_steps":{}}                           | rank_steps             | an array | "{...}"
        {"rank_steps":[1]}                          | rank_steps[0]          | an object | 1
        {"rank_steps":[{"step":1,"step_time":1}]}   | rank_steps[0].rank     | given | null
        {"rank_steps":[{"rank":1,"step_time":1}]}   | rank_steps[0].step     | given | null
        {"rank_steps":[{"rank":1,"step":1}]}        | rank_steps[0].step_time | given, or grad_norm instead | null
        {"rank_steps":[{"rank":65536}]}             | rank_steps[0].rank     | an integer from 0 to 65535 | 65536
        {"rank_steps":[{"rank":-1}]}                | rank_steps[0].rank     | an integer from 0 to 65535 | -1
        {"rank_steps":[{"step_time":-0.5}]}         | rank_steps[0].step_time | in seconds, from 0 to 86400 | -0.5
        {"rank_steps":[{"step_time":"NaN"}]}        | rank_steps[0].step_time | in seconds, from 0 to 86400 | "NaN"
        {"rank_steps":[{"loss":1}]}                 | rank_steps[0].loss     | one of rank, step, timestamp, step_time and grad_norm | 1
        {"rank_steps":[{"rank":1,"rank":1}]}        | rank_steps[0].rank     | given once | 1
        # marks and phases
        {"marks":{}}                                | marks                  | an array | "{...}"
        {"marks":[1]}                               | marks[0]               | an object | 1
        {"marks":[{"timestamp":1761699260}]}        | marks[0].text          | given | null
        {"marks":[{"text":"a"},{"text":""}]}        | marks[1].text          | more than blanks | ""
        {"marks":[{"text":null}]}                   | marks[0].text          | a text, number or boolean of at most 128 characters, none of them a control character | null
        {"marks":[{"text":"a","text":"a"}]}         | marks[0].text          | given once | "a"
        {"marks":[{"text":"a","time":1}]}           | marks[0].time          | one of timestamp and text | 1
        {"marks":[{"text":"a","timestamp":0}]}      | marks[0].timestamp     | seconds since 1970, and no earlier than the year 2000 (946684800) | 0
        {"phases":[{"from":1e9,"to":1.1e9}]}        | phases[0].name         | given | null
        {"phases":[{"name":"eval","to":1e9}]}       | phases[0].from         | given | null
        {"phases":[{"name":"eval","from":1e9}]}     | phases[0].to           | given | null
        {"phases":[{"name":"e","from":1e9,"to":1e9}]} | phases[0].to         | after from | 1000000000
        {"phases":[{"name":"a;b"}]}                 | phases[0].name         | a name such as eval or checkpoint, [A-Za-z0-9._/ -]{1,64} | "a;b"
        {"phases":[{"name":"eval","until":1}]}      | phases[0].until        | one of name, from and to | 1
        # dropped
        {"dropped":3}                               | dropped                | an object | 3
        {"dropped":{}}                              | dropped.steps          | given | null
        {"dropped":{"steps":-3}}                    | dropped.steps          | an integer from 0 to 1000000000 | -3
        {"dropped":{"steps":1,"steps":1}}           | dropped.steps          | given once | 1
        {"dropped":{"steps":1,"nonfinite":0.5}}     | dropped.nonfinite      | an integer from 0 to 1000000000 | 0.5
        {"dropped":{"steps":1,"grad_norm_max":"x"}} | dropped.grad_norm_max  | a number, null, or one of "NaN", "Infinity" and "-Infinity" | "x"
        {"dropped":{"steps":1,"from":"x"}}          | dropped.from           | seconds since 1970 as a number | "x"
        {"dropped":{"steps":1,"many":2}}            | dropped.many           | one of steps, nonfinite, grad_norm_max, from and to | 2
        """)
    void namesTheFieldAndTheRule(String body, String field, String rule, String value) throws IOException {
        try (PushServer server = withAStep()) {
            IngestSnapshot before = server.ingestor.snapshot();

            assertRefused(
                    server,
                    server.push(body),
                    PushRejection.FIELD,
                    "{\"error\":" + json(field + " must be " + rule + ", got " + value) + ",\"field\":" + json(field)
                            + ",\"value\":" + value + "}");
            assertThat(server.ingestor.snapshot()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "timestamp_shared"})
    void refusesAStepFromTheFuture(String name) {
        try (PushServer server = withAStep()) {
            assertRefused(
                    server,
                    server.push("[{\"step\":1,\"loss\":1,\"" + name + "\":1761699262480}]"),
                    PushRejection.FUTURE,
                    "{\"error\":\"steps[0]." + name
                            + " must be in seconds since 1970 and at most 300 s ahead of the clock here, 2025-10-29T00:54:22Z, got 1761699262480\","
                            + "\"field\":\"steps[0]." + name + "\",\"value\":1761699262480}");
            server.push("{\"step\":1,\"loss\":1,\"timestamp\":" + (PushServer.T0 + 300.001) + "}");
            assertThat(server.last().rejection()).hasValue(PushRejection.FUTURE);
        }
    }

    /** Such as a board whose clock has no battery and no network yet: its clients may try again. */
    @Test
    void saysWhereTheClockOfThisHostIsWrong() {
        try (PushServer server = withAStep()) {
            server.clock.set(Instant.ofEpochSecond(600));
            assertRefused(
                    server,
                    server.push("{\"step\":1,\"loss\":1,\"timestamp\":1761699262}"),
                    PushRejection.HOST_CLOCK,
                    "{\"error\":\"timestamp must be in seconds since 1970 and at most 300 s ahead of the clock here,"
                            + " 1970-01-01T00:10:00Z, which is wrong, got 1761699262\",\"field\":\"timestamp\","
                            + "\"value\":1761699262}");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ``                      | body must be a JSON object, or an array of steps, got another value or none
        7                       | body must be a JSON object, or an array of steps, got another value or none
        "x"                     | body must be a JSON object, or an array of steps, got another value or none
        {"step":1               | body must be JSON in UTF-8, but it is broken at line 1, column 10
        {"step":1,,             | body must be JSON in UTF-8, but it is broken at line 1, column 11
        grad_norm=5&step=3      | body must be JSON in UTF-8, but it is broken at line 1, column 1
        {"steps":[]} {}         | body must end after its first value; for one step a line set Content-Type: application/x-ndjson
        """)
    void refusesWhatIsNotJson(String body, String error) throws IOException {
        try (PushServer server = withAStep()) {
            assertRefused(server, server.push(body), PushRejection.SYNTAX, "{\"error\":" + json(error) + "}");
        }
    }

    @Test
    void refusesAStepALineThatIsNone() {
        try (PushServer server = withAStep()) {
            assertRefused(
                    server,
                    server.push("\n", "Content-Type", "application/x-ndjson"),
                    PushRejection.SYNTAX,
                    "{\"error\":\"body must have a step a line, got none\"}");
            assertRefused(
                    server,
                    server.push("{\"step\":1,\"loss\":1}\n[]\n", "Content-Type", "application/x-ndjson"),
                    PushRejection.FIELD,
                    "{\"error\":\"steps[1] must be an object, got \\\"[...]\\\"\",\"field\":\"steps[1]\",\"value\":\"[...]\"}");
            assertThat(server.run().orElseThrow().counts().steps()).isOne();
        }
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        try (PushServer server = withAStep()) {
            byte[] body = "{\"labels\":{\"a\":\"\u00e9\"}}".getBytes(StandardCharsets.ISO_8859_1);
            server.push(BodyPublishers.ofByteArray(body));
            assertThat(server.last().rejection()).hasValue(PushRejection.SYNTAX);
            server.push(BodyPublishers.ofByteArray(new byte[] {0, 0, 0, (byte) 0xFF, 1, 2}));
            assertThat(server.last().rejection()).hasValue(PushRejection.SYNTAX);
        }
    }

    @Test
    void refusesJsonBeyondTheLimits() {
        String limits =
                "{\"error\":\"body must keep within 16 levels, names of 256, strings of 4096 and numbers of 100 characters";
        try (PushServer server = withAStep()) {
            for (String body : new String[] {
                "{\"epoch\":" + "[".repeat(20) + "]".repeat(20) + "}",
                "{\"" + "n".repeat(300) + "\":1}",
                "{\"labels\":{\"a\":\"" + "v".repeat(5000) + "\"}}",
                "{\"step\":" + "1".repeat(200) + "}"
            }) {
                HttpResponse<String> answer = server.push(body);
                assertThat(answer.body()).startsWith(limits);
                assertThat(server.last().rejection()).hasValue(PushRejection.SYNTAX);
            }
        }
    }

    @Test
    void refusesTooManyLabelsAndDevicesAndShortensWhatItQuotes() {
        try (PushServer server = withAStep()) {
            StringBuilder labels = new StringBuilder("{\"labels\":{\"l0\":0");
            for (int i = 1; i < 17; i++) {
                labels.append(",\"l").append(i).append("\":").append(i);
            }
            assertRefused(
                    server,
                    server.push(labels.append("}}").toString()),
                    PushRejection.FIELD,
                    "{\"error\":\"labels.l16 must be absent: labels are at most 16, got 16\",\"field\":\"labels.l16\","
                            + "\"value\":16}");
            assertRefused(
                    server,
                    server.push("{\"devices\":[" + String.join(",", Collections.nCopies(65, "\"cpu\"")) + "]}"),
                    PushRejection.FIELD,
                    "{\"error\":\"devices[64] must be absent: devices are at most 64, got \\\"cpu\\\"\","
                            + "\"field\":\"devices[64]\",\"value\":\"cpu\"}");
            String quoted = "\"" + "v".repeat(99) + "...\"";
            assertThat(server.push("{\"step\":\"" + "v".repeat(99) + "\\ud83d\\ude00v\"}")
                            .body())
                    .endsWith("\"value\":" + quoted + "}");
        }
    }
}
