package org.thermograd.adapter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.analysis.recording.Place;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.analysis.recording.Tally;
import org.thermograd.domain.analysis.recording.TrainingRecording;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;

class TrainingLogReaderTest {
    private static final String ENTRY = "{\"timestamp_shared\": 1, \"grad_norm\": 2, \"loss\": 3, \"step\": 4}";
    private static final Place.Unit ENTRIES = Place.Unit.ENTRY;

    private static TrainingRecording read(String text) throws Exception {
        return new TrainingLogReader()
                .read(Path.of("log"), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RecordingException.class)
                .hasMessage("log: " + message);
    }

    private static String entry(String key, String value) {
        return "[" + ENTRY + ", {\"timestamp_shared\": 9, \"" + key + "\": " + value + "}]";
    }

    private static double second(TrainingRecording recording, String column) {
        return recording.entries().column(column).value(1);
    }

    @Test
    void readsAnArray() throws Exception {
        TrainingRecording recording = read(" \r\n\t[" + ENTRY
                + ", {\"timestamp_shared\": 2.0004, \"x\": {\"grad_norm\": [1]}, \"grad_norm\": null}]\n");

        assertThat(recording.entries().columns())
                .containsExactly("grad_norm", "loss", "step", "learning_rate", "logged");
        assertThat(recording.entries().epochMillis()).containsExactly(1000, 2000);
        assertThat(recording.entries().column("grad_norm").values()).containsExactly(2, Double.NaN);
        assertThat(recording.entries().column("loss").values()).containsExactly(3, Double.NaN);
        assertThat(recording.entries().column("step").values()).containsExactly(4, Double.NaN);
        assertThat(recording.entries().column("learning_rate").values()).containsExactly(Double.NaN, Double.NaN);
        assertThat(recording.entries().column("logged").values()).containsExactly(3, 0);
        assertThat(recording.gradNorm().epochMillis()).containsExactly(1000);
        assertThat(recording.gradNorm().values()).containsExactly(2);
        assertThat(recording.step().epochMillis()).containsExactly(1000);
        assertThat(recording.step().values()).containsExactly(4);
        assertThat(recording.tally()).isEqualTo(new Tally(2, Map.of()));
    }

    @Test
    void readsOneObjectALine() throws Exception {
        TrainingRecording recording = read("\uFEFF" + ENTRY + "\r\n\n" + "{\"timestamp_shared\": 2, \"grad_norm\": 5}");

        assertThat(recording.gradNorm().values()).containsExactly(2, 5);
        assertThat(recording.step().values()).containsExactly(4, Double.NaN);
        assertThat(recording.tally())
                .isEqualTo(
                        new Tally(2, Map.of(SkipRule.BLANK_LINE, new Tally.Count(1, Place.line(2), Optional.empty()))));
    }

    @Test
    void leavesLossesThatTheLogLacksUnknown() throws Exception {
        TrainingRecording recording = read("[{\"timestamp_shared\": 1, \"grad_norm\": null}]");

        assertThat(recording.entries().column("loss").values()).containsExactly(Double.NaN);
        assertThat(recording.gradNorm().size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "7.5, 7.5",
        "\"7.5e1\", 75",
        "NaN, NaN",
        "Infinity, Infinity",
        "-Infinity, -Infinity",
        "\"NaN\", NaN",
        "\"Infinity\", Infinity",
        "\"+Infinity\", Infinity",
        "\"-Infinity\", -Infinity",
        "\"Inf\", Infinity",
        "\"+Inf\", Infinity",
        "\"-Inf\", -Infinity",
    })
    void readsEveryFormOfAGradientNorm(String json, double expected) throws Exception {
        TrainingRecording recording = read(entry("grad_norm", json));

        assertThat(recording.gradNorm().values()).containsExactly(2, expected);
        assertThat(second(recording, "grad_norm")).isEqualTo(Double.valueOf(expected));
        assertThat(recording.tally().counts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"high\"", "\"\"", "\"1d\"", "true", "false", "[1]", "{\"value\": 1}"})
    void aGradientNormThatCannotBeReadIsTakenAsNull(String json) throws Exception {
        TrainingRecording recording = read(entry("grad_norm", json));

        assertThat(recording.entries().size()).isEqualTo(2);
        assertThat(recording.gradNorm().size()).isEqualTo(1);
        assertThat(second(recording, "grad_norm")).isNaN();
        assertThat(recording.tally().counts())
                .isEqualTo(Map.of(
                        SkipRule.UNREADABLE_VALUE,
                        new Tally.Count(1, new Place(ENTRIES, 2), Optional.of("grad_norm"))));
    }

