package org.thermograd.adapter.http.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.StepField;

/**
 * Bodies that were damaged at random: none makes the server fail, a refused one changes nothing, an accepted one counts
 * exactly its entries. 100,000 of them with {@code -Dthermograd.full=true}.
 */
class PushFuzzTest {
    private static final int BODIES = Boolean.getBoolean("thermograd.full") ? 100_000 : 3_000;
    private static final long SEED = 20_261_122;
    private static final String LINES = "application/x-ndjson";
    private static final RunId RUN = new RunId("r");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final List<String> WHOLE = List.of(
            "{\"labels\":{\"model\":\"distil\",\"n\":3},\"devices\":[\"GPU-12ab\",\"cpu\"],\"steps\":[{\"step\":12,"
                    + "\"timestamp\":1761699262.48,\"grad_norm\":25.7,\"loss\":6.3,\"learning_rate\":5e-5},{\"step\":13,"
                    + "\"grad_norm\":NaN,\"lr\":null}],\"dropped\":{\"steps\":3,\"nonfinite\":0,\"grad_norm_max\":31.0,"
                    + "\"from\":1761699260,\"to\":1761699261}}",
            "[{\"step\":1,\"step_counter\":1,\"timestamp_shared\":1761699262.4882805,\"timestamp_iso\":"
                    + "\"2025-10-28T19:54:22.488280\",\"loss\":6.3157,\"grad_norm\":25.728971481323242,"
                    + "\"learning_rate\":5e-05,\"epoch\":0.04},{\"step\":2,\"loss\":null,\"grad_norm\":null}]",
            "{\"step\":7,\"timestamp\":1761699262,\"train/grad_norm\":\"-Infinity\",\"train/loss\":1}",
            "{\"steps\":[]}");
    private static final String WHOLE_LINES =
            "{\"step\":1,\"loss\":2}\n{\"step\":2,\"loss\":\"nan\",\"timestamp\":5.5}\n{\"step\":3,\"lr\":null}\n";
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "null",
            "NaN",
            "-",
            "1e999",
            "-1",
            "0.5",
            "\"step\":1,",
            "\"loss\":1,",
            "\"steps\":[",
            "\\u0000",
            "\\ud800",
            "\u00e9",
            "\n",
            "99999999999999999999",
            "\"timestamp\":1e12,");

    private final SplittableRandom random = new SplittableRandom(SEED);

    private byte[] damaged(String whole) {
        byte[] body = whole.getBytes(StandardCharsets.UTF_8);
        for (int left = random.nextInt(4); left > 0; left--) {
            int at = random.nextInt(body.length + 1);
            int to = Math.min(body.length, at + random.nextInt(1, 12));
            byte[] between = switch (random.nextInt(5)) {
                case 0 -> new byte[] {(byte) random.nextInt(256)};
                case 1 -> new byte[0];
                case 2 -> Arrays.copyOfRange(body, at, to);
                default -> PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
            };
            int resume = random.nextBoolean() ? at : to;
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(body, 0, at);
            out.writeBytes(between);
            out.write(body, resume, body.length - resume);
            body = random.nextInt(30) == 0 ? Arrays.copyOf(out.toByteArray(), at) : out.toByteArray();
            if (body.length == 0) {
                return body;
            }
        }
        return body;
    }

    /** Counts the entries of a body by another way: a tree of it. */
    private static long entries(byte[] body, boolean lines) throws IOException {
        if (lines) {
            long count = 0;
            try (MappingIterator<JsonNode> all =
                    MAPPER.readerFor(JsonNode.class).readValues(body)) {
                while (all.hasNext()) {
                    all.next();
                    count++;
                }
            }
            return count;
        }
        JsonNode tree = MAPPER.readTree(body);
        if (tree.isArray()) {
            return tree.size();
        }
        if (tree.has("steps")) {
            return tree.get("steps").size();
        }
        return StepField.BY_NAME.keySet().stream().anyMatch(tree::has) ? 1 : 0;
    }

    private static long steps(PushServer server) {
        return server.run().map(run -> run.counts().steps()).orElse(0L);
    }

    @Test
    void neverFailsNorTakesHalfAPush() throws IOException {
        int taken = 0;
        try (PushServer server = new PushServer(
                PushConfig.withDefaults().withRequestsPerSecond(1_000_000),
                PushAccess.localOnly(),
                IngestConfig.withDefaults())) {
            for (int i = 0; i < BODIES; i++) {
                boolean lines = random.nextInt(4) == 0;
                byte[] body = damaged(lines ? WHOLE_LINES : WHOLE.get(random.nextInt(WHOLE.size())));
                String what = "seed " + SEED + ", body " + i + ": " + new String(body, StandardCharsets.UTF_8);
                SortedMap<RunId, byte[]> before = server.ingestor.write();
                long stepsBefore = steps(server);
                HttpResponse<String> answer = server.push(
                        BodyPublishers.ofByteArray(body), "Content-Type", lines ? LINES : "application/json");
                server.answered.clear();

                if (answer.statusCode() == 200) {
                    taken++;
                    JsonNode counts = MAPPER.readTree(answer.body());
                    long accepted = counts.get("accepted").longValue();
                    assertThat(accepted
                                    + counts.get("duplicates").longValue()
                                    + counts.get("ignored").longValue())
                            .as(what)
                            .isEqualTo(entries(body, lines));
                    assertThat(steps(server) - stepsBefore).as(what).isEqualTo(accepted);
                } else {
                    assertThat(answer.statusCode()).as(what).isEqualTo(400);
                    assertThat(MAPPER.readTree(answer.body()).get("error").textValue())
                            .as(what)
                            .isNotEmpty();
                    SortedMap<RunId, byte[]> after = server.ingestor.write();
                    assertThat(after.keySet()).as(what).isEqualTo(before.keySet());
                    assertThat(Arrays.equals(after.get(RUN), before.get(RUN)))
                            .as(what)
                            .isTrue();
                }
                if (i % 500 == 499) {
                    server.ingestor.delete(RUN);
                }
            }
        }
        assertThat(taken).as("both ends are reached").isBetween(BODIES / 10, BODIES - BODIES / 10);
    }
}
