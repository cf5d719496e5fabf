package org.thermograd.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.testing.FakeNvml;
import org.thermograd.testing.Golden;
import org.thermograd.testing.JarProcess;
import org.thermograd.testing.Peers;

/** {@code serve} as people run it, on a stand-in for NVIDIA's driver. */
@Timeout(120)
class NvmlIT {
    private static final Pattern URL = Pattern.compile(" url=(http://127\\.0\\.0\\.1:\\d+/metrics)\n");
    private static final long POLL_MILLIS = 50;

    @TempDir
    private Path dir;

    private final HttpClient client = HttpClient.newHttpClient();
    private FakeNvml driver;
    private @Nullable Process process;

    @BeforeEach
    void buildTheDriver() {
        driver = FakeNvml.build(dir.resolve("driver"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private String serve(String... more) throws IOException, InterruptedException {
        List<String> args = new ArrayList<>(List.of("serve", "--listen", "127.0.0.1:0", "--sample-period", "250ms"));
        args.addAll(List.of(more));
        Process started = JarProcess.of(dir, "serve", List.of("-Xmx64m"), args.toArray(String[]::new))
                .start();
        process = started;
        Matcher line = URL.matcher(log());
        while (!line.find()) {
            assertThat(started.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS))
                    .as(log())
                    .isFalse();
            line = URL.matcher(log());
        }
        return line.group(1);
    }

    private String serveDriver() throws IOException, InterruptedException {
        return serve("--nvml-library", driver.library().toString());
    }

    private String log() throws IOException {
        return Files.readString(dir.resolve("serve.err"));
    }

    private String page(String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }

    /** Returns the first page that is as wished. */
    private String await(String url, Predicate<String> wish) throws IOException, InterruptedException {
        String page = page(url);
        while (!wish.test(page)) {
            Thread.sleep(POLL_MILLIS);
            page = page(url);
        }
        return page;
    }

    /** Returns the value of the series with a name and labels. */
    private static double value(String page, String series) {
        Matcher line = Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(page);
        assertThat(line.find()).as(series).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static String up(int gpu, int value) {
        return "thermograd_gpu_up{device=\"gpu" + gpu + "\",uuid=\"" + FakeNvml.uuid(gpu) + "\"} " + value + ".0\n";
    }

    private static Stream<String> accelerators(String page) {
        return page.lines()
                .filter(line ->
                        line.contains("thermograd_gpu_") || line.startsWith("thermograd_device_info{device=\"gpu"));
    }

    @Test
    void exposesWhatTheDriverSaysAndNothingElse() throws Exception {
        driver.gpus(2)
                .setAll("reasons", "0x4")
                .set(1, "reasons", "0x88")
                .set(1, "utilization", 105)
                .set(1, "power", "rc:3")
                .set(1, "threshold.1", 96)
                .set(1, "mig", 1)
                .set(1, "mig.0", "MIG-0a1b2c3d-1111-2222-3333-444444444444,NVIDIA H200 MIG 3g.71gb")
                .set(1, "fans", 1)
                .set(1, "fan.0", 40);
        String url = serveDriver();
        await(url, page -> page.contains(up(1, 1)));
        driver.set(1, "xid", "2:31");
        String page = await(url, now -> now.contains("thermograd_gpu_xid_errors_total{"));

        Golden.assertSame("nvml.txt", accelerators(page).collect(Collectors.joining("\n", "", "\n")));
        assertThat(page).contains("\nthermograd_probe_success{probe=\"nvml\"} 1.0\n");
        assertThat(Peers.promtool(page.getBytes(StandardCharsets.UTF_8), "check", "metrics")
                        .output())
                .isEmpty();
    }

    @Test
    void aPowerBrakeIsNoHeat() throws Exception {
        driver.gpus(2).set(1, "reasons", "0x88");
        Pattern heldBack = Pattern.compile(
                "^thermograd_collapse_active\\{device=\"gpu1\",reason=\"(hw_slowdown|power_brake)\",.*} 1.0$",
                Pattern.MULTILINE);
        String page = await(serveDriver(), now -> heldBack.matcher(now).find());

        String uuid = "\",uuid=\"" + FakeNvml.uuid(1) + "\"}";
        assertThat(value(page, "thermograd_gpu_throttle_active{device=\"gpu1\",reason=\"power_brake" + uuid))
                .isEqualTo(1);
        for (String heat : List.of("hw_thermal", "sw_thermal")) {
            assertThat(value(page, "thermograd_collapse_active{device=\"gpu1\",reason=\"" + heat + uuid))
                    .isZero();
        }
    }

    @Test
    void aCallThatHangsStopsNoSample() throws Exception {
        driver.gpus(1);
        String url = serveDriver();
        await(url, page -> page.contains(up(0, 1)));
        driver.set(0, "hang", 10);
        String hanging = await(url, page -> page.contains("\nthermograd_probe_success{probe=\"nvml\"} 0.0\n"));

        assertThat(hanging).doesNotContain("thermograd_gpu_temperature_celsius{");
        String lastSuccess = "thermograd_probe_last_success_timestamp_seconds{probe=\"nvml\"}";
        double other = value(hanging, lastSuccess.replace("nvml", "memory"));
        assertThat(other - value(hanging, lastSuccess)).isBetween(1.5, 9.0);
        assertThat(value(hanging, "thermograd_snapshot_age_seconds")).isLessThan(2);
        Thread.sleep(2_000);
        String later = page(url);
        assertThat(value(later, lastSuccess.replace("nvml", "memory")) - other)
                .as("the others are read at their pace meanwhile")
                .isGreaterThan(1);
        assertThat(value(later, lastSuccess)).isEqualTo(value(hanging, lastSuccess));

        driver.remove(0, "hang");
        await(
                url,
                page -> page.contains("\nthermograd_probe_success{probe=\"nvml\"} 1.0\n") && page.contains(up(0, 1)));
    }

    @Test
    void anAcceleratorIsLostAndComesBack() throws Exception {
        driver.gpus(8);
        String url = serveDriver();
        await(url, page -> page.contains(up(7, 1)));
        driver.set(3, "rc", 15);
        String lost = await(url, page -> page.contains(up(3, 0)));

        assertThat(accelerators(lost).filter(line -> line.contains("device=\"gpu3\"")))
                .extracting(line -> line.replaceFirst("\\{.*", ""))
                .containsExactly("thermograd_device_info", "thermograd_gpu_up");
        assertThat(lost).contains(up(2, 1)).contains(up(4, 1));
        driver.remove(3, "rc");
        await(url, page -> page.contains(up(3, 1)));
        assertThat(log().lines().filter(line -> line.contains("event=nvidia_gpu_lost device=gpu3 ")))
                .hasSize(1);
    }

    @Test
    void aMachineWithoutADriverHasOneLineInTheLog() throws Exception {
        String url = serve();
        await(url, page -> page.contains("\nthermograd_probe_success{probe=\"nvml\"} 1.0\n"));

        assertThat(page(url)).doesNotContain("thermograd_gpu_up");
        assertThat(log().lines().filter(line -> line.contains("nvidia")))
                .singleElement()
                .asString()
                .contains(" INFO ")
                .contains("event=no_nvidia_gpu reason=\"there is no sign of a driver\"");
    }
}
