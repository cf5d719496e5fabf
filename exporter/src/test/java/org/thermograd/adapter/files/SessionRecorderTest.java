package org.thermograd.adapter.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.thermograd.adapter.files.LiveSession.GPU0;
import static org.thermograd.adapter.files.LiveSession.RUN;
import static org.thermograd.adapter.files.LiveSession.START;
import static org.thermograd.testing.StepBuilder.aStep;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.domain.analysis.recording.HardwareRecording;
import org.thermograd.domain.analysis.recording.Place;
import org.thermograd.domain.analysis.recording.RecordedDevice;
import org.thermograd.domain.analysis.recording.RecordedEvents;
import org.thermograd.domain.analysis.recording.RecordedSession;
import org.thermograd.domain.analysis.recording.SessionDevice;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.analysis.recording.Tally;
import org.thermograd.domain.analysis.recording.TrainingRecording;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.hardware.ClockChange;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceProperty;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.ingest.RunEnd;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.training.RankStep;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.TrainingMark;
import org.thermograd.domain.training.TrainingPhase;
import org.thermograd.domain.training.TrainingPush;

class SessionRecorderTest {
    @TempDir
    private Path dir;

    private static long millis(int second) {
        return START.plusSeconds(second).toEpochMilli();
    }

    private static RecordedDevice device(RecordedSession session, String name) {
        return requireNonNull(session.devices().get(name));
    }

    @Test
    void readsBackWhatWasRecorded() {
        LiveSession live = new LiveSession(dir).twoMinutes();
        live.ingestor.finish(RUN);
        live.recorder.close();

        RecordedSession session = live.read();

        assertThat(session.facts().end()).contains(START.plusSeconds(120));
        assertThat(session.facts().lost()).isZero();
        assertThat(session.hardwareTally()).isEqualTo(new Tally(360, Map.of()));
        assertThat(session.trainingTally()).isEqualTo(new Tally(120, Map.of()));
        SampleTable gpu = device(session, "gpu0").samples();
        assertThat(gpu.size()).isEqualTo(120);
        for (int second = 0; second < 120; second++) {
            assertThat(gpu.epochMillis(second)).isEqualTo(millis(second));
            assertThat(gpu.column(SampledRun.UTILIZATION).value(second)).isEqualTo(97);
            assertThat(gpu.column(SampledRun.TEMPERATURE).value(second)).isEqualTo(50 + second / 8.0);
            assertThat(gpu.column(SampledRun.POWER).value(second)).isEqualTo(655.5);
            assertThat(gpu.column(RecordedDevice.MEMORY_TEMPERATURE).value(second))
                    .isEqualTo(60);
            assertThat(gpu.column(RecordedDevice.FAN).value(second)).isEqualTo(35);
            assertThat(gpu.column(RecordedDevice.RATED_WATTS).value(second)).isEqualTo(700);
            assertThat(gpu.column(RecordedDevice.LIMIT_CELSIUS).value(second)).isNaN();
            assertThat(device(session, "gpu0").throttleReasons(second))
                    .contains(second >= 60 && second < 70 ? Set.of("sw_power_cap", "sw_thermal") : Set.of());
            assertThat(device(session, "gpu1").throttleReasons(second)).isEmpty();
            // Percent and back is exact for what a driver tells, and as near as a double can be for the rest.
            assertThat(device(session, "cpu")
                                    .samples()
                                    .column(SampledRun.UTILIZATION)
                                    .value(second)
                            / 100)
                    .isCloseTo(0.07 + second / 1000.0, org.assertj.core.data.Offset.offset(1e-16));
            assertThat(device(session, "cpu")
                            .samples()
                            .column(RecordedDevice.THROTTLES_TOTAL)
                            .value(second))
                    .isEqualTo(second < 90 ? 3 : 4);
        }
    }

