package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.testing.Peers;
import org.thermograd.testing.Shared;

/** The files for a Prometheus: configuration, rules, and the tests of the rules. */
class PrometheusFilesTest {
    private static final Path FOLDER = Shared.root().resolve("prometheus");
    private static final Pattern FAMILY = Pattern.compile("\\bthermograd_[a-z_]+\\b");

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().toList();
        }
    }

    static List<Path> rules() throws IOException {
        return files("rules");
    }

    static List<Path> tests() throws IOException {
        return files("tests");
    }

    private static void accepts(String... arguments) {
        Peers.Answer answer = Peers.promtool(new byte[0], arguments);

        assertThat(answer.status()).as(answer.output()).isZero();
    }

    @Test
    void theConfigurationIsOneThatPrometheusTakesAndThatReadmeShows() throws IOException {
        Path file = FOLDER.resolve("prometheus.yml");
        accepts("check", "config", file.toString());

        String readme = Files.readString(Shared.root().resolve("README.md"), StandardCharsets.UTF_8);
        String config = Files.readString(file, StandardCharsets.UTF_8);
        assertThat(readme).contains(config.substring(config.indexOf("  - job_name")));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void promtoolHasNothingToSayOnTheRules(Path file) {
        accepts("check", "rules", "--lint=all", "--lint-fatal", file.toString());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void rulesNameFamiliesThatExist(Path file) throws IOException {
        String metrics = Page.of("metrics.md").text();

        assertThat(FAMILY.matcher(Files.readString(file, StandardCharsets.UTF_8))
                        .results())
                .isNotEmpty()
                .allSatisfy(family -> assertThat(metrics).contains("`" + family.group() + "`"));
    }

    @ParameterizedTest
    @MethodSource("tests")
    void alertsFireAndResolveAsTheirTestsSay(Path file) {
        accepts("test", "rules", file.toString());
    }
}
