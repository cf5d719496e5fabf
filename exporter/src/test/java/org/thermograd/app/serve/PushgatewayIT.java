package org.thermograd.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.testing.JarProcess;

/** The jar as a Pushgateway: pushed to, scraped, killed, and started again. */
class PushgatewayIT {
    private static final Pattern STARTED = Pattern.compile("event=started url=(http://\\S+)/metrics");
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(120);

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    private Process start(String name) throws IOException {
        return JarProcess.of(
                        folder,
                        name,
                        List.of("-Xmx64m"),
                        "serve",
                        "--hardware=none",
                        "--listen=127.0.0.1:0",
                        "--push-max-groups=2",
                        "--data-dir=" + folder.resolve("data"))
                .start();
    }

    private URI url(String name, Process process) throws IOException, InterruptedException {
        long end = System.nanoTime() + START_NANOS;
        while (process.isAlive() && System.nanoTime() < end) {
            Matcher started = STARTED.matcher(Files.readString(folder.resolve(name + ".err")));
            if (started.find()) {
                return URI.create(started.group(1));
            }
            Thread.sleep(50);
        }
        throw new AssertionError("it did not start: " + Files.readString(folder.resolve(name + ".err")));
    }

    private HttpResponse<String> send(String method, URI url, String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(url)
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void keepsWhatWasPushed() throws IOException, InterruptedException {
        Process first = start("first");
        String page;
        try {
            URI url = url("first", first);
            assertThat(send("PUT", url.resolve("/metrics/job/run-1"), "step 3\ngrad_norm 2.5\n")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(send("POST", url.resolve("/metrics/job/b"), "m 1\n").statusCode())
                    .isEqualTo(200);
            assertThat(send("POST", url.resolve("/metrics/job/c"), "m 1\n").statusCode())
                    .isEqualTo(429);
            assertThat(send("DELETE", url.resolve("/metrics/job/b"), "").statusCode())
                    .isEqualTo(202);
            page = send("GET", url.resolve("/metrics/push"), "").body();
            assertThat(page)
                    .contains("grad_norm{instance=\"\",job=\"run-1\"} 2.5\n")
                    .doesNotContain("job=\"b\"");
            assertThat(send("GET", url.resolve("/metrics"), "").body())
                    .contains("thermograd_training_steps_total{run=\"run-1\"} 1.0\n")
                    .contains("thermograd_push_groups 1.0\n")
                    .contains("thermograd_push_series 4.0\n")
                    .contains("thermograd_push_requests_total{code=\"202\"} 1.0\n")
                    .contains("thermograd_push_rejected_total{reason=\"too_many_groups\"} 1.0\n");
        } finally {
            first.destroyForcibly().waitFor();
        }

        Process second = start("second");
        try {
            URI url = url("second", second);
            assertThat(send("GET", url.resolve("/metrics/push"), "").body()).isEqualTo(page);
            assertThat(send("PUT", url.resolve("/metrics/job/run-1"), "step 3\ngrad_norm 2.5\n")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(send("GET", url.resolve("/metrics"), "").body())
                    .contains("thermograd_training_steps_total{run=\"run-1\"} 1.0\n");
        } finally {
            second.destroyForcibly().waitFor();
        }
    }
}