    /** The session before ends, and the runs go on in the one that begins, in the time as it is. */
    @Test
    void beginsASessionWhereTheClockWasSetBack() throws IOException {
        LiveSession live = new LiveSession(dir).twoMinutes();
        Path before = live.recorder.folder();
        Instant was = live.clock.instant();
        live.clock.set(was.minusSeconds(3600));
        live.monitor.onClockSet(new ClockChange(was, live.clock.instant()));
        Path after = live.recorder.folder();
        live.twoMinutes();
        live.recorder.close();

        assertThat(after).isNotEqualTo(before).hasFileName("2026-11-22T093800Z-luna");
        for (Path folder : List.of(before, after)) {
            RecordedSession session = LiveSession.read(folder);
            assertThat(session.hardwareTally()).isEqualTo(new Tally(360, Map.of()));
            assertThat(session.trainingTally().used()).isEqualTo(120);
            assertThat(session.facts().devices()).containsKeys("cpu", "gpu0", "gpu1");
        }
        assertThat(LiveSession.read(before).facts().end()).contains(was);
        assertThat(Files.readString(after.resolve("events.jsonl")))
                .contains(
                        "{\"type\":\"clock_set\",\"onset\":\"2026-11-22T09:38:00.000Z\",\"before\":\"2026-11-22T10:38:00.000Z\"}")
                .contains("\"type\":\"run\",\"run\":\"luna-7\",\"onset\":\"2026-11-22T09:38:00.000Z\",\"end\":null");
        assertThat(LiveSession.read(after).events().tally().counts().get(SkipRule.CLOCK_SET))
                .isEqualTo(new Tally.Count(
                        1, Place.line(2), Optional.of("2026-11-22T10:38:00.000Z became 2026-11-22T09:38:00.000Z")));
    }

    @Test
    void goesOnInTheSameSessionWhereTheClockWasSetAhead() throws IOException {
        LiveSession live = new LiveSession(dir).twoMinutes();
        Instant was = live.clock.instant();
        live.clock.set(was.plusSeconds(3600));
        live.monitor.onClockSet(new ClockChange(was, live.clock.instant()));
        live.twoMinutes();
        live.recorder.close();

        assertThat(live.read().hardwareTally()).isEqualTo(new Tally(720, Map.of()));
        assertThat(Files.readString(live.recorder.folder().resolve("events.jsonl")))
                .contains("clock_set");
    }

    @Test
    void flagsOnlySamplesThatCouldBeJudged() {
        LiveSession live = new LiveSession(dir).twoMinutes();
        live.recorder.close();

        RecordedSession session = live.read();

        assertThat(device(session, "gpu1").samples().column(SampledRun.COLLAPSE).values())
                .as("no temperature")
                .containsOnly(Double.NaN);
        double[] flags =
                device(session, "gpu0").samples().column(SampledRun.COLLAPSE).values();
        assertThat(flags[0]).isNaN();
        assertThat(flags[119]).isZero();
    }

    @Test
    void recordsWhatIsKnownOfTheDevices() {
        LiveSession live = new LiveSession(dir).twoMinutes();
        live.recorder.close();

        Map<String, SessionDevice> devices = live.read().facts().devices();

        assertThat(devices.get("gpu0"))
                .isEqualTo(new SessionDevice(
                        Optional.of("GPU-0000"),
                        Map.of(DeviceProperty.NAME, "Imaginary \"H\", 200", DeviceProperty.DRIVER_VERSION, "590.12"),
                        new SessionDevice.Figure(700, SessionDevice.Origin.READ),
                        new SessionDevice.Figure(83, SessionDevice.Origin.ASSUMED),
                        new TreeSet<>(Set.of("sw_power_cap", "sw_thermal"))));
        assertThat(devices.get("gpu1"))
                .isEqualTo(new SessionDevice(
                        Optional.empty(),
                        Map.of(),
                        new SessionDevice.Figure(350, SessionDevice.Origin.OPTION),
                        new SessionDevice.Figure(83, SessionDevice.Origin.ASSUMED),
                        new TreeSet<>()));
        assertThat(devices).containsOnlyKeys("cpu", "gpu0", "gpu1");
    }

    @Test
    void recordsEventsAsTheyHappen() throws TooManyRunsException {
        LiveSession live = new LiveSession(dir).twoMinutes();
        live.ingestor.push(
                RUN,
                new TrainingPush(
                        Optional.of(new TreeMap<>(Map.of("model", "a \"b\""))),
                        Optional.of(List.of("GPU-0000", "cpu")),
                        List.of(),
                        0,
                        Optional.empty()));
        live.clock.advance(Duration.ofSeconds(2));
        TrainingMark mark = new TrainingMark(millis(40) + 5, "opened the \"window\"");
        TrainingPhase phase = new TrainingPhase("eval", new Segment(millis(90), millis(100)));
        RankStep part = new RankStep(
                1,
                12,
                OptionalLong.of(millis(91)),
                OptionalDouble.of(0.25),
                OptionalDouble.of(Double.POSITIVE_INFINITY));
        RankStep norm =
                new RankStep(0, 12, OptionalLong.of(millis(91)), OptionalDouble.empty(), OptionalDouble.of(3.5));
        live.say(new RunAnnotations(List.of(mark), List.of(phase), List.of(part, norm)));
        live.ingestor.finish(RUN);
        live.recorder.close();

        RecordedSession session = live.read();

        assertThat(session.recordedRun("luna-7").annotations())
                .isEqualTo(new RunAnnotations(List.of(mark), List.of(phase), List.of(part, norm)));
        assertThat(session.events().tally().dropped()).isZero();
        assertThat(session.events().collapses())
                .containsExactly(new RecordedEvents.Collapse(
                        "gpu0", CollapseReason.SW_THERMAL, millis(60), OptionalLong.of(millis(69))));
        assertThat(session.events().spikes())
                .containsExactly(new RecordedEvents.Spike("luna-7", "log_hampel", millis(80) + 250));
        assertThat(session.events().runs())
                .containsExactly(new RecordedEvents.RunLife(
                        "luna-7",
                        millis(0),
                        OptionalLong.of(millis(122)),
                        Optional.of(RunEnd.FINISHED),
                        new TreeMap<>(Map.of("model", "a \"b\"")),
                        List.of("GPU-0000", "cpu")));
        assertThat(session.devicesOf("luna-7")).containsExactlyInAnyOrder("gpu0", "cpu");
        assertThat(session.recordedRun("luna-7").devices()).containsOnlyKeys("gpu0", "cpu");
    }

