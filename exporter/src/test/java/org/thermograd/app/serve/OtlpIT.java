package org.thermograd.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.testing.Gzip;
import org.thermograd.testing.JarProcess;

/** {@code serve} as a receiver of OTLP. */
@Timeout(180)
class OtlpIT {
    private static final Pattern PORT = Pattern.compile(" url=http://127\\.0\\.0\\.1:(\\d+)/metrics\n");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int MEBIBYTE = 1 << 20;
    private static final int MOST_MESSAGES = MEBIBYTE / 8;

    @TempDir
    private Path dir;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    /** Starts an exporter as the launcher does, and returns where it listens. */
    private String start() throws IOException, InterruptedException {
        String name = "serve" + started.size();
        Process exporter = JarProcess.of(
                        dir,
                        name,
                        List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError", "-Xlog:class+load:file=" + name + ".classes"),
                        "serve",
                        "--listen",
                        "127.0.0.1:0",
                        "--data-dir",
                        "state")
                .start();
        started.add(exporter);
        Matcher said = PORT.matcher("");
        do {
            assertThat(exporter.waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
            said.reset(Files.readString(dir.resolve(name + ".err")));
        } while (!said.find());
        return "http://127.0.0.1:" + said.group(1);
    }

    private static HttpRequest post(String url, byte[] body, String... headers) {
        return HttpRequest.newBuilder(URI.create(url))
                .POST(BodyPublishers.ofByteArray(body))
                .headers(headers)
                .build();
    }

    private static String export(String url, String json) throws IOException, InterruptedException {
        return CLIENT.send(
                        post(
                                url + "/v1/metrics",
                                json.getBytes(StandardCharsets.UTF_8),
                                "Content-Type",
                                "application/json"),
                        BodyHandlers.ofString())
                .body();
    }

    private static String metrics(String url) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(url + "/metrics")).build(), BodyHandlers.ofString())
                .body();
    }

    /** Returns a request of one gauge whose points are of these steps. */
    private static String steps(int from, int to) {
        StringBuilder points = new StringBuilder();
        for (int step = from; step <= to; step++) {
            points.append(step == from ? "" : ",")
                    .append("{\"asDouble\":2.5,\"attributes\":[{\"key\":\"step\",\"value\":{\"intValue\":\"" + step
                            + "\"}}]}");
        }
        return "{\"resourceMetrics\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":"
                + "\"my-run\"}}]},\"scopeMetrics\":[{\"metrics\":[{\"name\":\"train/grad_norm\",\"gauge\":{\"dataPoints\":["
                + points + "]}}]}]}]}";
    }

    @Test
    void whatAnSdkExportsAgainCountsOnceEvenAfterARestart() throws Exception {
        String url = start();
        assertThat(Files.readString(dir.resolve("serve0.classes")))
                .as("a server that nobody exports to")
                .contains("org.thermograd.adapter.http.otlp.OtlpRoutes ")
                .doesNotContain("com.google.protobuf");
        assertThat(export(url, steps(1, 3))).isEqualTo("{}");
        assertThat(export(url, steps(1, 4))).isEqualTo("{}");
        started.get(0).destroyForcibly().waitFor();
        url = start();
        assertThat(export(url, steps(1, 5))).isEqualTo("{}");

        assertThat(metrics(url)).contains("thermograd_training_steps_total{run=\"my-run\"} 5.0\n");
    }

    @Test
    void thereIsNoRemoteWrite() throws Exception {
        HttpResponse<String> answer = CLIENT.send(
                post(
                        start() + "/api/v1/write",
                        new byte[1],
                        "Content-Type",
                        "application/x-protobuf",
                        "X-Prometheus-Remote-Write-Version",
                        "0.1.0"),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    /** Bodies of the size of a few kilobytes that unpack to the limit, and that take as much more as may be when read. */
    @Test
    void hostileBodiesDoNotExhaustTheMemory() throws Exception {
        NumberDataPoint empty = NumberDataPoint.getDefaultInstance();
        Metric.Builder points = Metric.newBuilder().setName("loss");
        points.getGaugeBuilder().addAllDataPoints(Collections.nCopies(MOST_MESSAGES, empty));
        points.setDescription(" ".repeat(MEBIBYTE - 2 * MOST_MESSAGES - 100));
        ExponentialHistogramDataPoint.Builder point = ExponentialHistogramDataPoint.newBuilder();
        point.getPositiveBuilder().addAllBucketCounts(Collections.nCopies(MEBIBYTE - 100, 1L));
        Metric.Builder buckets = Metric.newBuilder().setName("loss");
        buckets.getExponentialHistogramBuilder().addDataPoints(point);
        String url = start();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (Metric.Builder metric : Collections.nCopies(8, List.of(points, buckets)).stream()
                .flatMap(List::stream)
                .toList()) {
            ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
            request.addResourceMetricsBuilder().addScopeMetricsBuilder().addMetrics(metric);
            answers.add(CLIENT.sendAsync(
                    post(
                            url + "/v1/metrics",
                            Gzip.of(request.build().toByteArray()),
                            "Content-Type",
                            "application/x-protobuf",
                            "Content-Encoding",
                            "gzip"),
                    BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
            assertThat(answer.get().body()).contains(" must ");
        }

        assertThat(metrics(url)).contains("thermograd_push_requests_total{code=\"200\"} 16.0\n");
    }
}
