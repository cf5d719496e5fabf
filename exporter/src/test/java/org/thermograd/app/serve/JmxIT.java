package org.thermograd.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.JarProcess;
import org.thermograd.testing.MavenJar;
import org.thermograd.testing.RemoteClient;
import org.thermograd.testing.TestCertificate;

/** The beans of a running exporter as tools of others read them, against its own page. */
@Timeout(240)
class JmxIT {
    private static final Pattern URL = Pattern.compile(" url=(http://127\\.0\\.0\\.1:\\d+)/metrics\n");
    private static final Pattern REMOTE =
            Pattern.compile(" url=service:jmx:rmi:///jndi/rmi://127\\.0\\.0\\.1:(\\d+)/jmxrmi\n");
    private static final Pattern SAMPLE = Pattern.compile("(thermograd_\\w+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:\\\\.|[^\"])*)\"");
    private static final long POLL_MILLIS = 250;
    /** How many samples there are once the simulation has run for a while. */
    private static final int WHOLE = 150;
    /** One of the series that come last. */
    private static final String STEP_SECONDS =
            "thermograd_training_step_duration_seconds_sum{condition=clear, run=simulated-coupled}";

    private static final ObjectName EXPORTER = name("org.thermograd:type=Exporter");

    @TempDir
    private Path dir;

    private final HttpClient client = HttpClient.newHttpClient();
    private Optional<Process> process = Optional.empty();