    @Test
    void keepsStepsThatAreNotFiniteAndLeavesOutAbsentSignals() throws IOException {
        LiveSession live = new LiveSession(dir);
        live.push(
                aStep(1, 1_790_000_000.001).withGradNorm(Double.NaN).build(),
                aStep(2, 1_790_000_000.002)
                        .withoutGradNorm()
                        .withLoss(Double.NEGATIVE_INFINITY)
                        .build(),
                aStep(3, 1_790_000_000.003)
                        .withGradNorm(Double.POSITIVE_INFINITY)
                        .withLearningRate(5e-5)
                        .build());
        live.recorder.close();

        assertThat(Files.readString(live.recorder.folder().resolve("training.jsonl")))
                .isEqualTo("""
                        {"run":"luna-7","step":1,"timestamp_shared":1790000000.001,"grad_norm":NaN}
                        {"run":"luna-7","step":2,"timestamp_shared":1790000000.002,"loss":-Infinity}
                        {"run":"luna-7","step":3,"timestamp_shared":1790000000.003,"grad_norm":Infinity,"learning_rate":5.0E-5}
                        """);
        TrainingRecording run = requireNonNull(live.read().runs().get("luna-7"));
        assertThat(run.gradNorm().values()).containsExactly(Double.NaN, Double.POSITIVE_INFINITY);
        assertThat(run.entries().column(TrainingRecording.LOGGED).values()).containsExactly(1, 2, 5);
        assertThat(run.entries().column(TrainingRecording.LEARNING_RATE).value(2))
                .isEqualTo(5e-5);
    }

    @Test
    void theExistingReaderOfTrainingLogsReadsItsSteps() throws RecordingException {
        LiveSession live = new LiveSession(dir).twoMinutes();
        live.recorder.close();

        TrainingRecording log =
                new TrainingLogReader().read(live.recorder.folder().resolve("training.jsonl"));
        HardwareRecording csv =
                new HardwareCsvReader().read(live.recorder.folder().resolve("hardware.csv"));

        assertThat(log.tally()).isEqualTo(new Tally(120, Map.of()));
        assertThat(csv.tally()).isEqualTo(new Tally(360, Map.of()));
    }

    @Test
    void aRowHoldsNothingThatIsNotKnown() throws IOException {
        LiveSession live = new LiveSession(dir);
        live.sample(List.of(), LiveSession.of(GPU0, Quantity.GPU_UTILIZATION_RATIO, 0.5));
        live.clock.advance(Duration.ofSeconds(1));
        live.sample(
                List.of(),
                LiveSession.of(GPU0, Quantity.GPU_THROTTLE_ACTIVE, 0, "hw_thermal"),
                LiveSession.of(GPU0, Quantity.GPU_POWER_WATTS, 12.5),
                LiveSession.of(GPU0, Quantity.GPU_CLOCK_HERTZ, 1.755e9, "graphics"),
                LiveSession.of(GPU0, Quantity.GPU_CLOCK_HERTZ, 2.619e9, "memory"));
        live.clock.advance(Duration.ofSeconds(1));
        live.sample(
                List.of(),
                LiveSession.of(Device.CPU, Quantity.CPU_UTILIZATION_RATIO, 1),
                LiveSession.of(Device.CPU, Quantity.CPU_TEMPERATURE_CELSIUS, 81, "core"),
                LiveSession.of(Device.CPU, Quantity.CPU_POWER_WATTS, 250, "package-0"),
                LiveSession.of(Device.CPU, Quantity.CPU_FREQUENCY_HERTZ, 2.4e9, "0"),
                LiveSession.of(Device.CPU, Quantity.CPU_FREQUENCY_HERTZ, 3.0e9, "1"));
        live.recorder.close();

        assertThat(Files.readAllLines(live.recorder.folder().resolve("hardware.csv")))
                .containsExactly(
                        String.join(",", SessionFiles.COLUMNS),
                        "2026-11-22T10:36:00.000Z,gpu0,,,,,,,,50,,,,,,,,GPU-0000,,,,,",
                        "2026-11-22T10:36:01.000Z,gpu0,,,,,,,12.5,,,,,,,,none,GPU-0000,,,,1755000000,",
                        "2026-11-22T10:36:02.000Z,cpu,0.499168,0.499168,0.998336,0.5,81,,250,100,2,,,,,"
                                + "CPU_TEMP_LIMIT|CPU_A_LOAD>1.10,,,,,,2700000000,");
    }

