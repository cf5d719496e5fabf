package org.thermograd.adapter.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentsTest {
    @TempDir
    private Path dir;

    private final Contents contents = new Contents();

    private Contents read(String text) throws IOException {
        Path path = dir.resolve("file");
        Files.writeString(path, text);
        try (KernelFile file = new KernelFile(path)) {
            file.readWhole(contents);
        }
        return contents;
    }

    @Test
    void readsAValue() throws IOException {
        assertThat(read("42\n").value()).hasValue(42);
        assertThat(read("-128000\n").value()).hasValue(-128_000);
        assertThat(read("  7 \n\n").value()).hasValue(7);
        assertThat(read("9223372036854775807").value()).hasValue(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "-", "4x", "4 5", "0x1002", "1.5", "9223372036854775808", "<unsupported>", "N/A\n"})
    void whatIsNoNumberHasNoValue(String text) throws IOException {
        assertThat(read(text).value()).isEqualTo(OptionalLong.empty());
    }

    @Test
    void goesThroughLines() throws IOException {
        Contents lines = read("cpu0 1 2\nsome avg10=0.00 total=17\n  eth0:5\n");

        assertThat(lines.skip("cpu1")).isFalse();
        assertThat(lines.skip("cpu")).isTrue();
        assertThat(lines.number()).isZero();
        assertThat(lines.nextNumber()).hasValue(1);
        assertThat(lines.skipTo("total=")).as("it stays in its line").isFalse();
        lines.nextLine();
        assertThat(lines.word()).isEqualTo("some");
        assertThat(lines.skipTo("total=")).isTrue();
        assertThat(lines.number()).isEqualTo(17);
        lines.nextLine();
        assertThat(lines.word()).isEqualTo("eth0");
        assertThat(lines.skip(":")).isTrue();
        assertThat(lines.number()).isEqualTo(5);
        lines.nextLine();
        assertThat(lines.atEnd()).isTrue();
        assertThat(lines.skip("more")).isFalse();
        assertThat(lines.word()).isEmpty();
    }

    @Test
    void readsFilesThatAreLongerThanItsBuffer() throws IOException {
        String text = "0123456789".repeat(2500);

        assertThat(read(text).text()).isEqualTo(text);
        assertThat(read("short").text()).isEqualTo("short");
    }

    @Test
    void namesFileAndWhatStandsThere() throws IOException {
        Contents torn = read("cpu  1 2\nnext");
        torn.skip("cpu ");

        assertThatExceptionOfType(KernelFormatException.class)
                .isThrownBy(() -> {
                    throw torn.wrong("must have more");
                })
                .withMessage(dir.resolve("file") + ": must have more, got \"1 2\"");
        assertThatExceptionOfType(KernelFormatException.class)
                .isThrownBy(read("")::number)
                .withMessage(dir.resolve("file") + ": must have a number here, got nothing");
    }
}
