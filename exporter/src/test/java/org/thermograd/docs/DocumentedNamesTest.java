package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.analysis.coincidence.Power;
import org.thermograd.domain.analysis.coincidence.PowerConfig;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.analysis.run.DetectorConfig;
import org.thermograd.domain.analysis.statistics.Undefined;
import org.thermograd.domain.analysis.verdict.Qualifier;
import org.thermograd.domain.analysis.verdict.Reason;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.domain.efficiency.DeviceRating;

/** The closed lists, sentences and figures of docs/correlation.md against the code. */
class DocumentedNamesTest {
    private static final Page METHOD = Page.of("correlation.md");

    @TempDir
    Path folder;

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    @Test
    void listsEveryVerdictInOrder() {
        assertThat(METHOD.table("Verdicts"))
                .extracting(row -> Page.code(row.get(0)).get(0))
                .isEqualTo(names(Verdict.Code.values()));
    }

    @Test
    void listsEveryReason() {
        assertThat(Page.names(METHOD.table("Reasons"))).isEqualTo(names(Reason.values()));
    }

    @Test
    void listsEveryQualifier() {
        assertThat(Page.names(METHOD.table("Qualifiers"))).isEqualTo(names(Qualifier.values()));
    }

    @Test
    void listsEveryCodeOfAFigureWithoutAValue() {
        assertThat(Page.names(METHOD.table("Figures without a value"))).isEqualTo(names(Undefined.values()));
    }

    @Test
    void listsEveryDetectorAndItsThreshold() {
        assertThat(METHOD.table("Spike detectors"))
                .extracting(
                        row -> Page.code(row.get(0)).get(0),
                        row -> Double.valueOf(row.get(2).substring(2)))
                .containsExactlyElementsOf(DetectorConfig.IDS.stream()
                        .map(id -> org.assertj.core.api.Assertions.tuple(
                                id, DetectorConfig.withDefaults(id).k()))
                        .toList());
    }

    @Test
    void listsTheRatingsThatAreAssumed() {
        assertThat(METHOD.table("The index"))
                .hasSize(3)
                .allSatisfy(row -> assertThat(Page.code(row.get(0))).allSatisfy(device -> {
                    if (!device.equals("…")) {
                        DeviceRating rating = DeviceRating.defaultOf(device);
                        assertThat(row.get(1)).isEqualTo(Math.round(rating.ratedWatts()) + " W");
                        assertThat(row.get(2)).isEqualTo(Math.round(rating.limitCelsius()) + " °C");
                    }
                }));
    }