    @Test
    void twoSessionsOfOneSecondHaveFoldersOfTheirOwn() throws IOException {
        LiveSession first = new LiveSession(dir.resolve("a/b"), "../x y");
        LiveSession second = new LiveSession(dir.resolve("a/b"), "../x y");
        first.recorder.close();
        second.recorder.close();

        assertThat(first.recorder.folder()).isEqualTo(dir.resolve("a/b/2026-11-22T103600Z-.._x_y"));
        assertThat(second.recorder.folder()).isEqualTo(dir.resolve("a/b/2026-11-22T103600Z-.._x_y-2"));
        assertThat(first.read().facts().host()).isEqualTo("../x y");
        for (String name : SessionFiles.ALL) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            first.recorder.folder().resolve(name))))
                    .startsWith("rw-")
                    .doesNotMatch("...(.w.|....w.).*");
        }
    }

    @Test
    void recordsBelowALinkToAFolder() throws IOException {
        Path real = Files.createDirectory(dir.resolve("real"));
        LiveSession live = new LiveSession(Files.createSymbolicLink(dir.resolve("link"), real));
        live.recorder.close();

        assertThat(real.resolve("2026-11-22T103600Z-luna/session.json")).exists();
    }

    @Test
    void aFolderThatIsAFileIsRefused() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));

        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> SessionRecorder.start(
                        file, LiveSession.facts("luna"), LiveSession.CONFIG, new LiveSession(dir).clock));
    }

    @Test
    void whatIsDiscardedIsGone() {
        LiveSession live = new LiveSession(dir).twoMinutes();

        live.recorder.discard();

        assertThat(live.recorder.folder()).doesNotExist();
        live.recorder.close();
        assertThat(live.recorder.folder()).doesNotExist();
        assertThat(dir).as("it was there before").isEmptyDirectory();
    }

    @Test
    void whatIsDiscardedTakesTheFoldersMadeForItAlong() {
        LiveSession first = new LiveSession(dir.resolve("new/sessions"));
        LiveSession second = new LiveSession(dir.resolve("new/sessions"));

        first.recorder.discard();
        assertThat(first.recorder.folder()).doesNotExist();
        assertThat(second.recorder.folder()).as("somebody else uses it").isDirectory();

        LiveSession alone = new LiveSession(dir.resolve("other/sessions"));
        alone.recorder.discard();
        assertThat(dir.resolve("other")).doesNotExist();
    }

    @Test
    void whatComesAfterTheEndIsCounted() {
        LiveSession live = new LiveSession(dir);
        live.recorder.close();

        live.push(aStep(1, 1_790_000_000).build());
        live.recorder.close();

        assertThat(live.recorder.lost()).isEqualTo(2);
        assertThat(live.read().runs()).isEmpty();
    }

    @Test
    void writesAllThatSeveralThreadsGiveIt() throws InterruptedException {
        LiveSession live = new LiveSession(dir);
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int thread = i;
            threads.add(new Thread(() -> {
                try {
                    start.await();
                    for (int step = 0; step < 2000; step++) {
                        live.recorder.accepted(
                                RUN,
                                aStep(step, 1_790_000_000.0 + thread * 10_000 + step)
                                        .build(),
                                org.thermograd.domain.ingest.Examination.SPIKE_ONSET);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        threads.forEach(Thread::start);
        start.countDown();
        live.twoMinutes();
        for (Thread thread : threads) {
            thread.join();
        }
        live.recorder.close();

        RecordedSession session = live.read();
        assertThat(live.recorder.lost()).isZero();
        assertThat(requireNonNull(session.runs().get("luna-7")).entries().size())
                .isEqualTo(8120);
        assertThat(session.events().spikes()).hasSize(8001);
        assertThat(session.hardwareTally()).isEqualTo(new Tally(360, Map.of()));
    }
}
