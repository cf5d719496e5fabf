package org.thermograd.adapter.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.adapter.files.SessionWriter.Target;

@Timeout(30)
class SessionWriterTest {
    @TempDir
    private Path dir;

    /** A disk that is full until a test makes room. */
    private static final class FullDisk extends OutputStream {
        final ByteArrayOutputStream written = new ByteArrayOutputStream();
        int room;

        @Override
        public void write(int b) throws IOException {
            if (room == 0) {
                throw new IOException("No space left on device");
            }
            room--;
            written.write(b);
        }

        String text() {
            return written.toString(StandardCharsets.UTF_8);
        }
    }

    private SessionWriter writer(OutputStream events, int capacity) throws IOException {
        return new SessionWriter(
                SessionFolder.create(dir, LiveSession.START, "luna"),
                Map.of(
                        Target.HARDWARE,
                        new LineFile(OutputStream.nullOutputStream()),
                        Target.TRAINING,
                        new LineFile(OutputStream.nullOutputStream()),
                        Target.EVENTS,
                        new LineFile(events)),
                capacity);
    }

    @Test
    void goesOnOnANewLineOnceThereIsRoomAgain() {
        FullDisk disk = new FullDisk();
        LineFile file = new LineFile(disk);
        disk.room = 3;
        file.add("first");
        file.flush();
        file.add("second");
        file.add("third");
        file.flush();
        disk.room = 100;
        file.add("fourth");
        file.flush();

        assertThat(disk.text()).isEqualTo("""
                        fir
                        fourth
                        """);
        assertThat(file.failure().orElseThrow()).hasMessage("No space left on device");
        assertThat(file.takeLost()).isEqualTo(3);
        assertThat(file.takeLost()).isZero();
    }

    @Test
    void aRealFullDiskLosesLinesAndNothingElse() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full));
        SessionWriter writer = writer(new FileOutputStream(full.toFile()), 10);
        writer.start();
        for (int i = 0; i < 5; i++) {
            writer.write(Target.EVENTS, () -> "{}");
        }
        assertThat(writer.close(lost -> LiveSession.facts("luna").ended(LiveSession.START, lost)))
                .isTrue();

        assertThat(writer.lost()).isEqualTo(5);
        assertThat(Files.readString(dir.resolve("2026-11-22T103600Z-luna/session.json")))
                .contains("\"lost\" : 5");
    }

    @Test
    void neverWaitsForADiskThatHangs() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        SessionWriter writer = writer(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        entered.countDown();
                        try {
                            hangs.await();
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                    }
                },
                3);
        writer.start();
        writer.write(Target.EVENTS, () -> "{}");
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

        for (int i = 0; i < 10; i++) {
            writer.write(Target.EVENTS, () -> "{}");
        }

        assertThat(writer.lost()).isEqualTo(7);
        hangs.countDown();
        assertThat(writer.close(lost -> LiveSession.facts("luna"))).isTrue();
        assertThat(writer.close(lost -> LiveSession.facts("luna"))).isFalse();
    }

    @Test
    void aLineThatCannotBeMadeIsLostAlone() throws IOException {
        ByteArrayOutputStream events = new ByteArrayOutputStream();
        SessionWriter writer = writer(events, 10);
        writer.start();
        writer.write(Target.EVENTS, () -> {
            throw new IllegalStateException("a defect");
        });
        writer.write(Target.EVENTS, () -> "{}");
        writer.close(lost -> LiveSession.facts("luna"));

        assertThat(events.toString(StandardCharsets.UTF_8)).isEqualTo("{}\n");
        assertThat(writer.lost()).isEqualTo(1);
    }
}