    @Test
    void listsEverySkipRuleWithItsWordsAndItsEffect() {
        assertThat(METHOD.table("What is skipped and counted"))
                .extracting(
                        row -> Page.code(row.get(0)).get(0), row -> row.get(1).replace("\\", ""), row -> row.get(2))
                .containsExactlyElementsOf(Arrays.stream(SkipRule.values())
                        .map(rule -> org.assertj.core.api.Assertions.tuple(
                                rule.name(), rule.description(), rule.drops() ? "skipped" : "noted"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"correlation.md", "architecture.md"})
    void claimsNoMoreThanObservationCanShow(String page) {
        assertThat(Page.of(page).text())
                .doesNotContainPattern(Pattern.compile(
                        "\\b(independent|no correlation|cause|caused|causes|proves)\\b", Pattern.CASE_INSENSITIVE));
    }

    @Test
    void quotesTheSentencesOfEveryVerdict() {
        List<JsonNode> reports = new ArrayList<>(GoldenReports.all());
        reports.add(Sessions.report(folder, Sessions.small(folder)));
        Map<String, Pattern> sentences = sentences();

        assertThat(reports)
                .allSatisfy(report -> assertThat(report.get("sentence").textValue())
                        .matches(sentences.get(report.get("verdict").textValue())));
        assertThat(reports)
                .extracting(report -> report.get("verdict").textValue())
                .containsAll(names(Verdict.Code.values()));
    }

    /** Turns the sentences of the table into patterns: anything for a brace, and a bracket may be absent. */
    private static Map<String, Pattern> sentences() {
        Map<String, Pattern> patterns = new LinkedHashMap<>();
        for (List<String> row : METHOD.table("Verdicts")) {
            String pattern = Page.code(row.get(2)).stream()
                    .map(sentence -> Pattern.quote(sentence)
                            .replaceAll("\\{[^}]*}", "\\\\E.+?\\\\Q")
                            .replace("[", "\\E(?:\\Q")
                            .replace("]", "\\E)?\\Q"))
                    .collect(Collectors.joining("|"));
            patterns.put(Page.code(row.get(0)).get(0), Pattern.compile(pattern));
        }
        return patterns;
    }

    @Test
    void quotesTheWordsOfEveryReasonThatIsReached() {
        Map<String, String> words = METHOD.table("Reasons").stream()
                .collect(Collectors.toMap(row -> Page.code(row.get(0)).get(0), row -> row.get(1)));

        assertThat(GoldenReports.all())
                .filteredOn(report -> !report.get("reasons").isEmpty())
                .isNotEmpty()
                .allSatisfy(report -> assertThat(report.get("sentence").textValue())
                        .startsWith("Not estimable: "
                                + StreamSupport.stream(report.get("reasons").spliterator(), false)
                                        .map(reason -> Objects.requireNonNull(words.get(reason.textValue())))
                                        .collect(Collectors.joining("; "))
                                + ". "));
    }

    @Test
    void quotesTheVerdictsOfTheRecordedSessions() {
        List<List<String>> table = METHOD.tables("Verdicts").get(1);

        assertThat(Page.names(table)).isEqualTo(Sessions.RECORDED);
        assertThat(table).allSatisfy(row -> {
            List<String> pair = Sessions.recorded(Page.code(row.get(0)).get(0));
            assertThat(Sessions.report(folder, pair).get("sentence").textValue())
                    .isEqualTo(row.get(1));
            assertThat(Sessions.report(folder, pair, "--detector", "mean_std")
                            .get("sentence")
                            .textValue())
                    .isEqualTo(row.get(2));
        });
    }

    @Test
    void planningTableIsThatOfTheCode() {
        double exposure = 1 - Math.exp(-30.0 / 3600 * 15);
        double[] rateRatios = {2, 3, 5, 10};

        assertThat(METHOD.tables("Power").get(0)).hasSize(3).allSatisfy(row -> {
            double perHour = Double.parseDouble(row.get(0));
            for (int i = 0; i < rateRatios.length; i++) {
                double effects = new Power(exposure, rateRatios[i], 0.025)
                        .neededEffects(0.8)
                        .orElseThrow();
                assertThat(Math.ceil(effects * PowerConfig.DEFAULTS.designInflation() / perHour * 60))
                        .as("rate ratio %s at %s per hour", rateRatios[i], perHour)
                        .isEqualTo(Double.parseDouble(row.get(i + 1)));
            }
        });
    }

    @Test
    void tableOfDetectableRateRatiosIsThatOfTheCode() {
        int[] seen = {5, 10, 20, 30, 50, 100};

        assertThat(METHOD.tables("Power").get(1)).hasSize(3).allSatisfy(row -> {
            double shown = Double.parseDouble(row.get(0));
            double exposure = shown == 0.118 ? 1 - Math.exp(-30.0 / 3600 * 15) : shown;
            for (int i = 0; i < seen.length; i++) {
                int effective = (int) Math.floor(seen[i] / PowerConfig.DEFAULTS.designInflation());
                OptionalDouble found = Power.detectableRateRatio(effective, exposure, 0.025, 0.8);
                assertThat(found.isEmpty() ? "none" : String.format(java.util.Locale.ROOT, "%.1f", found.getAsDouble()))
                        .as("%s seen at exposure %s", seen[i], shown)
                        .isEqualTo(row.get(i + 1));
            }
        });
    }
}
