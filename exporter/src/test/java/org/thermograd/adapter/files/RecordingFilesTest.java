package org.thermograd.adapter.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both readers on files that cannot be read, and on files far too large. */
class RecordingFilesTest {
    private static final long TWO_GIB = 2L << 30;
    /** The limit, and what the readers may have in their buffers beyond it. */
    private static final long MOST_BYTES_READ = LineReader.LIMIT_BYTES + (1L << 18);

    @TempDir
    Path folder;

    private static void assertRefused(ThrowingCallable read, String message) {
        assertThatThrownBy(read).isInstanceOf(RecordingException.class).hasMessage(message);
    }

    private static void assertBothRefuse(Path file, String message) {
        assertRefused(() -> new HardwareCsvReader().read(file), message);
        assertRefused(() -> new TrainingLogReader().read(file), message);
    }

    @Test
    void refuseAFileThatIsMissing() {
        Path file = folder.resolve("none.csv");

        assertBothRefuse(file, file + ": no such file");
    }

    @Test
    void refuseADirectory() {
        assertBothRefuse(folder, folder + ": must be a file, got a directory");
    }

    @Test
    void refuseAnEmptyFile() throws IOException {
        Path file = Files.createFile(folder.resolve("empty"));

        assertBothRefuse(file, file + ": file must not be empty");
    }

    @Test
    void refuseAFileThatMayNotBeRead() throws IOException {
        Path file = Files.createFile(folder.resolve("secret"));
        Files.setPosixFilePermissions(file, Set.of());
        Assumptions.assumeFalse(Files.isReadable(file), "root may read anything");

        assertBothRefuse(file, file + ": file must be readable, got access denied");
    }

    @Test
    void refuseASparseLineOfTwoGibibytes() throws IOException {
        Path file = folder.resolve("huge");
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.write("timestamp".repeat(600_000).getBytes(StandardCharsets.UTF_8));
            huge.setLength(TWO_GIB);
        }

        assertBothRefuse(file, file + ": line 1: line must be at most 1048576 bytes");
    }

    @Test
    void readLittleMoreThanTheLimitOfAnEndlessLine() {
        Endless csv = new Endless("timestamp,device\n", "1,");
        assertRefused(
                () -> new HardwareCsvReader().read(Path.of("a"), csv), "a: line 2: line must be at most 1048576 bytes");
        assertThat(csv.bytesRead).isLessThan(MOST_BYTES_READ);

        Endless lines = new Endless("{\"step\":1}\n{\"x\":\"", "abc");
        assertRefused(
                () -> new TrainingLogReader().read(Path.of("a"), lines),
                "a: line 2: line must be at most 1048576 bytes");
        assertThat(lines.bytesRead).isLessThan(MOST_BYTES_READ);

        Endless blanks = new Endless(" ", " ");
        assertRefused(
                () -> new TrainingLogReader().read(Path.of("a"), blanks),
                "a: file must hold an entry, got 1048576 bytes of blanks at its start");
        assertThat(blanks.bytesRead).isLessThan(MOST_BYTES_READ);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,",
                " ",
                "{\"x\":\"|abc",
                "{\"x\":|1,\"x\":",
                "{\"x\":[|1,",
                "[|],[",
                "\"|a",
                "{\"|a",
                "{\"x\":[|{},"
            })
    void endAnArrayWithoutEntriesAtTheLimit(String shape) {
        String[] parts = shape.split("\\|", -1);
        Endless in = new Endless("[\n" + (parts.length > 1 ? parts[0] : ""), parts[parts.length - 1]);

        assertThatThrownBy(() -> new TrainingLogReader().read(Path.of("a"), in))
                .isInstanceOf(RecordingException.class)
                .message()
                .isIn(
                        "a: line 2: an entry must end within 1048576 bytes",
                        "a: line 2: strings and names must be at most 65536 characters, numbers 1000, nesting 100 levels");
        assertThat(in.bytesRead).isLessThan(MOST_BYTES_READ);
    }

    @Test
    void sayThatReadingFailedOnTheWay() throws IOException {
        Path file = folder.resolve("loop");
        Files.createSymbolicLink(file, file);

        assertThatThrownBy(() -> new TrainingLogReader().read(file))
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith(file + ": file must be readable, got ")
                .hasCauseInstanceOf(IOException.class);
    }

    /** Two gibibytes of a pattern after a start, made as they are read. */
    private static final class Endless extends InputStream {
        private final byte[] start;
        private final byte[] pattern;
        private long bytesRead;

        Endless(String start, String pattern) {
            this.start = start.getBytes(StandardCharsets.UTF_8);
            this.pattern = pattern.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            if (bytesRead == TWO_GIB) {
                return -1;
            }
            long at = bytesRead++;
            return at < start.length ? start[(int) at] : pattern[(int) ((at - start.length) % pattern.length)];
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            for (int i = 0; i < length; i++) {
                int c = read();
                if (c < 0) {
                    return i == 0 ? -1 : i;
                }
                into[offset + i] = (byte) c;
            }
            return length;
        }
    }
}
