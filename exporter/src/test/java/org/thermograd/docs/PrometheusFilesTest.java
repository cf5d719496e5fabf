package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.Peers;

/** The files for a Prometheus: configuration, rules, and the tests of the rules. */
class PrometheusFilesTest {
    private static final Path FOLDER = Checkout.root().resolve("prometheus");
    private static final Path ALERTMANAGER = FOLDER.resolve("alertmanager.yml");
    private static final RuleFiles FILES = new RuleFiles(FOLDER);
    private static final Pattern NAMED = Pattern.compile("alertname=~?\"([A-Za-z|]+)\"");

    static List<Path> rules() {
        return FILES.rules();
    }

    static List<Path> tests() {
        return FILES.tests();
    }

    private static void accepts(String... arguments) {
        Peers.Answer answer = Peers.promtool(new byte[0], arguments);

        assertThat(answer.status()).as(answer.output()).isZero();
    }

    @Test
    void theConfigurationIsOneThatPrometheusTakesAndThatReadmeShows() throws IOException {
        Path file = FOLDER.resolve("prometheus.yml");
        accepts("check", "config", file.toString());

        String readme = Files.readString(Checkout.root().resolve("README.md"), StandardCharsets.UTF_8);
        String config = Files.readString(file, StandardCharsets.UTF_8);
        assertThat(readme).contains(config.substring(config.indexOf("  - job_name")));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void promtoolHasNothingToSayOnTheRules(Path file) {
        accepts("check", "rules", "--lint=all", "--lint-fatal", file.toString());
    }

    @Test
    void everyAlertSaysHowBadItIsAndWhatToDoAndNamesFamiliesThatExist() {
        assertThat(FILES.problems()).isEmpty();
        assertThat(FILES.alerts())
                .extracting(RuleFiles.Alert::name)
                .doesNotHaveDuplicates()
                .contains(
                        "ThermogradCollapse",
                        "ThermogradCollapseSustained",
                        "ThermogradCollapseStorm",
                        "ThermogradThrottleSustained",
                        "ThermogradPowerBrake",
                        "ThermogradGpuLost",
                        "ThermogradRunStale",
                        "ThermogradRunNoProgress",
                        "ThermogradNonFiniteGradient",
                        "ThermogradSpikeStorm",
                        "ThermogradTargetDown",
                        "ThermogradPushRejected",
                        "ThermogradSeriesBudget",
                        "ThermogradProbeFailing",
                        "ThermogradClockSkew",
                        "ThermogradDeviceUnmonitored",
                        "ThermogradGpuLost",
                        "ThermogradWatchdog",
                        "ThermogradTemperatureNearLimit",
                        "ThermogradCoupled");
    }

    @Test
    void theRunbookHasAHeadingForEachAlertAndNoOther() {
        assertThat(RuleFiles.anchors())
                .filteredOn(anchor -> anchor.startsWith("thermograd"))
                .containsExactlyInAnyOrderElementsOf(FILES.alerts().stream()
                        .map(alert -> alert.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void theOptionalRulesAreNotLoaded() {
        assertThat(RuleFiles.text(FOLDER.resolve("prometheus.yml"))).contains("  - rules/*.yml\n");
        assertThat(FOLDER.resolve("rules/optional/opinions.yml")).exists();
    }

    @Test
    void everyAlertIsTestedToFireAndNotTo() {
        String tests = tests().stream().map(RuleFiles::text).collect(Collectors.joining());

        assertThat(FILES.alerts()).allSatisfy(alert -> {
            String test = "eval_time: \\S+\n +alertname: " + alert.name() + "\n +exp_alerts:";
            assertThat(tests).containsPattern(test + "(\n| &| \\*)");
            if (!alert.name().equals("ThermogradWatchdog")) {
                assertThat(tests).containsPattern(test + " \\[]\n");
            }
        });
    }

    @Test
    void alertmanagerTakesItsConfigurationWhichSendsNothing() {
        Peers.Answer answer = Peers.amtool("check-config", ALERTMANAGER.toString());

        assertThat(answer.status()).as(answer.output()).isZero();
        assertThat(RuleFiles.text(ALERTMANAGER)
                        .lines()
                        .filter(line -> !line.strip().startsWith("#")))
                .noneMatch(line -> line.contains("_configs:"));
    }

    @ParameterizedTest
    @CsvSource({
        "alertname=ThermogradWatchdog severity=none,dead-mans-switch",
        "alertname=ThermogradTargetDown severity=critical instance=a:9877,page",
        "alertname=ThermogradNonFiniteGradient severity=critical run=luna,page",
        "alertname=ThermogradCollapse severity=warning device=gpu0,default",
        "alertname=ThermogradEfficiencyDrop severity=info,quiet",
        "alertname=SomethingElse,default"
    })
    void alertsGoToTheReceiverOfTheirSeverity(String labels, String receiver) {
        List<String> arguments = new ArrayList<>(
                List.of("config", "routes", "test", "--config.file=" + ALERTMANAGER, "--verify.receivers=" + receiver));
        arguments.addAll(List.of(labels.split(" ", -1)));

        Peers.Answer answer = Peers.amtool(arguments.toArray(String[]::new));

        assertThat(answer.status()).as(answer.output()).isZero();
    }

    @Test
    void alertmanagerNamesAlertsThatExist() {
        List<String> alerts = FILES.alerts().stream().map(RuleFiles.Alert::name).toList();

        assertThat(NAMED.matcher(RuleFiles.text(ALERTMANAGER)).results())
                .hasSizeGreaterThan(4)
                .allSatisfy(named ->
                        assertThat(alerts).containsAll(List.of(named.group(1).split("\\|", -1))));
    }

    @ParameterizedTest
    @MethodSource("tests")
    void alertsFireAndResolveAsTheirTestsSay(Path file) {
        accepts("test", "rules", file.toString());
    }
}
