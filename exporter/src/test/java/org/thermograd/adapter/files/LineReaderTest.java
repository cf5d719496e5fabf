package org.thermograd.adapter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private static final Path FILE = Path.of("log");

    private static List<String> lines(String text) throws IOException, RecordingException {
        return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> lines(InputStream in) throws IOException, RecordingException {
        LineReader reader = new LineReader(FILE, in);
        List<String> lines = new ArrayList<>();
        while (reader.next()) {
            lines.add(reader.number() + (reader.ended() ? ":" : "~") + reader.text());
        }
        return lines;
    }

    @Test
    void takesEveryKindOfLineEnd() throws Exception {
        assertThat(lines("a\nb\r\n\nc")).containsExactly("1:a", "2:b", "3:", "4~c");
        assertThat(lines("a\n")).containsExactly("1:a");
        assertThat(lines("a\rb\n\r\n")).containsExactly("1:a\rb", "2:");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void takesACarriageReturnAtTheEndOfTheFileForALineEnd() throws Exception {
        assertThat(lines("a\r")).containsExactly("1:a");
    }

    @Test
    void replacesWhatIsNotUtf8() throws Exception {
        assertThat(lines(new ByteArrayInputStream(new byte[] {'a', (byte) 0xC3, '\n', 'b', '\n'})))
                .containsExactly("1:a\uFFFD", "2:b");
    }

    @Test
    void takesALineOfTheLimit() throws Exception {
        String longest = "x".repeat(LineReader.LIMIT_BYTES);

        assertThat(lines(longest + "\nb")).containsExactly("1:" + longest, "2~b");
    }

    @Test
    void refusesALineBeyondTheLimit() {
        String tooLong = "a\n" + "x".repeat(LineReader.LIMIT_BYTES + 1);

        assertThatThrownBy(() -> lines(tooLong))
                .isInstanceOf(RecordingException.class)
                .hasMessage("log: line 2: line must be at most 1048576 bytes");
    }

    @Test
    void readsTheSameWhateverTheStreamHandsOutAtATime() throws Exception {
        long seed = 7;
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 3000; i++) {
            String line = "é".repeat(random.nextInt(60));
            text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
            expected.add(i + ":" + line);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        InputStream trickle = new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1 + random.nextInt(50)));
            }
        };

        assertThat(lines(trickle)).as("seed %d", seed).isEqualTo(expected);
    }
}
