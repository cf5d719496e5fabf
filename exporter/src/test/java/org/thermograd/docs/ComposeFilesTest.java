package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.ComposeService;
import org.thermograd.testing.Peers;

/** The compose stack: each service keeps to the rules, and the files that the services read fit each other. */
class ComposeFilesTest {
    private static final Path ROOT = Checkout.root();
    private static final Path FILE = ROOT.resolve("docker-compose.yml");
    private static final Map<String, ComposeService> SERVICES = ComposeService.shipped();
    private static final JsonNode SCRAPED =
            ComposeService.yaml(ROOT.resolve("deploy/compose/prometheus/prometheus.yml"));
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>thermograd-parent</artifactId>\\s+<version>(.+)<");

    @TempDir
    private Path folder;

    private static ComposeService service(String name) {
        return Objects.requireNonNull(SERVICES.get(name), name);
    }

    private static JsonNode job(String name) {
        return StreamSupport.stream(SCRAPED.path("scrape_configs").spliterator(), false)
                .filter(job -> job.path("job_name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void everyServiceKeepsToTheRules() {
        assertThat(new ComposeRules(ROOT).problems(ComposeService.yaml(FILE))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prometheus:v3.13.3|prometheus:latest|prometheus: image must be pinned to a release, got prom/prometheus:latest",
                "alertmanager:v0.34.1|alertmanager|alertmanager: image must be pinned to a release, got prom/alertmanager",
                "127.0.0.1:3000:3000|3000:3000|grafana: ports must be on 127.0.0.1, got 3000:3000",
                "127.0.0.1:9887:9877|127.0.0.1:9877:9877|simulated: another service is published at 127.0.0.1:9877",
                "user: \"472:0\"|user: \"0:0\"|grafana: user must be a number other than 0, got 0:0",
                "read_only: true|read_only: false|init: read_only must be true",
                "cap_drop: [ALL]|cap_drop: [NET_RAW]|exporter: cap_drop must be ALL",
                "no-new-privileges:true|no-new-privileges:false|init: security_opt must be no-new-privileges:true",
                "tmpfs: [\"/tmp:size=64m,mode=1777\"]|tmpfs: [/tmp]|init: tmpfs must give it a /tmp of limited size",
                "mem_limit: 256m|oom_score_adj: 1|alertmanager: mem_limit must be there",
                "pull_policy: never|pull_policy: missing|exporter: an image of that name must not be pulled, got pull_policy missing",
                "./prometheus/rules:|./prometheus/rule:|prometheus: only folders of the checkout and /sys can be mounted, as :ro, got ./prometheus/rule",
                "/sys:/host/sys:ro|/sys:/host/sys|exporter: only folders of the checkout and /sys can be mounted, as :ro, got /sys",
                "/sys:/host/sys:ro|/proc:/host/proc:ro|exporter: only folders of the checkout and /sys can be mounted, as :ro, got /proc",
                "./dashboards:/etc/thermograd/dashboards:ro|./dashboards:/etc/thermograd/dashboards|grafana: only folders of the checkout and /sys can be mounted, as :ro, got ./dashboards",
                "- alertmanager:/alertmanager|- alerts:/alertmanager|alertmanager: volume alerts must be listed under volumes",
                "exporter: {condition: service_healthy}|exporter: {condition: service_started}|prometheus: the condition on exporter must be service_healthy",
                "exporter: {condition: service_healthy}|simulated: {condition: service_healthy}|prometheus: depends on simulated, which is not there without its profile",
                "${GRAFANA_ADMIN_PASSWORD:?put GRAFANA_ADMIN_PASSWORD=... into the file .env}|admin|grafana: GF_SECURITY_ADMIN_PASSWORD must be a variable without a default",
                "test: [\"CMD\", \"wget\"|tests: [\"CMD\", \"wget\"|grafana: healthcheck must be a CMD, or disabled where it runs once",
                "network_mode: none|network_mode: host|init: network_mode must be none or absent"
            })
    void aMistakeIsFound(String from, String to, String problem) throws IOException {
        String text = Files.readString(FILE);

        assertThat(text).contains(from);
        assertThat(new ComposeRules(ROOT).problems(ComposeService.yaml(text.replace(from, to))))
                .contains(problem);
    }

    @Test
    void theProfileDemoAddsWhatIsSimulatedAndSaysSo() {
        assertThat(SERVICES.values())
                .filteredOn(service -> service.texts("profiles").isEmpty())
                .extracting(ComposeService::name)
                .containsExactlyInAnyOrder("init", "exporter", "correlation", "prometheus", "alertmanager", "grafana");
        assertThat(SERVICES.values())
                .filteredOn(service -> service.texts("profiles").equals(List.of("demo")))
                .hasSize(2)
                .allSatisfy(service -> {
                    assertThat(service.name()).startsWith("simulated");
                    assertThat(service.settings()
                                    .path("labels")
                                    .path("org.thermograd.hardware")
                                    .asText())
                            .isEqualTo("simulated");
                });
        assertThat(service("simulated").option("--hardware")).isEqualTo("simulated");
        assertThat(service("exporter").command()).doesNotContain("--hardware");
    }

    @Test
    void eachCorrelationServiceReadsTheRunsOfOneExporter() {
        assertThat(service("correlation").option("--instance"))
                .isEqualTo(
                        texts(job("thermograd").path("static_configs").path(0).path("targets"))
                                .get(0));
        assertThat(service("simulated-correlation").option("--instance")).isEqualTo("simulated:9877");
        assertThat(SERVICES.values())
                .filteredOn(service -> service.command().contains("correlate"))
                .allSatisfy(service ->
                        assertThat(service.option("--prometheus-url")).isEqualTo("http://prometheus:9090"));
    }

    @Test
    void theImageHasTheVersionOfTheBuild() throws IOException {
        var version = VERSION.matcher(Files.readString(ROOT.resolve("pom.xml")));

        assertThat(version.find()).isTrue();
        assertThat(SERVICES.values())
                .filteredOn(ComposeService::isOurs)
                .hasSize(5)
                .allSatisfy(
                        service -> assertThat(service.settings().path("image").asText())
                                .isEqualTo("thermograd:" + version.group(1)));
        assertThat(Files.readString(ROOT.resolve("exporter/Dockerfile"))).contains("-t thermograd:" + version.group(1));
    }

    @Test
    void everyTargetIsAServiceThatListensThere() {
        List<String> targets = new ArrayList<>();
        SCRAPED.findParents("targets").forEach(config -> targets.addAll(texts(config.path("targets"))));
        SCRAPED.findParents("names")
                .forEach(config -> texts(config.path("names"))
                        .forEach(name ->
                                targets.add(name + ":" + config.path("port").asText())));

        assertThat(targets)
                .containsExactly(
                        "alertmanager:9093",
                        "exporter:9877",
                        "correlation:9878",
                        "simulated:9877",
                        "simulated-correlation:9878");
        assertThat(targets).allSatisfy(target -> {
            String[] parts = target.split(":", -1);
            ComposeService service = service(parts[0]);
            assertThat(service.texts("ports").get(0)).endsWith(":" + parts[1]);
            if (service.isOurs()) {
                assertThat(service.option("--listen")).isEqualTo("0.0.0.0:" + parts[1]);
            }
        });
    }

    @Test
    void prometheusTakesItsConfigurationWithTheRules() throws IOException {
        ComposeService prometheus = service("prometheus");
        Path config = prometheus.onHost(ROOT, prometheus.option("--config.file"));
        Path rules = prometheus.onHost(ROOT, "/etc/thermograd/rules");
        Path here = Files.writeString(
                folder.resolve("prometheus.yml"),
                Files.readString(config).replace("/etc/thermograd/rules", rules.toString()));

        Peers.Answer answer = Peers.promtool(new byte[0], "check", "config", here.toString());

        assertThat(answer.status()).as(answer.output()).isZero();
        try (Stream<Path> files = Files.list(rules)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(answer.output()).contains("Checking " + file));
        }
    }

    @Test
    void alertmanagerTakesItsConfiguration() {
        ComposeService alertmanager = service("alertmanager");
        Path config = alertmanager.onHost(ROOT, alertmanager.option("--config.file"));

        Peers.Answer answer = Peers.amtool("check-config", config.toString());

        assertThat(answer.status()).as(answer.output()).isZero();
    }

    @Test
    void grafanaReadsTheDashboardsWhereTheyAreMounted() {
        ComposeService grafana = service("grafana");
        Path providers = grafana.onHost(ROOT, "/etc/grafana/provisioning/dashboards/thermograd.yml");
        JsonNode provider = ComposeService.yaml(providers).path("providers").path(0);
        String path = provider.path("options").path("path").asText();
        JsonNode environment = grafana.settings().path("environment");

        assertThat(grafana.onHost(ROOT, path)).isEqualTo(ROOT.resolve("dashboards"));
        assertThat(provider.path("allowUiUpdates").asBoolean(true)).isFalse();
        assertThat(grafana.onHost(
                        ROOT,
                        environment
                                .path("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")
                                .asText()))
                .exists();
        assertThat(environment.path("GF_PLUGINS_PREINSTALL_DISABLED").asText()).isEqualTo("true");
    }

    @Test
    void grafanaAsksPrometheusAndKnowsTheScrapeInterval() {
        Path sources = service("grafana").onHost(ROOT, "/etc/grafana/provisioning/datasources/prometheus.yml");
        JsonNode source = ComposeService.yaml(sources).path("datasources").path(0);

        assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
        assertThat(source.path("isDefault").asBoolean()).isTrue();
        assertThat(source.path("jsonData").path("timeInterval").asText())
                .isEqualTo(job("thermograd").path("scrape_interval").asText());
    }

    @Test
    void thePasswordStaysOutOfTheRepository() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve(".gitignore"))).contains("/.env");
        assertThat(Page.of("deployment.md").text()).contains("GRAFANA_ADMIN_PASSWORD=$(openssl rand -hex 16)");
    }
}
