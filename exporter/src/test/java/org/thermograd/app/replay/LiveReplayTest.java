package org.thermograd.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.adapter.exposition.Backfill;
import org.thermograd.adapter.http.ReplayControl;
import org.thermograd.app.ThreeMinutes;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.domain.efficiency.Ratings;
import org.thermograd.testing.ManualClock;

/** A live replay of three minutes, on a clock that the test moves. */
class LiveReplayTest {
    private static final Duration LENGTH = Duration.ofSeconds(ThreeMinutes.SECONDS - 1);
    private static final Duration TICK = Duration.ofMillis(50);

    @TempDir
    private Path dir;

    private ThreeMinutes session;
    private String live = "";

    @BeforeEach
    void record() throws Exception {
        session = new ThreeMinutes(dir);
        live = session.live(true);
    }

    private LiveReplay replay(double speed, LiveReplayConfig.Passes passes, ManualClock clock)
            throws CommandFailedException {
        ReplayInput input =
                ReplayInput.read(new FileReplayConfig.Session(session.folder()), Duration.ofMinutes(5), Ratings.NONE);
        LiveReplay replay = new LiveReplay(input, speed, passes, clock::nanos);
        replay.begin(clock.instant());
        return replay;
    }

    private static void run(LiveReplay replay, ManualClock clock, Duration time) {
        for (Duration left = time; !left.isZero(); left = left.minus(TICK)) {
            clock.advance(TICK);
            replay.play();
        }
    }

    /** Returns what a scrape of the replay stores, stamped with its own time of the data. */
    private static String page(LiveReplay replay) throws IOException {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        new Backfill(replay.exposition(List.of()), "thermograd", "2026-11-22T103600Z-luna")
                .writeScrape(replay.state().position(), page);
        return page.toString(StandardCharsets.UTF_8);
    }

    private static List<String> series(String page) {
        return page.lines()
                .filter(line -> line.startsWith("thermograd_"))
                .filter(line -> !line.matches("thermograd_(source|build|replay|collector)_.*"))
                .sorted()
                .toList();
    }

    private static List<Double> values(String page, String series) {
        Matcher sample = Pattern.compile("(?m)^" + series + "(?:\\{[^}]*})? (\\S+) \\S+$")
                .matcher(page);
        return sample.results().map(found -> Double.valueOf(found.group(1))).toList();
    }

    @ParameterizedTest
    @CsvSource({"1", "4", "0.5"})
    void showsInTheEndWhatTheExporterShowed(double speed) throws Exception {
        ManualClock clock = new ManualClock(ThreeMinutes.START);
        LiveReplay replay = replay(speed, LiveReplayConfig.Passes.ONE, clock);
        run(replay, clock, Duration.ofMillis((long) (LENGTH.toMillis() / speed)).plusMillis(50));

        assertThat(replay.isEnded()).isTrue();
        assertThat(series(page(replay))).isEqualTo(series(live));
        assertThat(page(replay))
                .contains("thermograd_source_info{hardware=\"replayed\"")
                .contains("training=\"replayed\"} 1 ");
    }

    @Test
    void aLongGapEndsAfterAnHour() throws Exception {
        Path training = session.folder().resolve("training.jsonl");
        long yesterday = ThreeMinutes.START.getEpochSecond() - 20 * 3600;
        Files.writeString(
                training,
                "{\"run\":\"old\",\"step\":1,\"timestamp_shared\":" + yesterday + ",\"grad_norm\":1.0}\n"
                        + Files.readString(training));
        ManualClock clock = new ManualClock(ThreeMinutes.START);
        LiveReplay replay = replay(1000, LiveReplayConfig.Passes.ONE, clock);
        run(
                replay,
                clock,
                Duration.ofHours(1).plus(LENGTH).dividedBy(1000).plus(TICK).truncatedTo(ChronoUnit.SECONDS));

        assertThat(replay.isEnded()).isFalse();
        run(replay, clock, Duration.ofSeconds(1));
        assertThat(replay.isEnded()).isTrue();
        assertThat(values(page(replay), "thermograd_training_run_active")).hasSize(2);
    }

    @Test
    void itsFirstSampleIsNow() throws Exception {
        ManualClock clock = new ManualClock(ThreeMinutes.START);
        ManualClock later = new ManualClock(Instant.parse("2031-01-01T00:00:00.250Z"));
        LiveReplay before = replay(1, LiveReplayConfig.Passes.ONE, clock);
        LiveReplay after = replay(1, LiveReplayConfig.Passes.ONE, later);
        run(before, clock, LENGTH);
        run(after, later, LENGTH);
        double shift =
                (Instant.parse("2031-01-01T00:00:00.250Z").toEpochMilli() - ThreeMinutes.START.toEpochMilli()) / 1e3;

        for (String family : List.of(
                "thermograd_training_spike_onset_timestamp_seconds",
                "thermograd_collapse_onset_timestamp_seconds",
                "thermograd_collapse_end_timestamp_seconds",
                "thermograd_training_run_start_timestamp_seconds")) {
            assertThat(values(page(after), family))
                    .as(family)
                    .isNotEmpty()
                    .containsExactlyElementsOf(values(page(before), family).stream()
                            .map(time -> Math.round((time + shift) * 1e3) / 1e3)
                            .toList());
        }
    }

