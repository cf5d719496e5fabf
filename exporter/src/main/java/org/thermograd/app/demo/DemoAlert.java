package org.thermograd.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.thermograd.adapter.http.AlertRoutes;
import org.thermograd.adapter.http.Endpoint;
import org.thermograd.adapter.http.ListenAddress;
import org.thermograd.adapter.http.ListenException;
import org.thermograd.adapter.http.ReceivedAlert;
import org.thermograd.adapter.http.ThermogradServer;
import org.thermograd.adapter.http.pushgateway.GroupLimits;
import org.thermograd.adapter.state.StateException;
import org.thermograd.app.cli.Build;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.Console;
import org.thermograd.app.cli.FileReasons;
import org.thermograd.app.pipeline.ProbeConfig;
import org.thermograd.app.process.ChildServer;
import org.thermograd.app.process.SteadyClock;
import org.thermograd.app.serve.Exporter;
import org.thermograd.app.serve.ServeConfig;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.efficiency.Ratings;
import org.thermograd.domain.simulation.InvalidSimulationException;
import org.thermograd.domain.simulation.Scenario;
import org.thermograd.domain.simulation.SimulatedRun;
import org.thermograd.domain.simulation.SimulationParameter;

/**
 * Shows alerts on their whole way: a simulated exporter, a Prometheus with the rules that are shipped, an Alertmanager with
 * its configuration, and a receiver of its webhook, all on this host. So that it takes a minute, minutes in rules and
 * configuration are seconds, and scrapes and evaluations come each second. Ends what it started.
 */
final class DemoAlert {
    /** The files of rules that are loaded, as in {@code prometheus/rules/}. */
    static final List<String> RULES = List.of("exporter", "hardware", "recording", "training");

    private static final ListenAddress ANY_PORT = new ListenAddress("127.0.0.1", 0);
    private static final String COLLAPSE = "ThermogradCollapse";
    private static final String DOWN = "ThermogradTargetDown";
    private static final Pattern MINUTES = Pattern.compile("(?<=\\[|offset |for: |interval: )(\\d+)m\\b");
    private static final Pattern RECEIVER = Pattern.compile("(?m)^( +)- name: (\\S+)$");
    private static final Pattern NAME = Pattern.compile("\"alertname\":\"(\\w+)\"");
    private static final long PATIENCE_SECONDS = 90;
    private static final long POLL_MILLIS = 200;
    private static final Duration SAMPLE_PERIOD = Duration.ofSeconds(1);

    private final Console console;
    private final InstantSource clock;
    private final long seed;
    private final BlockingQueue<ReceivedAlert> received = new LinkedBlockingQueue<>();
    private long startMillis;

    DemoAlert(Console console, InstantSource clock, long seed) {
        this.console = console;
        this.clock = clock;
        this.seed = seed;
    }

