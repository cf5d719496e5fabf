package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.app.CorrelateRunner;
import org.thermograd.domain.analysis.run.DetectorConfig;
import picocli.CommandLine.Model.OptionSpec;

/** The table of options in docs/correlation.md against the command. */
class DocumentedOptionsTest {
    private static final String NONE = "–";
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("--device", "all"),
            Map.entry("--run", "all"),
            Map.entry("--instance", "all"),
            Map.entry("--from", "24h before the end"),
            Map.entry("--to", "now"),
            Map.entry("--since", "24h"),
            Map.entry("--every", "once"),
            Map.entry("--analysis-window", "6h"),
            Map.entry("--listen", "127.0.0.1:9878"),
            Map.entry("--web.telemetry-path", "/metrics"),
            Map.entry("--jmx-web-config", "that of --web-config"),
            Map.entry("--log.level", "info"),
            Map.entry("--log.format", "time, level and class before the fields"),
            Map.entry(
                    "--collapses",
                    "confirmed where any device can show them, else recorded for files and inferred for the rest"),
            Map.entry("--detector-latency", "0s, over Prometheus what the exporter publishes"),
            Map.entry("--json", "off"),
            Map.entry("--rated-watts", "by kind"),
            Map.entry("--limit-celsius", "by kind"));

    @TempDir
    Path folder;

    /** One row of the table. */
    record Row(String option, String defaultValue, String variable, String param) {
        @Override
        public String toString() {
            return option;
        }
    }

    static List<Row> rows() {
        return Page.of("correlation.md").table("Options").stream()
                .map(cells ->
                        new Row(Page.code(cells.get(0)).get(0), cells.get(1), plain(cells.get(2)), plain(cells.get(3))))
                .toList();
    }

    private static String plain(String cell) {
        return cell.replace("`", "");
    }

    static Stream<Row> rowsWithAParam() {
        return rows().stream().filter(row -> !row.param().equals(NONE));
    }

    static Stream<Row> rowsWithAVariable() {
        return rows().stream().filter(row -> !row.variable().equals(NONE));
    }

    private static Map<String, OptionSpec> options() {
        return CorrelateRunner.options().stream()
                .collect(Collectors.toMap(OptionSpec::longestName, Function.identity()));
    }

    private static OptionSpec option(Row row) {
        return Objects.requireNonNull(options().get(row.option()), row.option());
    }

    @Test
    void namesEveryOptionOnceAndNoOther() {
        assertThat(rows())
                .extracting(Row::option)
                .containsExactlyInAnyOrderElementsOf(options().keySet());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void givesTheDefaultOfTheOption(Row row) {
        OptionSpec option = option(row);
        String expected;
        if (row.option().equals("--detector-k")) {
            expected = byDetector(DetectorConfig.IDS, DetectorConfig::k);
        } else if (row.option().equals("--detector-window")) {
            expected = byDetector(List.of("log_hampel", "rolling_z"), DetectorConfig::window);
        } else if (row.option().equals("--detector-min-samples")) {
            expected = byDetector(List.of("log_hampel", "rolling_z", "ema_z"), DetectorConfig::minSamples);
        } else if (option.defaultValue() != null) {
            expected = "`" + option.defaultValue() + "`";
        } else if (option.usageHelp() || option.versionHelp()) {
            expected = NONE;
        } else {
            expected = WORDS.getOrDefault(row.option(), "none");
        }

        assertThat(row.defaultValue()).isEqualTo(expected);
    }

    private static String byDetector(List<String> ids, ToDoubleFunction<DetectorConfig> parameter) {
        return ids.stream()
                .map(id ->
                        "`" + decimal(parameter.applyAsDouble(DetectorConfig.withDefaults(id))) + "` for `" + id + "`")
                .collect(Collectors.joining(", "));
    }

    private static String decimal(double value) {
        return String.valueOf(value).replaceFirst("\\.0$", "");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void givesTheVariableOfTheOption(Row row) {
        OptionSpec option = option(row);
        String name = row.option().substring(2).replaceAll("[-.]", "_").toUpperCase(Locale.ROOT);

        assertThat(row.variable()).isEqualTo(option.usageHelp() || option.versionHelp() ? NONE : "THERMOGRAD_" + name);
    }

    @ParameterizedTest
    @MethodSource("rowsWithAParam")
    void theVariableChangesThatParameterAndNoOther(Row row) {
        List<String> pair = Sessions.small(folder);
        JsonNode before = Sessions.report(folder, pair).get("params");
        String value = another(option(row));

        JsonNode after =
                Sessions.report(Map.of(row.variable(), value), folder, pair).get("params");

        SortedSet<String> changed = new TreeSet<>();
        before.fieldNames().forEachRemaining(key -> {
            if (!before.get(key).equals(after.get(key))) {
                changed.add(key);
            }
        });
        // Another detector brings its own threshold along, and a latency that is stated is known.
        SortedSet<String> expected = new TreeSet<>(List.of(row.param()));
        if (row.option().equals("--detector")) {
            expected.add("k");
        }
        if (row.option().equals("--detector-latency")) {
            expected.add("latencyKnown");
        }
        assertThat(changed).isEqualTo(expected);
    }

    /** Returns a value that is not the default and that the option takes. */
    private static String another(OptionSpec option) {
        if (option.longestName().equals("--detector")) {
            return "mean_std";
        }
        return switch (option.paramLabel()) {
            case "TIME" -> "7s";
            case "N" -> "50";
            default -> option.defaultValue() != null && option.defaultValue().startsWith("0.") ? "0.4" : "4";
        };
    }

    @Test
    void namesEveryParameterOfTheReport() {
        JsonNode params = Sessions.report(folder, Sessions.small(folder)).get("params");

        List<List<String>> fixed = Page.of("correlation.md").table("Fixed parameters");
        assertThat(Page.of("correlation.md").text()).contains("Beside these, `latencyKnown` says");

        assertThat(Stream.concat(
                        rowsWithAParam().map(Row::param),
                        Stream.concat(Stream.of("latencyKnown"), fixed.stream().map(cells -> plain(cells.get(0))))))
                .containsExactlyInAnyOrderElementsOf(() -> params.fieldNames());
        assertThat(fixed)
                .allSatisfy(cells -> assertThat(params.get(plain(cells.get(0)))).hasToString(plain(cells.get(1))));
    }

    @Test
    void theCommandLineWinsOverTheVariable() {
        JsonNode report =
                Sessions.report(Map.of("THERMOGRAD_DELTA_T", "7s"), folder, Sessions.small(folder), "--delta-t", "8s");

        assertThat(report.at("/params/deltaTMs").longValue()).isEqualTo(8000);
    }

    @ParameterizedTest
    @MethodSource("rowsWithAVariable")
    void theHelpNamesTheDefaultThatTheTableHas(Row row) {
        String help = String.join(" ", option(row).description());
        if (Page.code(row.defaultValue()).isEmpty()) {
            assertThat(help).doesNotContain("(default " + NONE);
        } else {
            assertThat(help).endsWith("(default " + plain(row.defaultValue()) + ")");
        }
    }
}