    @Test
    void playsNothingBeforeItsTime() throws Exception {
        ManualClock clock = new ManualClock(ThreeMinutes.START);
        LiveReplay replay = replay(10, LiveReplayConfig.Passes.ONE, clock);
        run(replay, clock, Duration.ofMillis(2950));

        assertThat(values(page(replay), "thermograd_training_steps_total")).containsExactly(30.0);
        assertThat(values(page(replay), "thermograd_replay_speed_ratio")).containsExactly(10.0);
        assertThat(values(page(replay), "thermograd_replay_lag_seconds")).containsExactly(-26.55);
        assertThat(values(page(replay), "thermograd_replay_progress_ratio")).containsExactly(29.5 / 179);
        assertThat(replay.isEnded()).isFalse();
    }

    @Test
    void aPauseStopsTheTimeOfTheData() throws Exception {
        ManualClock clock = new ManualClock(ThreeMinutes.START);
        LiveReplay replay = replay(1, LiveReplayConfig.Passes.ONE, clock);
        run(replay, clock, Duration.ofSeconds(100));
        String atPause = page(replay);
        replay.pause();
        run(replay, clock, Duration.ofMinutes(10));

        assertThat(series(page(replay))).isEqualTo(series(atPause));
        assertThat(replay.state())
                .isEqualTo(new ReplayControl.State(
                        ReplayControl.Stage.PAUSED, 1, ThreeMinutes.START.plusSeconds(100), 100.0 / 179, 1));
        assertThat(values(page(replay), "thermograd_replay_speed_ratio")).containsExactly(0.0);

        replay.resume();
        run(replay, clock, Duration.ofSeconds(79));

        assertThat(series(page(replay))).isEqualTo(series(live));
        assertThat(values(page(replay), "thermograd_replay_lag_seconds")).containsExactly(600.0);
    }

    @Test
    void overAndOverTimesGoOnAndEachTimeHasRunsOfItsOwn() throws Exception {
        ManualClock clock = new ManualClock(ThreeMinutes.START);
        LiveReplay replay = replay(1, LiveReplayConfig.Passes.ENDLESS, clock);
        Duration pass = LENGTH.plusSeconds(6);
        run(replay, clock, pass.multipliedBy(2).plus(LENGTH));
        String page = page(replay);

        assertThat(replay.isEnded()).isFalse();
        assertThat(replay.state().pass()).isEqualTo(3);
        assertThat(replay.state().progressRatio()).isEqualTo(1);
        for (String run : List.of("luna-7-loop2", "luna-7-loop3")) {
            assertThat(values(page, "thermograd_training_grad_spikes_total\\{[^}]*run=\"" + run + "\"}"))
                    .as(run)
                    .containsExactly(2.0);
        }
        assertThat(values(page, "thermograd_training_run_active")).containsExactlyInAnyOrder(0.0, 0.0, 1.0);
        assertThat(values(page, "thermograd_collapses_total\\{[^}]*reason=\"sw_thermal\"[^}]*}"))
                .containsExactly(3.0);
        List<Double> onsets =
                values(page, "thermograd_collapse_onset_timestamp_seconds\\{[^}]*reason=\"sw_thermal\"[^}]*}");
        assertThat(onsets)
                .containsExactly(onsets.get(0), onsets.get(0) + pass.toSeconds(), onsets.get(0) + 2 * pass.toSeconds());
    }

    @Test
    void aPassThatIsLateLosesNothing() throws Exception {
        ManualClock clock = new ManualClock(ThreeMinutes.START);
        LiveReplay replay = replay(1000, LiveReplayConfig.Passes.ENDLESS, clock);
        clock.advance(Duration.ofMillis(185 * 2 + 179));
        replay.play();

        assertThat(values(page(replay), "thermograd_collapses_total\\{[^}]*reason=\"sw_thermal\"[^}]*}"))
                .containsExactly(3.0);
    }

    @Test
    void manyRepetitionsFindRoomForTheirRuns() throws Exception {
        ManualClock clock = new ManualClock(ThreeMinutes.START);
        LiveReplay replay = replay(1000, LiveReplayConfig.Passes.ENDLESS, clock);
        clock.advance(Duration.ofMillis(185 * 100));
        replay.play();

        assertThat(replay.state().pass()).isEqualTo(101);
        assertThat(page(replay)).contains("run=\"luna-7-loop101\"").doesNotContain("run=\"luna-7-loop2\"");
    }

    @Test
    void refusesNamesThatRepetitionsCouldNotHave() throws Exception {
        Path folder = Files.createDirectories(dir.resolve("a-loop2"));
        Path log = Files.writeString(
                folder.resolve("training.jsonl"), "{\"step\":1,\"timestamp_shared\":1795338000,\"grad_norm\":1}\n");
        Path csv = Files.writeString(
                folder.resolve("hardware.csv"), "timestamp,device,collapse\n2026-11-22T09:00:00Z,gpu0,0\n");
        ReplayInput input = ReplayInput.read(new FileReplayConfig.Pair(csv, log), Duration.ofMinutes(5), Ratings.NONE);

        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> new LiveReplay(input, 1, LiveReplayConfig.Passes.ENDLESS, () -> 0))
                .withMessage(
                        "with --loop the name of a run must have at most 108 characters and not end with -loop and a"
                                + " number, got a-loop2");
        assertThat(Optional.of(new LiveReplay(input, 1, LiveReplayConfig.Passes.ONE, () -> 0)))
                .isPresent();
    }
}
