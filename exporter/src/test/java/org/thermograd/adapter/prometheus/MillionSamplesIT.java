package org.thermograd.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million samples of one series in one answer, in a heap of 128 MB. */
class MillionSamplesIT {
    private static final int SAMPLES = 1_000_000;
    private static final long START_SECOND = 1_700_000_000;

    @TempDir
    private Path dir;

    @Test
    void fitInASmallHeap() throws Exception {
        Path out = dir.resolve("stdout");
        try (FakeApi api = FakeApi.start()) {
            api.answer(exchange -> {
                exchange.sendResponseHeaders(200, 0);
                writeSamples(exchange.getResponseBody());
            });
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Reader.class.getName(),
                            api.url())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            try {
                assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }
        }

        // The sum of 0.5 + 1.5 + ... is n * n / 2.
        assertThat(Files.readString(out))
                .isEqualToIgnoringNewLines(SAMPLES + " samples, sum " + (double) SAMPLES * SAMPLES / 2);
    }

    private static void writeSamples(OutputStream response) throws IOException {
        try (OutputStream out = new BufferedOutputStream(response, 1 << 16)) {
            String empty = FakeApi.matrix("{\"__name__\":\"up\"}");
            int at = empty.lastIndexOf("[") + 1;
            out.write(empty.substring(0, at).getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < SAMPLES; i++) {
                String sample = (i == 0 ? "[" : ",[") + (START_SECOND + i) + ".250,\"" + i + ".5\"]";
                out.write(sample.getBytes(StandardCharsets.UTF_8));
            }
            out.write(empty.substring(at).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Runs in a process of its own. */
    static final class Reader {
        private Reader() {}

        /** Reads from the server whose URL is given. */
        public static void main(String[] args) throws Exception {
            PrometheusConfig config =
                    PrometheusConfig.of(args[0]).chunk(Duration.ofDays(30)).build();

            ReadResult result = Fakes.client(config)
                    .read(
                            "up",
                            Instant.ofEpochSecond(START_SECOND),
                            Instant.ofEpochSecond(START_SECOND + SAMPLES),
                            ReadListener.NONE);

            double sum = 0;
            for (double value : result.series().get(0).samples().values()) {
                sum += value;
            }
            System.out.println(result.samples() + " samples, sum " + sum);
        }
    }
}
