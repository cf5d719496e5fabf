package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.app.ThreeMinutes;
import org.thermograd.domain.analysis.cost.DoseResponse;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.analysis.run.DetectorConfig;
import org.thermograd.domain.analysis.statistics.Undefined;
import org.thermograd.domain.analysis.verdict.Qualifier;
import org.thermograd.domain.analysis.verdict.Reason;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.domain.efficiency.IndexMode;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.JsonFile;
import org.thermograd.testing.Vectors;

/** docs/report.schema.json against reports. */
class ReportSchemaTest {
    private static final JsonNode TEXT = JsonFile.read(Checkout.root().resolve("docs/report.schema.json"));
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final JsonSchema SCHEMA = FACTORY.getSchema(TEXT);

    @TempDir
    Path folder;

    private static void assertValid(JsonNode report) {
        assertThat(SCHEMA.validate(report)).isEmpty();
        Set<String> nulls = new TreeSet<>();
        collectNulls("", report, nulls);
        assertThat(nulls).as("paths in undefined").isEqualTo(keys(report.get("undefined")));
    }

    private static void collectNulls(String path, JsonNode node, Set<String> nulls) {
        if (node.isNull()) {
            nulls.add(path);
        } else if (node.isObject()) {
            node.properties()
                    .forEach(field -> collectNulls(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), nulls));
        } else {
            for (int i = 0; i < node.size(); i++) {
                collectNulls(path + "[" + i + "]", node.get(i), nulls);
            }
        }
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new TreeSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private JsonNode small() {
        return Sessions.report(folder, Sessions.small(folder));
    }

