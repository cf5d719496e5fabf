package org.thermograd.adapter.state;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.thermograd.testing.StepBuilder.aStep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.WatchedEpisodes;
import org.thermograd.domain.ingest.ArrivalClock.Moment;
import org.thermograd.domain.ingest.ConditionSource;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.NotStoredException;
import org.thermograd.domain.ingest.RunSnapshot;
import org.thermograd.domain.ingest.StepCondition;
import org.thermograd.domain.ingest.StepIngestor;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.ingest.ToldConditions;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.testing.ManualClock;

/** What a journal keeps when its process ends without a word: a copy of its folder, made while it writes, is opened instead. */
@Timeout(60)
class RunJournalTest {
    private static final RunId RUN = new RunId("run");
    private static final RunId OTHER = new RunId("other");

    @TempDir
    private Path dir;

    private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(10_000_000));
    private IngestConfig config = IngestConfig.withDefaults();
    private ConditionSource conditions = ConditionSource.UNKNOWN;
    private int copies;

    /** An exporter's part that is about state. */
    private final class Kept implements AutoCloseable {
        private final ToldConditions told = new ToldConditions(conditions);
        private final StepIngestor ingestor = new StepIngestor(config, clock, StepListener.NONE, told);
        private final RunJournal journal;
        private final byte[] collapses;

        Kept(Path folder) throws StateException {
            this(folder, DataSync.NEVER);
        }

        Kept(Path folder, DataSync sync) throws StateException {
            RunJournal.Opened opened = RunJournal.open(StateFolder.open(folder), ingestor, told, config, clock, sync);
            journal = opened.journal();
            collapses = opened.collapses();
        }

        void push(RunId run, long... steps) throws TooManyRunsException, NotStoredException {
            journal.push(
                    run,
                    TrainingPush.of(Arrays.stream(steps)
                            .mapToObj(step -> aStep(step, 10_000_000.0 + step).build())
                            .toList()));
        }

        List<RunSnapshot> runs() {
            return ingestor.snapshot().runs();
        }

        @Override
        public void close() {
            journal.close();
        }
    }

    /** Returns what a process would find that starts after the one of a folder was killed. */
    private Path killed(Path folder) throws IOException {
        Path copy = Files.createDirectory(dir.resolve("copy" + copies));
        copies++;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static Path only(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    private static long steps(Kept process) {
        return process.runs().stream().mapToLong(run -> run.counts().steps()).sum();
    }

    @Test
    void keepsAllThatWasAcknowledged() throws Exception {
        for (DataSync sync : DataSync.values()) {
            Path folder = dir.resolve(sync.name());
            try (Kept before = new Kept(folder, sync)) {
                SplittableRandom random = new SplittableRandom(1);
                for (int i = 0; i < 200; i++) {
                    before.journal.push(random.nextBoolean() ? RUN : OTHER, PushFormatTest.random(random));
                    clock.advance(Duration.ofMillis(random.nextInt(3000)));
                }
                before.journal.finish(OTHER);
                before.push(new RunId("gone"), 1);
                assertThat(before.journal.delete(new RunId("gone"))).isTrue();
                assertThat(before.journal.delete(new RunId("gone"))).isFalse();
                before.journal.collapses(new byte[] {1});
                before.journal.collapses(new byte[] {2, 3});
                assertThat(before.journal.finish(RUN)).isTrue();
                try (Kept after = new Kept(killed(folder))) {
                    assertThat(after.runs()).isEqualTo(before.runs()).hasSize(2);
                    assertThat(after.collapses).containsExactly(2, 3);
                    assertThat(after.ingestor.write().keySet())
                            .isEqualTo(before.ingestor.write().keySet());
                    after.ingestor
                            .write()
                            .forEach((run, state) -> assertThat(state)
                                    .as(run.value())
                                    .isEqualTo(requireNonNull(
                                            before.ingestor.write().get(run))));
                }
            }
        }
    }

    /** Knows of some of the time, and of an episode a minute. */
    private static final class SomeConditions implements ConditionSource {
        @Override
        public Set<StepCondition> possible() {
            return Set.of(StepCondition.values());
        }

        @Override
        public StepCondition during(List<String> devices, long fromMillis, long toMillis) {
            return List.of(StepCondition.values()).get((int) (toMillis / 1000 % 3));
        }

        @Override
        public boolean throttled(List<String> devices, long fromMillis, long toMillis) {
            return toMillis / 1000 % 2 == 0;
        }

        @Override
        public WatchedEpisodes episodes(List<String> devices, long fromMillis) {
            long start = fromMillis / 60_000 * 60_000;
            return new WatchedEpisodes(
                    new Coverage(List.of(new Segment(fromMillis, fromMillis + 200_000))),
                    Map.of(
                            new EpisodeKind(EpisodeKind.ALL, "hw_thermal"),
                            List.of(new Segment(start + 90_000, start + 100_000))),
                    Set.of("hw_thermal"),
                    1000);
        }
    }

    @Test
    void whatWasKnownOfTheHardwareCountsAgain() throws Exception {
        conditions = new SomeConditions();
        Path folder = dir.resolve("state");
        try (Kept before = new Kept(folder)) {
            for (int i = 1; i <= 600; i++) {
                before.push(RUN, i);
                clock.advance(Duration.ofSeconds(1));
            }
            before.journal.finish(RUN);
            before.push(OTHER, 1);
            RunSnapshot run = before.runs().get(1);
            assertThat(run.costs().watchedSeconds()).isPositive();
            assertThat(requireNonNull(run.stepSeconds().get(StepCondition.COLLAPSED))
                            .count())
                    .isPositive();
            conditions = ConditionSource.UNKNOWN;
            try (Kept after = new Kept(killed(folder))) {
                RunSnapshot again = after.runs().get(1);
                assertThat(again.costs()).isEqualTo(run.costs());
                assertThat(again.marks()).isEqualTo(run.marks());
                assertThat(again.stepSeconds()).isEqualTo(run.stepSeconds());
            }
        }
    }

    @Test
    void aRepeatCountsOnceAfterARestart() throws Exception {
        try (Kept before = new Kept(dir.resolve("state"))) {
            before.push(RUN, 1, 2, 3);
            try (Kept after = new Kept(killed(dir.resolve("state")))) {
                after.push(RUN, 1, 2, 3, 4);
                assertThat(steps(after)).isEqualTo(4);
                assertThat(after.runs().get(0).counts().duplicates()).isEqualTo(3);
            }
        }
    }

    @Test
    void anOrderlyEndLeavesASnapshotAndAnEmptyLog() throws Exception {
        Path folder = dir.resolve("state");
        try (Kept before = new Kept(folder)) {
            before.push(RUN, 1, 2, 3);
        }
        assertThat(Files.size(only(folder, "log-"))).isEqualTo(LogFile.HEAD_BYTES);
        try (Kept after = new Kept(folder)) {
            assertThat(steps(after)).isEqualTo(3);
        }
    }

    @Test
    void everyByteMayBeTheLast() throws Exception {
        Path folder = dir.resolve("state");
        List<Long> ends = new ArrayList<>();
        Path whole;
        try (Kept before = new Kept(folder)) {
            Path log = only(folder, "log-");
            ends.add(Files.size(log));
            for (int i = 1; i <= 12; i++) {
                before.push(RUN, i);
                ends.add(Files.size(log));
            }
            whole = killed(folder);
        }
        byte[] log = Files.readAllBytes(only(whole, "log-"));
        long head = ends.get(0);
        for (long cut = head; cut <= log.length; cut++) {
            Files.write(only(whole, "log-"), Arrays.copyOf(log, (int) cut));
            long at = cut;
            long wholeEntries = ends.stream().filter(end -> end <= at).count() - 1;
            Recovery.Recovered found = recovered(whole);
            assertThat(found.entries()).as("cut at %d", cut).isEqualTo(wholeEntries);
            assertThat(found.tornBytes()).isEqualTo(cut - ends.get((int) wholeEntries));
            assertThat(found.damagedBytes()).isZero();
        }
        Files.write(only(whole, "log-"), Arrays.copyOf(log, log.length - 1));
        try (Kept after = new Kept(whole)) {
            assertThat(steps(after)).isEqualTo(11);
            after.push(RUN, 12);
            try (Kept last = new Kept(killed(whole))) {
                assertThat(steps(last)).isEqualTo(12);
            }
        }
    }

    private Recovery.Recovered recovered(Path folder) throws Exception {
        try (StateFolder opened = StateFolder.open(folder)) {
            return Recovery.read(opened, opened.newest().orElseThrow(), config);
        }
    }

    @Test
    void whatIsDamagedIsLeftOutAndTold() throws Exception {
        Path folder = dir.resolve("state");
        Path whole;
        try (Kept before = new Kept(folder)) {
            for (int i = 1; i <= 50; i++) {
                before.push(RUN, i);
            }
            whole = killed(folder);
        }
        Path path = only(whole, "log-");
        byte[] log = Files.readAllBytes(path);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = log.clone();
            int at = random.nextInt(LogFile.HEAD_BYTES, log.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(path, damaged);
            Recovery.Recovered found = recovered(whole);
            assertThat(found.entries()).as("bit at %d", at).isEqualTo(49);
            assertThat(found.damagedBytes() + found.tornBytes()).isPositive();
        }
        log[LogFile.HEAD_BYTES + 100] ^= 1;
        Files.write(path, log);
        try (Kept after = new Kept(whole)) {
            assertThat(steps(after)).isEqualTo(49);
            assertThat(after.journal.damagedBytes()).isPositive();
            assertThat(Files.readAllBytes(whole.resolve(path.getFileName() + ".damaged")))
                    .isEqualTo(log);
        }
    }

    /** Whole frames that no exporter of this version writes. */
    @Test
    void passesOverEntriesOfNoSense() throws Exception {
        Path folder = dir.resolve("state");
        Path whole;
        try (Kept before = new Kept(folder)) {
            before.push(RUN, 1);
            whole = killed(folder);
        }
        Path path = only(whole, "log-");
        byte[] log = Files.readAllBytes(path);
        Moment moment = clock.now();
        List<byte[]> payloads = List.of(
                new byte[] {99},
                new byte[0],
                new Entry(Entry.Kind.PUSH, moment, new byte[] {0, 3, 'r'}).payload(),
                new Entry(Entry.Kind.FINISH, moment, Entry.content(7L)).payload(),
                new Entry(Entry.Kind.REFUSED, moment, new byte[3]).payload(),
                new Entry(Entry.Kind.ANSWERS, moment, Entry.content(0, new byte[] {100})).payload(),
                new Entry(
                                Entry.Kind.PUSH,
                                moment,
                                Entry.content(
                                        RUN,
                                        TrainingPush.of(
                                                List.of(aStep(2, 10_000_002.0).build()))))
                        .payload());
        ByteBuffer more =
                ByteBuffer.allocate(log.length + (int) Frame.bytes(payloads)).put(log);
        payloads.forEach(payload -> Frame.write(payload, 1, more.position(), more));
        Files.write(path, more.array());

        Recovery.Recovered found = recovered(whole);
        assertThat(found.damagedBytes()).isEqualTo(Frame.bytes(payloads.subList(0, 5)));
        try (Kept after = new Kept(whole)) {
            assertThat(steps(after)).isEqualTo(2);
        }
    }

    @Test
    void refusesADamagedSnapshotWithoutTouchingIt() throws Exception {
        Path folder = dir.resolve("state");
        try (Kept before = new Kept(folder)) {
            before.push(RUN, 1, 2, 3);
        }
        Path path = only(folder, "snapshot-");
        byte[] snapshot = Files.readAllBytes(path);
        for (int at = 0; at < snapshot.length; at += at < 100 ? 1 : 37) {
            byte[] damaged = snapshot.clone();
            damaged[at] ^= 0x10;
            Files.write(path, damaged);
            assertThatThrownBy(() -> recovered(folder))
                    .as("byte %d", at)
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining(path.toString())
                    .hasMessageEndingWith("; move the folder away to begin anew");
            Files.write(path, Arrays.copyOf(snapshot, at));
            assertThatThrownBy(() -> recovered(folder)).isInstanceOf(StateException.class);
        }
        Files.write(path, snapshot);
        assertThat(recovered(folder).snapshot().runs()).containsOnlyKeys(RUN);
    }

    @Test
    void refusesALogOfAnotherGeneration() throws Exception {
        Path folder = dir.resolve("state");
        try (Kept before = new Kept(folder)) {
            before.push(RUN, 1);
        }
        Path log = only(folder, "log-");
        byte[] bytes = Files.readAllBytes(log);
        bytes[bytes.length - 1]++;
        Files.write(log, bytes);
        assertThatExceptionOfType(StateException.class)
                .isThrownBy(() -> new Kept(folder))
                .withMessageContaining(" must begin as a log of version 1 and generation ");
    }

    @Test
    void aRefusedPushStaysRefused() throws Exception {
        config = config.withMaxRuns(1);
        Path folder = dir.resolve("state");
        try (Kept before = new Kept(folder)) {
            before.push(RUN, 1);
            before.journal.finish(RUN);
            assertThatExceptionOfType(TooManyRunsException.class).isThrownBy(() -> before.push(OTHER, 1));
            before.push(RUN, 2);
            try (Kept after = new Kept(killed(folder))) {
                assertThat(after.runs()).extracting(RunSnapshot::run).containsExactly(RUN);
                assertThat(steps(after)).isEqualTo(2);
                after.journal.finish(RUN);
                clock.advance(IngestConfig.COUNTERS_STAY);
                after.push(OTHER, 1);
                config = config.withMaxRuns(2);
                try (Kept last = new Kept(killed(after.journal.path()))) {
                    assertThat(last.runs()).extracting(RunSnapshot::run).containsExactly(OTHER);
                    assertThat(last.ingestor.ended().evicted()).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void oneProcessHasAFolder() throws Exception {
        Path folder = dir.resolve("state");
        try (Kept first = new Kept(folder)) {
            assertThatExceptionOfType(StateException.class)
                    .isThrownBy(() -> new Kept(folder))
                    .withMessage("cannot lock --data-dir " + folder + ": this process uses it already");
            first.push(RUN, 1);
        }
        try (Kept next = new Kept(folder)) {
            assertThat(steps(next)).isEqualTo(1);
        }
    }

    @Test
    void refusesAFile() throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "");
        assertThatExceptionOfType(StateException.class)
                .isThrownBy(() -> new Kept(file))
                .withMessageStartingWith("cannot write to --data-dir " + file + ": ");
    }

    @Test
    void takesNothingAfterItsEnd() throws Exception {
        Kept process = new Kept(dir.resolve("state"));
        process.close();
        assertThat(process.journal.isWriting()).isFalse();
        assertThatExceptionOfType(NotStoredException.class).isThrownBy(() -> process.push(RUN, 1));
        assertThat(process.journal.failures()).isZero();
        assertThat(process.journal.logBytes()).isEqualTo(LogFile.HEAD_BYTES);
    }
}
