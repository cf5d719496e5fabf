package org.thermograd.adapter.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.analysis.recording.HardwareRecording;
import org.thermograd.domain.analysis.recording.Place;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.analysis.recording.Tally;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.series.SampleTable;

class HardwareCsvReaderTest {
    private static final Path FILE = Path.of("rle.csv");
    private static final String HEADER = "timestamp,device,temp_c,collapse,rle_smoothed\n";
    private static final String ROW = "1970-01-01T00:00:01,gpu,56,1,0.5\n";

    private static HardwareRecording read(String text) throws Exception {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static HardwareRecording read(byte[] bytes) throws Exception {
        return new HardwareCsvReader().read(FILE, new ByteArrayInputStream(bytes));
    }

    private static SampleTable table(HardwareRecording recording, String device) {
        SampleTable table = recording.devices().get(device);
        if (table == null) {
            throw new AssertionError(
                    "no " + device + " in " + recording.devices().keySet());
        }
        return table;
    }

    private static double[] column(HardwareRecording recording, String device, String name) {
        return table(recording, device).column(name).values();
    }

    /** Asserts that exactly one line fell under a rule, and that one good row is used. */
    private static void assertSkipped(String text, SkipRule rule, long line) throws Exception {
        Tally tally = read(text).tally();

        assertThat(tally.used()).isEqualTo(1);
        assertThat(tally.counts()).containsOnlyKeys(rule);
        assertThat(tally.count(rule)).isEqualTo(1);
        assertThat(tally.first(rule)).contains(Place.line(line));
    }

    @Test
    void bindsColumnsByName() throws Exception {
        HardwareRecording recording = read("""
                rle_smoothed,x,device,collapse,y,timestamp,power_w,temp_c,util_pct
                0.25,7,cpu,0.0,8,1970-01-01T00:00:02Z,125.5,41.5,97
                0.5,7,gpu,1,8,1970-01-01T00:00:02Z,,56,30
                0.75,7,cpu,1.0,8,1970-01-01T00:00:03Z,,,98.5
                """);

        assertThat(recording.devices().keySet()).containsExactly("cpu", "gpu");
        assertThat(table(recording, "cpu").columns())
                .containsExactly("collapse", "temp_c", "rle_smoothed", "util_pct", "power_w", "clock_hz");
        assertThat(table(recording, "cpu").epochMillis()).containsExactly(2000, 3000);
        assertThat(column(recording, "cpu", "collapse")).containsExactly(0, 1);
        assertThat(column(recording, "cpu", "temp_c")).containsExactly(41.5, Double.NaN);
        assertThat(column(recording, "cpu", "rle_smoothed")).containsExactly(0.25, 0.75);
        assertThat(column(recording, "cpu", "util_pct")).containsExactly(97, 98.5);
        assertThat(column(recording, "cpu", "power_w")).containsExactly(125.5, Double.NaN);
        assertThat(column(recording, "gpu", "temp_c")).containsExactly(56);
        assertThat(recording.tally()).isEqualTo(new Tally(3, Map.of()));
    }

    @Test
    void leavesAColumnThatTheFileLacksUnknown() throws Exception {
        HardwareRecording bare = read("timestamp,device,temp_c\n1970-01-01T00:00:01,gpu,\n");

        assertThat(column(bare, "gpu", "collapse")).containsExactly(Double.NaN);
        assertThat(bare.tally().counts()).isEmpty();
    }

    @Test
    void takesAByteOrderMarkCrlfBlankLinesBeforeTheHeaderAndQuotes() throws Exception {
        HardwareRecording recording =
                read("\uFEFF\r\n \r\n\"timestamp\", device ,temp_c\r\n\"1970-01-01T00:00:01\",\"gpu\", 56.5 \r\n");

        assertThat(column(recording, "gpu", "temp_c")).containsExactly(56.5);
        assertThat(recording.tally().counts())
                .isEqualTo(Map.of(SkipRule.BLANK_LINE, new Tally.Count(2, Place.line(1), Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "gpu", "gpu0", "gpu12", "mobile"})
    void knowsTheNamesOfDevices(String device) throws Exception {
        assertThat(read("timestamp,device,x\n1970-01-01T00:00:01," + device + ",\n")
                        .devices())
                .containsOnlyKeys(device);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CPU", "gpu-1", "gpux", "gp", "cpu0", "mobile1", "0.5"})
    void skipsARowOfAnUnknownDevice(String device) throws Exception {
        assertSkipped(HEADER + ROW + "1970-01-01T00:00:02," + device + ",1,1,1\n", SkipRule.UNKNOWN_DEVICE, 3);
    }

    @Test
    void skipsRowsThatBreakARule() throws Exception {
        assertSkipped(HEADER + "\n" + ROW, SkipRule.BLANK_LINE, 2);
        assertSkipped(HEADER + ROW + "  \n", SkipRule.BLANK_LINE, 3);
        assertSkipped(HEADER + "1970-01-01T00:00:02,gpu,1,1\n" + ROW, SkipRule.ROW_TOO_SHORT, 2);
        assertSkipped(HEADER + "1970-01-01T00:00:02,gpu,1,1,1,\n" + ROW, SkipRule.ROW_TOO_LONG, 2);
        assertSkipped(HEADER + "yesterday,gpu,1,1,1\n" + ROW, SkipRule.UNREADABLE_TIMESTAMP, 2);
        assertSkipped(HEADER + ",gpu,1,1,1\n" + ROW, SkipRule.UNREADABLE_TIMESTAMP, 2);
        assertSkipped(HEADER + HEADER + ROW, SkipRule.REPEATED_HEADER, 2);
    }

    @Test
    void aTornQuoteTakesNoMoreThanItsLine() throws Exception {
        assertSkipped(HEADER + "1970-01-01T00:00:02,gpu,\"1,1,1\n" + ROW, SkipRule.BROKEN_QUOTE, 2);
    }

    @Test
    void aRowTornByAnotherWriterIsSkipped() throws Exception {
        assertSkipped(
                HEADER + "1970-01-01T00:00:02,gpu,51970-01-01T00:00:02,cpu,50,0,0.1\n" + ROW, SkipRule.ROW_TOO_LONG, 2);
    }

    @Test
    void aTornCharacterDoesNotEndTheFile() throws Exception {
        byte[] bytes = (HEADER + "1970-01-01T00:00:00,gpu,?,1,1\n" + ROW).getBytes(StandardCharsets.UTF_8);
        bytes[HEADER.length() + "1970-01-01T00:00:00,gpu,".length()] = (byte) 0xC3;

        assertThat(read(bytes).tally())
                .isEqualTo(new Tally(
                        2,
                        Map.of(
                                SkipRule.UNREADABLE_VALUE,
                                new Tally.Count(1, Place.line(2), Optional.of("temp_c \uFFFD")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x20", "hw_thermal_slowdown", "sw_thermal|Banana", "-1"})
    void aReasonThatIsNoneOfOurWordsIsNotKnown(String text) throws Exception {
        HardwareRecording recording = read("""
                timestamp,device,throttle_reasons
                1970-01-01T00:00:01Z,gpu,none
                1970-01-01T00:00:02Z,gpu,%1$s
                1970-01-01T00:00:03Z,gpu,sw_thermal|sw_power_cap
                1970-01-01T00:00:04Z,gpu,none
                1970-01-01T00:00:05Z,gpu,%1$s
                """.formatted(text));

        assertThat(column(recording, "gpu", SampledRun.HELD_BACK)).containsExactly(0, Double.NaN, 1, 0, Double.NaN);
        assertThat(recording.tally())
                .isEqualTo(new Tally(
                        5,
                        Map.of(
                                SkipRule.UNREADABLE_VALUE,
                                new Tally.Count(2, Place.line(3), Optional.of("throttle_reasons " + text)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"N/A", "[N/A]", "nan", "NaN", "inf", "1e999", "0x10", "5x"})
    void aNumberThatCannotBeReadIsNotKnown(String text) throws Exception {
        HardwareRecording recording = read(HEADER + "1970-01-01T00:00:01,gpu," + text + ",1," + text + "\n");

        assertThat(column(recording, "gpu", "temp_c")).containsExactly(Double.NaN);
        assertThat(column(recording, "gpu", "rle_smoothed")).containsExactly(Double.NaN);
        assertThat(column(recording, "gpu", "collapse")).containsExactly(1);
        assertThat(recording.tally())
                .isEqualTo(new Tally(
                        1,
                        Map.of(
                                SkipRule.UNREADABLE_VALUE,
                                new Tally.Count(2, Place.line(2), Optional.of("temp_c " + text)))));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "0.0, 0",
        "1.0, 1",
        "2, NaN",
        "0.5, NaN",
        "-1, NaN",
        "True, 1",
        "false, 0",
        "yes, NaN",
        "NaN, NaN"
    })
    void aCollapseIsZeroOrOne(String text, double expected) throws Exception {
        HardwareRecording recording = read(HEADER + "1970-01-01T00:00:01,gpu,1," + text + ",1\n");

        assertThat(column(recording, "gpu", "collapse")).containsExactly(expected);
        assertThat(recording.tally().count(SkipRule.UNREADABLE_VALUE)).isEqualTo(Double.isNaN(expected) ? 1 : 0);
    }

    @Test
    void anotherHeaderBindsTheRowsAfterIt() throws Exception {
        HardwareRecording recording = read("""
                timestamp,device,collapse
                1970-01-01T00:00:01,gpu,1
                device,timestamp,a,temp_c
                gpu,1970-01-01T00:00:02,9,57
                1970-01-01T00:00:03,gpu,1
                """);

        assertThat(column(recording, "gpu", "collapse")).containsExactly(1, Double.NaN);
        assertThat(column(recording, "gpu", "temp_c")).containsExactly(Double.NaN, 57);
        assertThat(recording.tally())
                .isEqualTo(new Tally(
                        2,
                        Map.of(
                                SkipRule.CHANGED_HEADER,
                                new Tally.Count(1, Place.line(3), Optional.empty()),
                                SkipRule.ROW_TOO_SHORT,
                                new Tally.Count(1, Place.line(5), Optional.empty()))));
    }

    @Test
    void aRowThatOnlySpeaksOfTimestampAndDeviceIsNoHeader() throws Exception {
        assertSkipped(HEADER + "timestamp of the device,gpu,1,1,1\n" + ROW, SkipRule.UNREADABLE_TIMESTAMP, 2);
    }

    @Test
    void keepsTheLastRowOfOneDeviceAndMillisecond() throws Exception {
        HardwareRecording recording = read(HEADER + "1970-01-01T00:00:02,gpu,1,0,0\n"
                + "1970-01-01T00:00:01,gpu,2,0,0\n"
                + "1970-01-01T00:00:02,cpu,3,0,0\n"
                + "1970-01-01T00:00:02.0002,gpu,4,0,0\n"
                + "1970-01-01T00:00:02,gpu,5,0,0\n");

        assertThat(table(recording, "gpu").epochMillis()).containsExactly(1000, 2000);
        assertThat(column(recording, "gpu", "temp_c")).containsExactly(2, 5);
        assertThat(recording.tally())
                .isEqualTo(new Tally(
                        3,
                        Map.of(
                                SkipRule.DUPLICATE_ROW,
                                new Tally.Count(2, Place.line(2), Optional.empty()),
                                SkipRule.OUT_OF_TIME_ORDER,
                                new Tally.Count(1, Place.line(3), Optional.empty()))));
    }

    @Test
    void theLastValueOfALineWithoutAnEndMayBeTorn() throws Exception {
        HardwareRecording recording = read(HEADER + "1970-01-01T00:00:01,gpu,56,1,0.1");

        assertThat(column(recording, "gpu", "temp_c")).containsExactly(56);
        assertThat(column(recording, "gpu", "rle_smoothed")).containsExactly(Double.NaN);
        assertThat(recording.tally())
                .isEqualTo(new Tally(
                        1, Map.of(SkipRule.TORN_LAST_VALUE, new Tally.Count(1, Place.line(2), Optional.empty()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"collapse", "workload_state"})
    void aLastColumnThatCannotBeMistakenNeedsNoLineEnd(String column) throws Exception {
        HardwareRecording recording = read("timestamp,device,temp_c," + column + "\n1970-01-01T00:00:01,gpu,56,1");

        assertThat(column(recording, "gpu", "temp_c")).containsExactly(56);
        assertThat(recording.tally()).isEqualTo(new Tally(1, Map.of()));
    }

    @Test
    void aLastRowWithoutAnEndThatEndsInItsTimeOrDeviceIsSkipped() throws Exception {
        assertSkipped(
                "device,timestamp\ngpu,1970-01-01T00:00:01\ngpu,1970-01-01T00:00:02.2", SkipRule.TORN_LAST_ROW, 3);
        assertSkipped("timestamp,device\n1970-01-01T00:00:01,gpu\n1970-01-01T00:00:02,gpu", SkipRule.TORN_LAST_ROW, 3);
    }

    @Test
    void cannotBeChangedThroughWhatItGaveOut() throws Exception {
        HardwareRecording recording = read(HEADER + ROW);

        assertThat(recording.devices()).isUnmodifiable();
    }
}