    @Test
    void isItselfASchema() {
        JsonSchema meta = FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012));

        assertThat(meta.validate(TEXT)).isEmpty();
    }

    @Test
    void closesEveryObjectWithNamedProperties() {
        List<String> open = new ArrayList<>();
        for (String definition : List.of(
                "",
                "files",
                "prometheus",
                "scrapedRun",
                "runFiles",
                "file",
                "params",
                "collapses",
                "ratedDevice",
                "run",
                "comparedRank",
                "direction",
                "sync",
                "analysis",
                "lagHistogram",
                "stepLags",
                "stepLead",
                "continuous",
                "signalPair",
                "signalEstimate",
                "lagScan",
                "grangerTest",
                "flagPair",
                "weighed",
                "perDevice",
                "rankedDevice",
                "deviceAnalysis",
                "placebo",
                "swapped",
                "prediction",
                "alarm",
                "temperatureAlarm",
                "auc",
                "exploratory",
                "cost",
                "runCost",
                "episodeCost",
                "dose",
                "bestDecile",
                "firstExperimentRow",
                "join")) {
            JsonNode node = definition.isEmpty() ? TEXT : TEXT.at("/$defs/" + definition);
            if (!node.path("additionalProperties").isBoolean()
                    || node.get("additionalProperties").booleanValue()) {
                open.add(definition);
            }
        }

        assertThat(open).isEmpty();
    }

    static Stream<Arguments> enums() {
        return Stream.of(
                Arguments.of("/properties/verdict/enum", Verdict.Code.values()),
                Arguments.of("/properties/reasons/items/enum", Reason.values()),
                Arguments.of("/properties/qualifiers/items/enum", Qualifier.values()),
                Arguments.of("/properties/undefined/additionalProperties/enum", Undefined.values()),
                Arguments.of("/$defs/dose/properties/reason/enum", DoseResponse.Reason.values()),
                Arguments.of("/$defs/skipped/propertyNames/enum", SkipRule.values()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("enums")
    void hasTheConstantsOfTheCode(String path, Enum<?>[] constants) {
        assertThat(texts(TEXT.at(path)))
                .isEqualTo(Arrays.stream(constants).map(Enum::name).toList());
    }

    @Test
    void hasTheDetectorsOfTheCode() {
        assertThat(texts(TEXT.at("/$defs/params/properties/detector/enum"))).isEqualTo(DetectorConfig.IDS);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "reproducibility_test_1, log_hampel",
        "reproducibility_test_1, mean_std",
        "reproducibility_test_2, log_hampel",
        "reproducibility_test_2, mean_std",
        "workload_independence_cpu_inference, log_hampel",
        "workload_independence_cpu_inference, mean_std"
    })
    void acceptsTheReportOfARecordedSession(String session, String detector) {
        JsonNode report = Sessions.report(folder, Sessions.recorded(session), "--detector", detector);

        assertValid(report);
        assertThat(report.get("verdict").textValue())
                .isEqualTo(detector.equals("mean_std") ? "INCONCLUSIVE_TOO_SHORT" : "NOT_ESTIMABLE");
        assertThat(report.at("/continuous/pairs")).hasSizeGreaterThan(3);
    }

    @Test
    void acceptsTheReportOfACoupledSession() {
        JsonNode inputs = Vectors.read("02_coupled_forward.json").get("inputs");

        JsonNode report = Sessions.report(folder, Sessions.golden(folder, inputs), "--detector-latency=0s");

        assertValid(report);
        assertThat(report.get("verdict").textValue()).isEqualTo("COUPLED_SPIKES_PRECEDE_COLLAPSES");
    }

    @Test
    void acceptsTheReportOfASessionThatWasKilledBeforeItsFirstSample() throws Exception {
        ThreeMinutes session = new ThreeMinutes(folder);
        session.live(false);
        Path csv = session.folder().resolve("hardware.csv");
        Files.writeString(csv, Files.readAllLines(csv).get(0) + "\n");

        JsonNode report =
                Sessions.report(folder, List.of("--session", session.folder().toString()));

        assertValid(report);
        assertThat(report.get("verdict").textValue()).isEqualTo("NOT_ESTIMABLE");
    }

    @Test
    void acceptsAReportWithoutOverlap() {
        JsonNode report = Sessions.report(folder, Sessions.inAnotherTimeZone(folder));

        assertValid(report);
        assertThat(texts(report.get("reasons"))).containsExactly("NO_OVERLAP");
        assertThat(report.at("/analysis/forward")).isEmpty();
        assertThat(report.at("/source/runs/0/zoneShiftHours").intValue()).isEqualTo(5);
    }

    @Test
    void acceptsAReportWithoutAColumnOfCollapses() {
        JsonNode report = Sessions.report(folder, Sessions.withoutCollapseColumn(folder));

        assertValid(report);
        assertThat(texts(report.get("reasons"))).containsExactly("COLLAPSES_NOT_OBSERVABLE");
        assertThat(report.at("/analysis/collapseRateUpper95PerHour").isMissingNode())
                .isTrue();
    }

    @Test
    void acceptsAReportWithoutCollapses() {
        JsonNode report = Sessions.report(folder, Sessions.withoutCollapses(folder));

        assertValid(report);
        assertThat(texts(report.get("reasons"))).containsExactly("ZERO_COLLAPSES");
        assertThat(report.at("/analysis/collapseRateUpper95PerHour").isNumber()).isTrue();
    }

    @Test
    void acceptsTheReportsOfInferredCollapses() {
        List<String> blind = Sessions.withoutCollapseColumn(folder);

        JsonNode report = Sessions.report(folder, blind, "--collapses", "inferred", "--rated-watts=gpu0=350");

        assertValid(report);
        assertThat(texts(report.get("reasons"))).containsExactly("COLLAPSES_NOT_OBSERVABLE");
        assertThat(report.get("collapses").toString())
                .isEqualTo("{\"kind\":\"inferred\",\"mode\":\"timed\",\"slopeWindowMs\":15000,\"devices\":"
                        + "{\"gpu0\":{\"ratedWatts\":350.0,\"limitCelsius\":83.0,\"defaults\":[\"limitCelsius\"]}}}");
        ((ObjectNode) report.get("collapses")).remove("mode");
        assertThat(SCHEMA.validate(report)).isNotEmpty();
    }

    @Test
    void acceptsTheReportOfInferredCollapsesOfARecordedSession() {
        JsonNode report = Sessions.report(folder, Sessions.recorded("reproducibility_test_1"), "--collapses=inferred");

        assertValid(report);
        ((ObjectNode) report.get("collapses")).put("kind", "recorded");
        assertThat(SCHEMA.validate(report)).isNotEmpty();
    }

    @Test
    void hasTheKindsOfCollapsesAndModesOfTheIndex() {
        assertThat(texts(TEXT.at("/$defs/collapses/properties/kind/enum")))
                .isEqualTo(Arrays.stream(CollapseKind.values())
                        .map(CollapseKind::id)
                        .toList());
        assertThat(texts(TEXT.at("/$defs/collapses/properties/mode/enum")))
                .isEqualTo(Arrays.stream(IndexMode.values()).map(IndexMode::id).toList());
    }

    @Test
    void acceptsAReportOfFilesThatAreDamaged() {
        JsonNode report = Sessions.report(folder, Sessions.damaged(folder));

        assertValid(report);
        assertThat(keys(report.at("/source/runs/0/hardwareCsv/remarks")))
                .containsExactly(
                        "BLANK_LINE", "DUPLICATE_ROW", "OUT_OF_TIME_ORDER", "UNREADABLE_TIMESTAMP", "UNREADABLE_VALUE");
        assertThat(keys(report.at("/source/runs/0/trainingLog/remarks"))).containsExactly("BROKEN_JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--delta-t=10m", "--max-exposure=0.01", "--target-rate-ratio=1.0001", "--detector=batch_log_mad"
            })
    void acceptsReportsWithUnusualOptions(String option) {
        assertValid(Sessions.report(folder, Sessions.small(folder), option));
    }

    @Test
    void acceptsTheReportsOfEveryVerdict() {
        List<JsonNode> reports = GoldenReports.all();

        assertThat(reports)
                .extracting(report -> report.get("verdict").textValue())
                .contains(Arrays.stream(Verdict.Code.values()).map(Enum::name).toArray(String[]::new));
        assertThat(reports)
                .filteredOn(report -> !report.get("firstExperiment").isEmpty())
                .hasSizeGreaterThan(25)
                .allSatisfy(ReportSchemaTest::assertValid);
    }

    static List<String> required() {
        return List.of(
                "/schemaVersion",
                "/generated",
                "/source",
                "/source/kind",
                "/source/runs/0/run",
                "/source/runs/0/hardwareCsv/fromMs",
                "/params/W",
                "/collapses",
                "/collapses/kind",
                "/seed",
                "/verdict",
                "/sentence",
                "/reasons",
                "/qualifiers",
                "/analysis",
                "/analysis/guardMs",
                "/analysis/runs/0/coverage",
                "/analysis/forward",
                "/analysis/forward/K",
                "/analysis/forward/rrHi",
                "/analysis/forward/estimable",
                "/analysis/forward/q",
                "/analysis/sync/p",
                "/analysis/moreMinutes",
                "/continuous/pairs",
                "/continuous/flags/0/attainable",
                "/firstExperiment",
                "/firstExperiment/0/devices/gpu0/pearson/loss_rle",
                "/remarks",
                "/undefined");
    }

    @ParameterizedTest
    @MethodSource("required")
    void refusesAReportWithoutARequiredKey(String path) {
        JsonNode report = small();
        assertValid(report);
        int slash = path.lastIndexOf('/');

        JsonNode removed = ((ObjectNode) report.at(path.substring(0, slash))).remove(path.substring(slash + 1));

        assertThat(removed).isNotNull();
        assertThat(SCHEMA.validate(report)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/source",
                "/source/runs/0",
                "/source/runs/0/trainingLog",
                "/params",
                "/collapses",
                "/analysis",
                "/analysis/runs/0",
                "/analysis/forward",
                "/analysis/backward",
                "/analysis/sync",
                "/continuous",
                "/continuous/flags/0",
                "/firstExperiment/0",
                "/firstExperiment/0/devices/gpu0",
                "/firstExperiment/0/devices/gpu0/pearson"
            })
    void refusesAReportWithAnExtraKey(String path) {
        JsonNode report = small();
        ((ObjectNode) report.at(path)).put("extra", 1);

        assertThat(SCHEMA.validate(report)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', schemaVersion",
        "'', generated",
        "'', verdict",
        "'', reasons",
        "/params, deltaTMs",
        "/source/runs/0/deviceRows, gpu0",
        "/source/runs/0/hardwareCsv, rows",
        "/analysis, totalMs",
        "/analysis, moreMinutes",
        "/analysis/runs/0, spikeEvents",
        "/analysis/forward, p",
        "/analysis/forward, rr",
        "/analysis/forward, precursorCI",
        "/firstExperiment/0, mean"
    })
    void refusesAReportWithAWrongType(String path, String key) {
        JsonNode report = small();
        ((ObjectNode) report.at(path)).put(key, "a word");

        Set<ValidationMessage> problems = SCHEMA.validate(report);

        assertThat(problems).isNotEmpty();
    }

    @Test
    void refusesAFigureThatBelongsToAnotherVerdict() {
        JsonNode report = small();
        ((ObjectNode) report.get("analysis")).put("planMinutes", 583);

        assertThat(SCHEMA.validate(report)).isNotEmpty();
    }

    @Test
    void refusesAVerdictThatDoesNotExist() {
        JsonNode report = small();
        ((ObjectNode) report).put("verdict", "COUPLED");

        assertThat(SCHEMA.validate(report)).isNotEmpty();
    }
}
