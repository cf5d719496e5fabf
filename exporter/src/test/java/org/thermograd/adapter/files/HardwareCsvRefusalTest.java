package org.thermograd.adapter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.domain.analysis.recording.Place;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.analysis.recording.Tally;

class HardwareCsvRefusalTest {
    private static void assertRefused(String text, String message) {
        assertRefused(text.getBytes(StandardCharsets.UTF_8), message);
    }

    private static void assertRefused(byte[] bytes, String message) {
        assertThatThrownBy(() -> new HardwareCsvReader().read(Path.of("rle.csv"), new ByteArrayInputStream(bytes)))
                .isInstanceOf(RecordingException.class)
                .hasMessage("rle.csv: " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "'timestamp,temp_c', device",
        "'device,temp_c', timestamp",
        "'a,b', timestamp and device",
        "'Timestamp;device', timestamp and device",
        "'timestamp,\"device', timestamp and device",
    })
    void namesTheColumnThatTheHeaderLacks(String header, String missing) {
        assertRefused("\n" + header + "\n1,2\n", "line 2: header must name " + missing + ", got " + header);
    }

    @Test
    void showsTheFirstLineCutAndEscaped() {
        assertRefused(
                "\u001b[2J" + "x".repeat(100) + "\n",
                "line 1: header must name timestamp and device, got \\u001b[2J" + "x".repeat(76) + "...");
    }

    @Test
    void refusesAHeaderThatIsNotUtf8() {
        assertRefused(
                "timestamp,device,temp\u00e9rature\n".getBytes(StandardCharsets.ISO_8859_1),
                "line 1: header must be UTF-8 text, got timestamp,device,temp\uFFFDrature");
    }

    @Test
    void refusesAFileOfBlanks() {
        assertRefused("\n  \n", "must start with a header, got blank lines only");
        assertRefused("\uFEFF", "must start with a header, got blank lines only");
    }

    @Test
    void refusesAHeaderWithoutRows() {
        assertRefused("timestamp,device\n", "no usable row, the file ends after its header");
    }

    @Test
    void saysWhyNoRowIsUsableTheMostFrequentReasonFirst() {
        assertRefused(
                "timestamp,device\n\n1\nnow,cpu\n2\n",
                "no usable row: 2 x row shorter than the header (first at line 3), 1 x blank line (first at line 2), "
                        + "1 x timestamp that cannot be read (first at line 4: now)");
    }

    @Test
    void namesTheLineThatIsTooLong() {
        assertRefused(
                "timestamp,device\n1970-01-01T00:00:01,cpu\n" + "x".repeat(LineReader.LIMIT_BYTES + 1),
                "line 3: line must be at most 1048576 bytes");
    }

    @Test
    void tellsWhatIsNoText() {
        assertRefused(new byte[0], "file must not be empty");
        assertRefused(new byte[] {0x1F, (byte) 0x8B, 8, 0}, "must be text, looks gzip-compressed; unpack it first");
        assertRefused("ab\0".getBytes(StandardCharsets.UTF_8), "must be text, looks binary (byte 3 is NUL)");
        assertRefused("timestamp".getBytes(StandardCharsets.UTF_16), "must be UTF-8 text, looks like UTF-16");
        assertRefused(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a'}, "must be UTF-8 text, looks like UTF-16");
        assertRefused(new byte[] {0x1F, 'a'}, "line 1: header must name timestamp and device, got \\u001fa");
    }

    @Test
    void aNulAfterTheFirst4KiBIsOnlyABadValue() throws Exception {
        String rows = "1970-01-01T00:00:01,cpu,50\n".repeat(200);
        String text = "timestamp,device,temp_c\n" + rows + "1970-01-01T00:00:02,cpu,\0\n";

        Tally tally = new HardwareCsvReader()
                .read(Path.of("rle.csv"), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .tally();

        assertThat(tally.used()).isEqualTo(2);
        assertThat(tally.first(SkipRule.UNREADABLE_VALUE)).contains(Place.line(202));
    }
}