    @AfterEach
    void stop() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroy();
            assertThat(process.get().waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException e) {
            throw new AssertionError(e);
        }
    }

    private String serve(List<String> flags, String... more) throws IOException, InterruptedException {
        List<String> args = new ArrayList<>(List.of("serve", "--listen", "127.0.0.1:0", "--hardware", "simulated"));
        args.addAll(List.of(more));
        Process started =
                JarProcess.of(dir, "serve", flags, args.toArray(String[]::new)).start();
        process = Optional.of(started);
        Path log = dir.resolve("serve.err");
        Matcher line = URL.matcher(Files.readString(log));
        while (!line.find()) {
            assertThat(started.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS))
                    .as(Files.readString(log))
                    .isFalse();
            line = URL.matcher(Files.readString(log));
        }
        return line.group(1);
    }

    /** Returns the samples of a page but those that neither tool can show, with the labels that the exporter gave them. */
    private SortedMap<String, Double> samples(String url) throws IOException, InterruptedException {
        String page = client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
        SortedMap<String, Double> samples = new TreeMap<>();
        page.lines().map(SAMPLE::matcher).filter(Matcher::matches).forEach(sample -> {
            if (!sample.group(1).matches(".*_(bucket|info)")) {
                Map<String, String> labels = new TreeMap<>();
                Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
                while (label.find()) {
                    labels.put(label.group(1), label.group(2));
                }
                labels.keySet().removeIf(name -> name.startsWith("otel_scope_"));
                samples.put(sample.group(1) + labels, Double.valueOf(sample.group(3)));
            }
        });
        return samples;
    }

    /** Compares page and tool until the hardware was not sampled between three reads: page, tool, page. */
    private void assertSame(String own, String tool) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        SortedMap<String, Double> before;
        SortedMap<String, Double> shown;
        SortedMap<String, Double> after;
        do {
            Thread.sleep(POLL_MILLIS);
            before = samples(own);
            shown = samples(tool);
            after = samples(own);
        } while (System.nanoTime() < end && (!before.containsKey(STEP_SECONDS) || !isBetween(shown, before, after)));

        assertThat(shown.keySet()).isEqualTo(after.keySet());
        assertThat(isBetween(shown, before, after))
                .as("%s is between %s and %s", shown, before, after)
                .isTrue();
        assertThat(shown)
                .hasSizeGreaterThanOrEqualTo(WHOLE)
                .containsKeys(
                        "thermograd_gpu_temperature_celsius{device=gpu0, sensor=core, uuid=GPU-SIMULATED-0}",
                        "thermograd_gpu_energy_joules_total{device=gpu0, uuid=GPU-SIMULATED-0}",
                        "thermograd_cpu_utilization_ratio{}",
                        "thermograd_training_grad_norm{run=simulated-coupled}",
                        STEP_SECONDS);
    }

    private static boolean isBetween(Map<String, Double> shown, Map<String, Double> before, Map<String, Double> after) {
        return shown.keySet().equals(before.keySet())
                && shown.keySet().equals(after.keySet())
                && shown.entrySet().stream().allMatch(sample -> {
                    double one = before.getOrDefault(sample.getKey(), Double.NaN);
                    double other = after.getOrDefault(sample.getKey(), Double.NaN);
                    return Math.min(one, other) <= sample.getValue() && sample.getValue() <= Math.max(one, other);
                });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Path deployed(String file) {
        return Checkout.root().resolve("deploy/jmx").resolve(file);
    }

    @Test
    void jmxExporterShowsTheSameNamesLabelsAndValues() throws Exception {
        Path agent = MavenJar.of("io.prometheus.jmx", "jmx_prometheus_javaagent", "1.0.1");
        int port = freePort();
        String url = serve(
                List.of("-javaagent:" + agent + "=127.0.0.1:" + port + ":" + deployed("jmx_exporter.yml")),
                "--sample-period",
                "3s");

        assertSame(url + "/metrics", "http://127.0.0.1:" + port + "/metrics");
    }

    @Test
    void openTelemetryShowsTheSameNamesLabelsAndValues() throws Exception {
        Path agent = MavenJar.of("io.opentelemetry.javaagent", "opentelemetry-javaagent", "2.33.1");
        int port = freePort();
        String url = serve(
                List.of(
                        "-javaagent:" + agent,
                        "-Dotel.jmx.config=" + deployed("otel-jmx-rules.yaml"),
                        "-Dotel.jmx.discovery.delay=1000",
                        "-Dotel.instrumentation.common.default-enabled=false",
                        "-Dotel.instrumentation.jmx-metrics.enabled=true",
                        "-Dotel.metrics.exporter=prometheus",
                        "-Dotel.exporter.prometheus.host=127.0.0.1",
                        "-Dotel.exporter.prometheus.port=" + port,
                        "-Dotel.traces.exporter=none",
                        "-Dotel.logs.exporter=none"),
                "--sample-period",
                "3s");

        assertSame(url + "/metrics", "http://127.0.0.1:" + port + "/metrics");
    }

    @Test
    @SuppressWarnings("BanJNDI") // The address is that of the process that this test has started.
    void aProgramOnThisHostAttachesReadsAndHears() throws Exception {
        String url = serve(List.of());
        LinkedBlockingQueue<Notification> heard = new LinkedBlockingQueue<>();
        VirtualMachine machine =
                VirtualMachine.attach(Long.toString(process.orElseThrow().pid()));
        try (JMXConnector connector =
                JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            ObjectName core = name("org.thermograd:type=Device,name=gpu0,uuid=GPU-SIMULATED-0,sensor=core");
            while (!server.isRegistered(core)) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.sleep(POLL_MILLIS);
            }
            assertThat((double) server.getAttribute(core, "GpuTemperatureCelsius"))
                    .isBetween(10.0, 120.0);

            server.addNotificationListener(EXPORTER, (notification, handback) -> heard.add(notification), null, null);
            post(url + "/api/v1/training/luna/steps", "{\"step\":1,\"grad_norm\":1.0}");
            post(url + "/api/v1/training/luna/finish", "");
            Notification ended = heard.poll(30, TimeUnit.SECONDS);
            while (ended != null && !ended.getType().equals("org.thermograd.run.ended")) {
                ended = heard.poll(30, TimeUnit.SECONDS);
            }
            assertThat(ended).isNotNull();
            CompositeData data = (CompositeData) ended.getUserData();
            assertThat(data.get("run")).isEqualTo("luna");
            assertThat(data.get("how")).isEqualTo("finished");
        } finally {
            machine.detach();
        }
    }

    @Test
    void aProgramElsewhereReadsWithAPasswordOverTlsAndDoesNothingElse() throws Exception {
        TestCertificate server = TestCertificate.make(dir, "server", "EC", "ip:127.0.0.1");
        Path passwords = Files.writeString(dir.resolve("passwords"), "reader open-sesame\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        Path config = Files.writeString(
                dir.resolve("web.yml"),
                "tls_server_config: {cert_file: server.crt, key_file: server.key}\nbasic_auth_users: {a: $2y$10$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi}\n");
        String url = serve(
                List.of(),
                "--jmx-listen=127.0.0.1:0",
                "--jmx-password-file=" + passwords,
                "--jmx-web-config=" + config);
        String log = Files.readString(dir.resolve("serve.err"));
        Matcher address = REMOTE.matcher(log);
        assertThat(address.find()).as(log).isTrue();
        int port = Integer.parseInt(address.group(1));
        assertThat(log).contains("event=web_config_partly_used", "unused=[basic_auth_users]");

        List<String> trusting = RemoteClient.tls(server);
        assertThat(RemoteClient.run(trusting, port, "reader open-sesam"))
                .singleElement()
                .asString()
                .startsWith("SecurityException");
        String heap = dir.resolve("heap.hprof").toString();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        List<String> answers;
        do {
            answers = RemoteClient.run(
                    trusting,
                    port,
                    "reader open-sesame",
                    "get org.thermograd:type=Device,name=gpu0,uuid=GPU-SIMULATED-0,sensor=core Sensor",
                    "get java.lang:type=Runtime SpecVersion",
                    "invoke org.thermograd:type=Exporter collapses",
                    "dump " + heap,
                    "create javax.management.timer.Timer x:type=Timer",
                    "set java.lang:type=Memory Verbose",
                    "rebind");
        } while (System.nanoTime() < end && !answers.contains("core"));
        String refused = " is refused: clients from elsewhere may only read";
        String collapses = client.send(
                        HttpRequest.newBuilder(URI.create(url + "/api/v1/collapses"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        assertThat(answers)
                .containsExactly(
                        "connected",
                        "core",
                        System.getProperty("java.specification.version"),
                        collapses.strip(),
                        "",
                        "SecurityException: invoke dumpHeap of com.sun.management:type=HotSpotDiagnostic" + refused,
                        "SecurityException: createMBean" + refused,
                        "SecurityException: setAttribute of java.lang:type=Memory" + refused,
                        "AccessException: Registry.rebind disallowed; origin unknown");
        assertThat(dir.resolve("heap.hprof")).doesNotExist();
        assertThat(Files.readString(dir.resolve("serve.err")))
                .contains("event=jmx_login_refused failures=1 newest_from=0.0.0.0")
                .doesNotContain("open-sesam");
    }

    private void post(String url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isBetween(200, 299);
    }
}
