package org.thermograd.adapter.state;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.thermograd.domain.ingest.ArrivalClock.Moment;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.StepIngestor.EndedRuns;
import org.thermograd.testing.Fuzz;

/**
 * Fuzzes the two files of a generation. The first byte says what the others are: {@code l}og as it stands after its head,
 * {@code f}rames, payloads each after two bytes of its length, of which the log is cut at the place that the first two bytes
 * tell, {@code s}napshot as it stands, {@code c}ontent of a snapshot, which gets its checksum.
 */
public final class StateFuzz {
    private static final long GENERATION = 1;
    private static final StateFolder FOLDER = folder();

    private StateFuzz() {}

    private static StateFolder folder() {
        try {
            Path memory = Path.of("/dev/shm");
            Path dir = Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "state-fuzz")
                    : Files.createTempDirectory("state-fuzz");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(dir)));
            return StateFolder.open(dir);
        } catch (IOException | StateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path dir) {
        for (String name : List.of("lock", "snapshot-1", "log-1", "")) {
            try {
                Files.deleteIfExists(dir.resolve(name));
            } catch (IOException e) {
                System.err.println("cannot delete " + dir + ": " + e);
            }
        }
    }

    /** Runs one input. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (data.length < 3) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(data, 1, data.length);
        switch (data[0]) {
            case 'l' -> log(rest);
            case 'f' -> frames(ByteBuffer.wrap(rest));
            case 's' -> snapshot(rest);
            case 'c' -> snapshot(checked(rest));
            default -> {
                // None of them.
            }
        }
    }

    private static void log(byte[] bytes) throws IOException {
        Files.write(FOLDER.log(GENERATION), join(LogFile.head(GENERATION), bytes));
        List<byte[]> payloads = new ArrayList<>();
        Rest rest = read(payloads);
        Fuzz.requireEqual(Frame.bytes(payloads) + rest.damaged() + rest.torn(), (long) bytes.length, "bytes");
        recover(new Snapshot(new Moment(1_000, 1_000), 4, new EndedRuns(0, 0), new byte[0], new TreeMap<>()));
    }

    private record Rest(long damaged, long torn) {}

    private static Rest read(List<byte[]> payloads) throws IOException {
        try (LogReader reader = LogReader.open(FOLDER.log(GENERATION), GENERATION)) {
            for (Optional<byte[]> next = reader.next(); next.isPresent(); next = reader.next()) {
                payloads.add(next.get());
            }
            return new Rest(reader.damagedBytes(), reader.tornBytes());
        } catch (StateException e) {
            throw new AssertionError("the head is whole", e);
        }
    }

    private static void frames(ByteBuffer bytes) throws IOException {
        int place = bytes.getShort() & 0xFFFF;
        List<byte[]> payloads = new ArrayList<>();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        List<Integer> ends = new ArrayList<>(List.of(0));
        while (bytes.remaining() >= Short.BYTES) {
            byte[] payload = new byte[Math.min(bytes.getShort() & 0xFFFF, bytes.remaining())];
            bytes.get(payload);
            payloads.add(payload);
            ByteBuffer frame = ByteBuffer.allocate(Frame.HEAD_BYTES + payload.length);
            Frame.write(payload, GENERATION, LogFile.HEAD_BYTES + log.size(), frame);
            log.writeBytes(frame.array());
            ends.add(log.size());
        }
        log(log.toByteArray());
        int cut = place % (log.size() + 1);
        Files.write(FOLDER.log(GENERATION), join(LogFile.head(GENERATION), Arrays.copyOf(log.toByteArray(), cut)));
        List<byte[]> found = new ArrayList<>();
        Rest rest = read(found);
        int whole = (int) ends.stream().filter(end -> end <= cut).count() - 1;
        Fuzz.requireEqual(found.size(), whole, "whole entries");
        for (int i = 0; i < whole; i++) {
            Fuzz.require(Arrays.equals(found.get(i), payloads.get(i)), "an entry differs");
        }
        Fuzz.requireEqual(rest, new Rest(0, cut - ends.get(whole)), "a torn tail");
    }

    private static void snapshot(byte[] bytes) throws IOException {
        Path path = FOLDER.snapshot(GENERATION);
        Files.write(path, bytes);
        Optional<Snapshot> read = Fuzz.accepted(StateException.class, () -> Snapshot.read(path));
        if (read.isPresent()) {
            read.get().write(path);
            Fuzz.require(
                    Arrays.equals(Files.readAllBytes(path), bytes)
                            || Fuzz.accepted(StateException.class, () -> Snapshot.read(path))
                                    .isPresent(),
                    "what was written of a snapshot cannot be read");
            Files.write(FOLDER.log(GENERATION), LogFile.head(GENERATION));
            recover(read.get());
        }
    }

    /** What can be read at all can be read after it was written again, and is the same then. */
    private static void recover(Snapshot snapshot) throws IOException {
        snapshot.write(FOLDER.snapshot(GENERATION));
        Optional<Recovery.Recovered> found = recovered();
        if (found.isPresent()) {
            Snapshot once = found.get().snapshot();
            once.write(FOLDER.snapshot(GENERATION));
            Files.write(FOLDER.log(GENERATION), LogFile.head(GENERATION));
            Snapshot twice = recovered().orElseThrow().snapshot();
            Fuzz.requireEqual(twice.runs().keySet(), once.runs().keySet(), "runs");
            twice.runs()
                    .forEach((run, state) ->
                            Fuzz.require(Arrays.equals(state, once.runs().get(run)), "a run differs: " + run));
        }
    }

    private static Optional<Recovery.Recovered> recovered() {
        return Fuzz.accepted(
                StateException.class, () -> Recovery.read(FOLDER, GENERATION, IngestConfig.withDefaults()));
    }

    private static byte[] checked(byte[] content) {
        byte[] all = join("THERMOSNAP\n\0\1".getBytes(StandardCharsets.ISO_8859_1), content);
        CRC32 crc = new CRC32();
        crc.update(all);
        return join(all, ByteBuffer.allocate(Long.BYTES).putLong(crc.getValue()).array());
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