    /**
     * Shows a collapse that fires and resolves, and a target that is down; or says what is missing.
     *
     * @throws CommandFailedException if a server does not start, or an alert does not come
     */
    void show() throws CommandFailedException {
        Optional<Path> prometheus = ChildServer.findOnPath("prometheus");
        Optional<Path> alertmanager =
                ChildServer.findOnPath("alertmanager").or(() -> ChildServer.findOnPath("prometheus-alertmanager"));
        if (prometheus.isEmpty() || alertmanager.isEmpty()) {
            console.out()
                    .println("Alerts: not shown, "
                            + (prometheus.isEmpty()
                                    ? "prometheus is not on the PATH (Debian package prometheus)."
                                    : "alertmanager is not on the PATH (Debian package prometheus-alertmanager)."));
            return;
        }
        try {
            Path dir = Files.createTempDirectory("thermograd-alert");
            try {
                show(dir, prometheus.get(), alertmanager.get());
            } finally {
                DemoPrometheus.remove(dir);
                console.endPhase();
            }
        } catch (ListenException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandFailedException("cannot show alerts: " + FileReasons.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted while showing alerts", e);
        }
    }

    private void show(Path dir, Path prometheus, Path alertmanager)
            throws IOException, InterruptedException, CommandFailedException {
        console.out()
                .println(
                        "Alerts, from a simulated exporter through Prometheus and Alertmanager on this host; minutes of the"
                                + " rules are seconds here:");
        console.phase("starting Alertmanager and Prometheus");
        startMillis = clock.millis();
        Exporter exporter = exporter();
        try (ThermogradServer receiver = new ThermogradServer(ANY_PORT, List.of(new AlertRoutes(received::add)))) {
            receiver.start();
            exporter.start();
            String target = exporter.address().toString();
            String alerts = "127.0.0.1:" + ChildServer.freePort();
            try (ChildServer notifier = alertmanager(dir, alertmanager, alerts, receiver.address());
                    ChildServer server = prometheus(dir, prometheus, target, alerts)) {
                console.endPhase();
                console.out().println("   Prometheus on " + server.url() + ", Alertmanager on " + notifier.url());
                say(await("waiting for a collapse", COLLAPSE, ReceivedAlert.Status.FIRING));
                say(await("waiting until it resolves", COLLAPSE, ReceivedAlert.Status.RESOLVED));
                say(await("waiting for another collapse", COLLAPSE, ReceivedAlert.Status.FIRING));
                exporter.close();
                console.out().println("   " + seconds() + " s  the exporter stops");
                say(await("waiting for the alert on it", DOWN, ReceivedAlert.Status.FIRING));
                console.out()
                        .println("   " + seconds() + " s  silenced by it: "
                                + String.join(", ", silenced(notifier.url(), target)));
            }
        } finally {
            exporter.close();
        }
    }

    private Exporter exporter() {
        try {
            SteadyClock steady = new SteadyClock(clock, System::nanoTime);
            return Exporter.of(
                    config(), Endpoint.of(ANY_PORT), Build.facts(), steady, Optional.empty(), Optional.empty());
        } catch (StateException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A device that heats up to its limit and cools down again each half a minute. */
    private ServeConfig config() {
        try {
            return new ServeConfig(
                    List.of(ANY_PORT),
                    SAMPLE_PERIOD,
                    ServeConfig.Hardware.SIMULATED,
                    ProbeConfig.DEFAULT,
                    Optional.empty(),
                    new ServeConfig.Push(
                            Optional.empty(),
                            Duration.ofMinutes(5),
                            1,
                            Optional.empty(),
                            Optional.empty(),
                            1 << 20,
                            GroupLimits.of(1, 2, Optional.empty()),
                            1),
                    ServeConfig.Web.DEFAULT,
                    Ratings.NONE,
                    CollapseConfig.Confirmed.DEFAULTS,
                    Optional.empty(),
                    ServeConfig.JmxTraining.NONE,
                    Optional.empty(),
                    new ServeConfig.Simulation(
                            new SimulatedRun(
                                    Scenario.COUPLED,
                                    Scenario.COUPLED
                                            .parameters()
                                            .with(Map.of(
                                                    SimulationParameter.AMBIENT_CELSIUS, 34.5,
                                                    SimulationParameter.HEAT_CAPACITY_JOULES_PER_KELVIN, 53.0,
                                                    SimulationParameter.HYSTERESIS_CELSIUS, 12.0,
                                                    SimulationParameter.RECOMPUTE_PROBABILITY_RATIO, 0.0,
                                                    SimulationParameter.BURSTS_PER_HOUR, 0.0)),
                                    seed,
                                    0),
                            Optional.empty()));
        } catch (InvalidSimulationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ChildServer alertmanager(Path dir, Path program, String address, ListenAddress receiver)
            throws IOException, InterruptedException, CommandFailedException {
        String config = RECEIVER.matcher(
                        inSeconds(shipped("alertmanager.yml")).replace("group_wait: 10s", "group_wait: 1s"))
                .replaceAll("$1- name: $2\n$1  webhook_configs:\n$1    - url: http://" + receiver
                        + "/alerts\n$1      send_resolved: true");
        Path file = Files.writeString(dir.resolve("alertmanager.yml"), config);
        return ChildServer.start(
                "Alertmanager",
                List.of(
                        program.toString(),
                        "--config.file=" + file,
                        "--storage.path=" + dir.resolve("alertmanager"),
                        "--cluster.listen-address=",
                        "--web.listen-address=" + address),
                dir,
                "http://" + address);
    }

    private static ChildServer prometheus(Path dir, Path program, String target, String alertmanager)
            throws IOException, InterruptedException, CommandFailedException {
        Path rules = Files.createDirectory(dir.resolve("rules"));
        for (String name : RULES) {
            Files.writeString(rules.resolve(name + ".yml"), inSeconds(shipped("rules/" + name + ".yml")));
        }
        Path file = Files.writeString(dir.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 1s
                  evaluation_interval: 1s
                rule_files:
                  - rules/*.yml
                alerting:
                  alertmanagers:
                    - static_configs:
                        - targets: ["%s"]
                scrape_configs:
                  - job_name: thermograd
                    static_configs:
                      - targets: ["%s"]
                """.formatted(alertmanager, target));
        String address = "127.0.0.1:" + ChildServer.freePort();
        return ChildServer.start(
                "Prometheus",
                List.of(
                        program.toString(),
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + dir.resolve("data"),
                        "--web.listen-address=" + address),
                dir,
                "http://" + address);
    }

    /** Returns a text in which the minutes of durations are seconds. */
    static String inSeconds(String text) {
        return MINUTES.matcher(text).replaceAll("$1s");
    }

    /** Returns a file that is shipped in {@code prometheus/}. */
    static String shipped(String name) throws IOException {
        try (InputStream file = DemoAlert.class.getResourceAsStream("prometheus/" + name)) {
            if (file == null) {
                throw new IOException("prometheus/" + name + " is not in the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private ReceivedAlert await(String what, String name, ReceivedAlert.Status status)
            throws InterruptedException, CommandFailedException {
        console.phase(what);
        for (long second = 0; second < PATIENCE_SECONDS; second++) {
            ReceivedAlert alert = received.poll(1, TimeUnit.SECONDS);
            while (alert != null) {
                if (alert.name().equals(name) && alert.status() == status) {
                    console.endPhase();
                    return alert;
                }
                alert = received.poll();
            }
            console.progress(what + ", " + seconds() + " s");
        }
        throw new CommandFailedException("no " + name + " within " + PATIENCE_SECONDS + " s");
    }

    private void say(ReceivedAlert alert) {
        boolean fires = alert.status() == ReceivedAlert.Status.FIRING;
        console.out()
                .println("   " + seconds() + " s  " + alert.name() + (fires ? " fires: " : " is resolved: ")
                        + alert.annotations().get("summary"));
        if (fires) {
            console.out()
                    .println("         "
                            + alert.labels().entrySet().stream()
                                    .filter(label -> !label.getKey().equals("alertname"))
                                    .map(label -> label.getKey() + "=" + label.getValue())
                                    .collect(Collectors.joining(" ")));
            console.out().println("         what to do: " + alert.annotations().get("runbook_url"));
        }
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%2d", (clock.millis() - startMillis) / 1000);
    }

    /** Asks the Alertmanager, until there is one, which alerts of the target it holds back. */
    private SortedSet<String> silenced(String alertmanager, String target)
            throws IOException, InterruptedException, CommandFailedException {
        String filter = URLEncoder.encode("instance=\"" + target + "\"", StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(alertmanager
                        + "/api/v2/alerts?active=false&silenced=false&unprocessed=false&inhibited=true&filter="
                        + filter))
                .timeout(Duration.ofSeconds(5))
                .build();
        for (long left = PATIENCE_SECONDS * 1000 / POLL_MILLIS; left > 0; left--) {
            SortedSet<String> names = new TreeSet<>();
            NAME.matcher(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .body())
                    .results()
                    .forEach(name -> names.add(name.group(1)));
            if (!names.isEmpty()) {
                return names;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw new CommandFailedException("the alerts of " + target + " were not silenced");
    }
}
