package org.thermograd.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermograd.testing.Golden;
import org.thermograd.testing.JarProcess;
import org.thermograd.testing.KernelMachine;
import org.thermograd.testing.KernelTree;
import org.thermograd.testing.Peers;

/** What {@code serve} tells of machines of other kinds, from their files. */
@Timeout(120)
public class KernelMachineIT {
    private static final Pattern URL = Pattern.compile(" url=(http://127\\.0\\.0\\.1:\\d+)/metrics\n");
    private static final Pattern HARDWARE =
            Pattern.compile("(# (TYPE|UNIT|HELP) )?thermograd_(cpu|gpu|sensor|fan|memory|swap"
                    + "|disk|network|pressure|device|probe_success|collapse_observable|efficiency_input).*");
    private static final Pattern MEASURED = Pattern.compile("(thermograd_cpu_power_watts\\{.*}) \\S+");
    private static final long POLL_MILLIS = 20;
    private static final long SETTLE_MILLIS = 300;
    private static final int ATTEMPTS = 4;

    @TempDir
    private Path dir;

    private final HttpClient client = HttpClient.newHttpClient();

    private String log() throws IOException {
        return Files.readString(dir.resolve("serve.err"));
    }

    private HttpResponse<byte[]> get(String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    }

    private String url(Process process) throws IOException, InterruptedException {
        Matcher line = URL.matcher(log());
        while (!line.find()) {
            assertThat(process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS))
                    .as(log())
                    .isFalse();
            line = URL.matcher(log());
        }
        return line.group(1);
    }

    /** Returns the page after the second sample; one that came before the machine had gone on is tried again. */
    private byte[] secondSample(KernelMachine machine) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Path folder = Files.createDirectory(dir.resolve("machine-" + attempt));
            Optional<byte[]> page = secondSample(machine, machine.in(folder));
            if (page.isPresent()) {
                return page.get();
            }
        }
        throw new AssertionError("the second sample always came too early");
    }

    private Optional<byte[]> secondSample(KernelMachine machine, KernelTree tree)
            throws IOException, InterruptedException {
        Process process = JarProcess.of(
                        dir,
                        "serve",
                        List.of("-Xmx64m", "-Xlog:class+load:file=" + dir.resolve("classes.log")),
                        "serve",
                        "--listen=127.0.0.1:0",
                        "--sample-period=3s",
                        "--disable-probe=nvml",
                        "--sysfs-root=" + tree.sysfs(),
                        "--procfs-root=" + tree.procfs())
                .start();
        try {
            String url = url(process);
            while (get(url + "/-/ready").statusCode() != 200) {
                Thread.sleep(POLL_MILLIS);
            }
            machine.goOn(tree);
            // A sample that has just read some of it would show by now.
            Thread.sleep(SETTLE_MILLIS);
            byte[] page = get(url + "/metrics").body();
            boolean early = isSecond(page);
            while (!isSecond(page)) {
                Thread.sleep(POLL_MILLIS);
                page = get(url + "/metrics").body();
            }
            return early ? Optional.empty() : Optional.of(page);
        } finally {
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean isSecond(byte[] page) {
        return new String(page, StandardCharsets.UTF_8).contains("\nthermograd_cpu_utilization_ratio ");
    }

    @ParameterizedTest
    @EnumSource(KernelMachine.class)
    void tellsWhatItsKernelTells(KernelMachine machine) throws Exception {
        byte[] page = secondSample(machine);

        String hardware = new String(page, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> HARDWARE.matcher(line).matches())
                .map(line -> MEASURED.matcher(line).replaceFirst("$1 (by the clock)"))
                .collect(Collectors.joining("\n", "", "\n"));
        String name = machine.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Golden.assertSame("kernel/" + name + ".prom", hardware);
        assertThat(log()).doesNotContain("WARN").doesNotContain("ERROR");
        assertThat(Files.readString(dir.resolve("classes.log")))
                .as("no library is needed to read the files of a kernel")
                .doesNotContain(" oshi.")
                .doesNotContain(" com.sun.jna.");
        assertThat(Peers.promtool(page, "check", "metrics").output()).isEmpty();
    }
}