    @Test
    void aLossOrStepThatCannotBeReadIsNotKnown() throws Exception {
        assertThat(read(entry("loss", "[]")).tally().count(SkipRule.UNREADABLE_VALUE))
                .isEqualTo(1);
        assertThat(read(entry("step", "{}")).tally().count(SkipRule.UNREADABLE_VALUE))
                .isEqualTo(1);
        assertThat(second(read(entry("step", "Infinity")), "step")).isNaN();
        assertThat(second(read(entry("loss", "Infinity")), "loss")).isInfinite();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1761699262.4882805, 1761699262488",
        "\"1761699262.4882805\", 1761699262488",
        "1.0005, 1000",
        "1.0015, 1002",
        "4102444799.999, 4102444799999",
    })
    void readsEpochSeconds(String json, long expected) throws Exception {
        assertThat(read("[{\"grad_norm\": 1, \"timestamp_shared\": " + json + "}]")
                        .gradNorm()
                        .epochMillis())
                .containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "-0.001",
                "4102444800",
                "1761699262488",
                "NaN",
                "Infinity",
                "\"2025-10-28T19:54:22\"",
                "true",
                "[1]",
                "{\"a\": 1}"
            })
    void skipsAnEntryWithoutAUsableTime(String json) throws Exception {
        Tally tally = read("[" + ENTRY + ", {\"grad_norm\": 1, \"timestamp_shared\": " + json + "}]")
                .tally();

        assertThat(tally.used()).isEqualTo(1);
        assertThat(tally.counts()).containsOnlyKeys(SkipRule.NO_SHARED_TIME);
        assertThat(tally.first(SkipRule.NO_SHARED_TIME)).contains(new Place(ENTRIES, 2));
    }

    @Test
    void skipsWhatIsNoObject() throws Exception {
        assertThat(read("[1, " + ENTRY + ", [{}], \"x\", null]").tally())
                .isEqualTo(new Tally(
                        1,
                        Map.of(SkipRule.NOT_AN_OBJECT, new Tally.Count(4, new Place(ENTRIES, 1), Optional.empty()))));
        assertThat(read(ENTRY + "\n[1, 2]\n7\n").tally())
                .isEqualTo(new Tally(
                        1, Map.of(SkipRule.NOT_AN_OBJECT, new Tally.Count(2, Place.line(2), Optional.empty()))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"timestamp_shared\": 2, \"grad_no",
                "{\"timestamp_shared\": 2, \"grad_norm\": 1} {",
                "{\"timestamp_shared\": 2, \"grad_norm\": 1}{\"timestamp_shared\": 2}",
                "{\"timestamp_shared\": 2, {",
                "\": 1}",
                "Traceback (most recent call last):",
                "\u0001\u0002"
            })
    void skipsATornLine(String line) throws Exception {
        assertThat(read(ENTRY + "\n" + line + "\n{\"timestamp_shared\": 3}\n").tally())
                .isEqualTo(new Tally(
                        2, Map.of(SkipRule.BROKEN_JSON, new Tally.Count(1, Place.line(2), Optional.empty()))));
    }

    @Test
    void startsWithATornLineIfItMust() throws Exception {
        assertThat(read("oss\": 1}\n" + ENTRY).tally())
                .isEqualTo(new Tally(
                        1, Map.of(SkipRule.BROKEN_JSON, new Tally.Count(1, Place.line(1), Optional.empty()))));
    }

    @Test
    void skipsALineBeyondTheLimitsOfJson() throws Exception {
        String deep = "{\"x\":" + "[".repeat(200) + "]".repeat(200) + "}";
        String number = "{\"x\":" + "1".repeat(2000) + "}";

        assertThat(read(ENTRY + "\n" + deep + "\n" + number + "\n").tally())
                .isEqualTo(new Tally(
                        1, Map.of(SkipRule.BEYOND_LIMITS, new Tally.Count(2, Place.line(2), Optional.empty()))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                ",\n",
                ",{\"grad_norm\": 1",
                ",{\"grad_norm\": 1, \"timestamp_shared\": 2",
                ",{]",
                ",]",
                " {}",
                ",{\"a\": tru}",
                "] x",
                "][{}]",
                "],",
                ", \u0001\u0002"
            })
    void keepsWhatComesBeforeABrokenEnd(String end) throws Exception {
        TrainingRecording recording = read("[\n" + ENTRY + end);

        assertThat(recording.gradNorm().values()).containsExactly(2);
        assertThat(recording.tally())
                .isEqualTo(new Tally(
                        1,
                        Map.of(
                                SkipRule.TORN_END,
                                new Tally.Count(1, Place.line(end.endsWith("\n") ? 3 : 2), Optional.empty()))));
    }

    @Test
    void aTailOfBlanksBeyondTheLimitIsABrokenEndToo() throws Exception {
        // Longer than the limit and whatever the JSON library, which reuses buffers that have grown, reads ahead.
        assertThat(read("[" + ENTRY + "]" + " ".repeat(3 * LineReader.LIMIT_BYTES))
                        .tally()
                        .count(SkipRule.TORN_END))
                .isEqualTo(1);
        assertThat(read("[" + ENTRY + "]" + "\n".repeat(1000)).tally().counts()).isEmpty();
    }

    @Test
    void sortsByTimeAndCountsWhatWasOutOfOrder() throws Exception {
        TrainingRecording recording = read("[{\"timestamp_shared\": 3, \"grad_norm\": 1},"
                + "{\"timestamp_shared\": 1, \"grad_norm\": 2},"
                + "{\"timestamp_shared\": 3, \"grad_norm\": 3}]");

        assertThat(recording.gradNorm().values()).containsExactly(2, 1, 3);
        assertThat(recording.tally())
                .isEqualTo(new Tally(
                        3,
                        Map.of(
                                SkipRule.OUT_OF_TIME_ORDER,
                                new Tally.Count(1, new Place(ENTRIES, 2), Optional.empty()))));
    }

    @Test
    void skipsAnEntryOfTheSameStepAndMillisecond() throws Exception {
        TrainingRecording recording = read("""
                {"timestamp_shared": 1, "grad_norm": 1, "step": 5}
                {"timestamp_shared": 1, "grad_norm": 2, "step": 6}
                {"timestamp_shared": 1.0001, "grad_norm": 3, "step": 5}
                {"timestamp_shared": 1, "grad_norm": 4}
                {"timestamp_shared": 1, "grad_norm": 5}
                {"timestamp_shared": 2, "grad_norm": 6, "step": 6}
                """);

        assertThat(recording.gradNorm().values()).containsExactly(1, 2, 4, 5, 6);
        assertThat(recording.tally())
                .isEqualTo(new Tally(
                        5, Map.of(SkipRule.DUPLICATE_ENTRY, new Tally.Count(1, Place.line(3), Optional.empty()))));
    }

    private static String steps(int... steps) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < steps.length; i++) {
            text.append("{\"timestamp_shared\": " + i + ", \"grad_norm\": 1, \"step\": " + steps[i] + "}\n");
        }
        return text.toString();
    }

    @Test
    void keepsOneOfTwoWriters() throws Exception {
        TrainingRecording recording =
                read(steps(1, 2, 1, 3, 2, 4, 3, 5, 4, 6) + "{\"timestamp_shared\": 20, \"grad_norm\": 1}\n");

        assertThat(recording.step().values()).containsExactly(1, 2, 3, 4, 5, 6, Double.NaN);
        assertThat(recording.tally())
                .isEqualTo(new Tally(
                        7, Map.of(SkipRule.OTHER_WRITER, new Tally.Count(4, Place.line(3), Optional.empty()))));
    }

    @Test
    void leavesRestartsFromACheckpoint() throws Exception {
        assertThat(read(steps(1, 2, 1, 2, 1, 2)).tally()).isEqualTo(new Tally(6, Map.of()));
        assertThat(read(steps(
                                1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 9, 10, 11, 12, 13, 14, 15, 16, 15, 16, 17, 18, 19, 20,
                                21, 20, 21, 22, 23, 24))
                        .tally())
                .isEqualTo(new Tally(30, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"global_step\": 7, \"timestamp\": 5.5, \"train/grad_norm\": 3, \"train/loss\": 2, \"lr\": 1}]",
                "{\"step\": 7, \"timestamp_shared\": 5.5, \"timestamp\": 9, \"grad-norm\": 3, \"loss\": 2, \"lr\": 1}",
                "step,timestamp,gradient_norm,lm loss,learning-rate,eval_loss\n7,5.5,3,2,1,4\n",
                "train/global_step,timestamp_shared,timestamp,grad_norm,loss,lr\n7,5.5,x,3,2,1\n"
            })
    void understandsTheNamesThatPushesMayHave(String log) throws Exception {
        TrainingRecording recording = read(log);

        assertThat(recording.gradNorm().epochMillis()).containsExactly(5500);
        assertThat(recording.gradNorm().values()).containsExactly(3);
        assertThat(recording.step().values()).containsExactly(7);
        assertThat(recording.entries().column("loss").values()).containsExactly(2);
        assertThat(recording.entries().column("learning_rate").values()).containsExactly(1);
    }

    @Test
    void refusesALogWithoutGradientNorms() {
        assertRefused("[{\"timestamp_shared\": 1, \"loss\": 1}]", "an entry must have grad_norm, got none");
    }

    @Test
    void saysWhyNoEntryIsUsable() {
        assertRefused("[]", "no usable entry");
        assertRefused(
                "[{\"grad_norm\": 1}, 2, {}]",
                "no usable entry: 2 x entry without timestamp_shared or timestamp as epoch seconds (first at entry 1), "
                        + "1 x JSON value that is not an object (first at entry 2)");
        assertRefused(
                "{\"grad_norm\": 1, \"timestamp\": \"2025-10-28T19:54:22\"}\n",
                "no usable entry: 1 x entry without timestamp_shared or timestamp as epoch seconds (first at line 1)");
        assertRefused("timestamp,device\n1,2\n", "an entry must have grad_norm, got none");
        assertRefused(
                "time,device\n1,2\n", "no usable entry: 2 x line that is not one whole JSON object (first at line 1)");
    }

    @Test
    void namesTheLineWhereAnArrayBreaksBeforeAnyEntry() {
        assertRefused("[\n\n{\"a\": tru", "line 3: JSON is broken here, no usable entry");
        assertRefused(
                "[\n{},\n{",
                "line 3: JSON is broken here, no usable entry: 1 x entry without timestamp_shared or timestamp as epoch seconds "
                        + "(first at entry 1)");
        assertRefused("[] x", "line 1: JSON is broken here, no usable entry");
    }

    @Test
    void refusesAFileOfBlanks() {
        assertRefused(" \n", "file must hold entries, got blanks only");
    }

    @Test
    void refusesSeriesThatDoNotMatch() {
        SampleTable none = SampleTable.builder("grad_norm").build();
        TimeSeries empty = TimeSeries.of(new long[0], new double[0]);
        TimeSeries one = TimeSeries.of(new long[1], new double[1]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingRecording(none, empty, one, new Tally(0, Map.of())))
                .withMessage("step must have one entry per gradNorm, got 1 for 0");
    }

    @Test
    void showsATimeThatIsNoEpochSeconds() throws Exception {
        assertThat(read("[" + ENTRY + ", {\"grad_norm\": 1, \"timestamp_shared\": 1761699262488}]")
                        .tally()
                        .summary())
                .isEqualTo(
                        "1 x entry without timestamp_shared or timestamp as epoch seconds (first at entry 2: timestamp_shared"
                                + " 1761699262488)");
    }

    @Test
    void twoRanksThatLogTheSameStepsAreTwoWriters() throws Exception {
        StringBuilder log = new StringBuilder();
        for (int step = 1; step <= 20; step++) {
            log.append("{\"step\": %d, \"timestamp_shared\": %d, \"grad_norm\": 2}\n".formatted(step, 10 * step));
            log.append("{\"step\": %d, \"timestamp_shared\": %d, \"grad_norm\": 3}\n".formatted(step, 10 * step + 1));
        }

        TrainingRecording recording = read(log.toString());

        assertThat(recording.gradNorm().size()).isEqualTo(20);
        assertThat(recording.tally().count(SkipRule.OTHER_WRITER)).isEqualTo(20);
    }

    @Test
    void readsCsvByTheNamesOfItsColumns() throws Exception {
        TrainingRecording recording = read("""

                loss,timestamp_shared,note,"grad_norm",step
                3,1.0,"a, b",2,4
                ,2.0004,,NaN,5
                """);

        assertThat(recording.entries().epochMillis()).containsExactly(1000, 2000);
        assertThat(recording.entries().column("loss").values()).containsExactly(3, Double.NaN);
        assertThat(recording.gradNorm().values()).containsExactly(2, Double.NaN);
        assertThat(recording.step().values()).containsExactly(4, 5);
        assertThat(recording.tally().counts().keySet()).containsExactly(SkipRule.BLANK_LINE);
    }

    @Test
    void readsTheSameFromCsvAsFromJson() throws Exception {
        TrainingRecording csv = read("step,timestamp_shared,grad_norm,loss\n1,10.25,2.5,3\n2,11.5,Infinity,\n");
        TrainingRecording json = read("""
                {"step": 1, "timestamp_shared": 10.25, "grad_norm": 2.5, "loss": 3}
                {"step": 2, "timestamp_shared": 11.5, "grad_norm": Infinity, "loss": null}
                """);

        for (String column : json.entries().columns()) {
            assertThat(csv.entries().column(column).values())
                    .as(column)
                    .containsExactly(json.entries().column(column).values());
        }
        assertThat(csv.gradNorm().values()).containsExactly(json.gradNorm().values());
    }

    @Test
    void countsWhatIsWrongInCsv() throws Exception {
        TrainingRecording recording = read("""
                timestamp_shared,step,grad_norm
                1,1,2
                2,2
                3,3,4,5
                4,"4,5
                timestamp_shared,step,grad_norm
                soon,5,6
                6,six,7
                7,7,12""");

        assertThat(recording.entries().epochMillis()).containsExactly(1000, 6000, 7000);
        assertThat(recording.gradNorm().values()).containsExactly(2, 7);
        assertThat(recording.tally().counts().keySet())
                .containsExactlyInAnyOrder(
                        SkipRule.ROW_TOO_SHORT,
                        SkipRule.ROW_TOO_LONG,
                        SkipRule.BROKEN_QUOTE,
                        SkipRule.REPEATED_HEADER,
                        SkipRule.NO_SHARED_TIME,
                        SkipRule.UNREADABLE_VALUE,
                        SkipRule.TORN_LAST_VALUE);
    }

    @Test
    void skipsATornLastRowOfCsvThatEndsInItsTime() throws Exception {
        TrainingRecording recording = read("grad_norm,timestamp_shared\n1,10\n2,1");

        assertThat(recording.entries().epochMillis()).containsExactly(10_000);
        assertThat(recording.tally().counts().keySet()).containsExactly(SkipRule.TORN_LAST_ROW);
    }
}
