package org.thermograd.domain.analysis.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.verdict.JudgedStretch;
import org.thermograd.domain.analysis.verdict.PooledRuns;
import org.thermograd.domain.analysis.verdict.Reason;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.event.EventKind;
import org.thermograd.domain.event.MissingEvents;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;

class RunAndDevicesTest {
    /** Trains from 10 s to 40 s. */
    private static TrainingHistory training() {
        ScrapedRun run = new ScrapedRunBuilder()
                .with(RunSeries.LAST_PUSH_SECONDS, 10, 10, 20, 20, 30, 30, 40, 40)
                .with(RunSeries.NORMS, 10, 1, 40, 31)
                .build();
        return TrainingHistory.of(run, 0, EventConfig.DEFAULTS, "log_hampel");
    }

    private static DeviceHistory device(String name, boolean observable, long from, long to, long... onsets) {
        List<Event> collapses = new ArrayList<>();
        for (long onset : onsets) {
            collapses.add(new Event(name, EventKind.CONFIRMED_COLLAPSE, "throttling", onset, onset, 0, 1));
        }
        Coverage watched = new Coverage(from == to ? List.of() : List.of(new Segment(from, to)));
        return new DeviceHistory(
                name,
                observable,
                watched,
                watched,
                collapses,
                new TreeSet<>(Set.of(15_000L, 50_000L)),
                new MissingEvents(0, List.of()),
                List.of());
    }

    private static RunEvents events(Set<String> absent, DeviceHistory... devices) {
        return new RunAndDevices(training(), List.of(devices), new TreeSet<>(absent))
                .stretches()
                .get(0)
                .events();
    }

    @Test
    void takesTheTimeThatEveryDeviceWasWatchedAndWhatHappenedMeanwhile() {
        RunEvents events = events(
                Set.of(),
                device("gpu0", true, 0, 35_000, 5000, 12_000, 60_000),
                device("gpu1", true, 15_000, 90_000, 20_000));

        assertThat(events.coverage()).isEqualTo(new Coverage(List.of(new Segment(15_000, 35_000))));
        assertThat(events.collapses().get("gpu0"))
                .extracting(Event::onsetMillis)
                .containsExactly(12_000L);
        assertThat(events.collapses()).containsOnlyKeys("gpu0", "gpu1");
        assertThat(events.leftCensored()).isEqualTo(2);
        assertThat(events.blindDevices()).isEmpty();
    }

    @Test
    void aDeviceThatIsBlindOrAbsentOrSilentMeanwhileDoesNotEmptyTheRest() {
        RunEvents events = events(
                Set.of("GPU-gone"),
                device("cpu", false, 0, 90_000),
                device("gpu0", true, 0, 90_000),
                device("gpu1", true, 50_000, 90_000, 55_000));

        assertThat(events.coverage()).isEqualTo(new Coverage(List.of(new Segment(10_000, 40_001))));
        assertThat(events.collapses()).containsOnlyKeys("gpu0");
        assertThat(events.blindDevices()).containsExactly("GPU-gone", "cpu", "gpu1");
        assertThat(events.isBlind()).isFalse();
    }

    @Test
    void whereNoneWasWatchedMeanwhileNothingIsCovered() {
        RunEvents events = events(Set.of(), device("gpu1", true, 50_000, 90_000));

        assertThat(events.coverage().segments()).isEmpty();
        assertThat(events.isBlind()).isFalse();
    }

    @Test
    void allBlindIsBlindAndStillCovered() {
        RunEvents looked = events(Set.of(), device("cpu", false, 0, 20_000));
        RunEvents unknown = events(Set.of(), device("cpu", false, 0, 0));
        RunEvents none = events(Set.of());

        assertThat(looked.isBlind()).isTrue();
        assertThat(looked.coverage()).isEqualTo(new Coverage(List.of(new Segment(10_000, 20_000))));
        assertThat(unknown.coverage()).isEqualTo(new Coverage(List.of(new Segment(10_000, 40_001))));
        assertThat(none.isBlind()).isTrue();
        assertThat(none.coverage().totalMillis()).isEqualTo(30_001);
    }

    private static JudgedStretch stretch(RunEvents events, Reason... reasons) {
        return new JudgedStretch(events, Set.of(reasons));
    }

    @Test
    void leavesOutWhatCannotBeJudgedUnlessNothingElseIsThere() {
        RunEvents seeing = events(Set.of(), device("gpu0", true, 0, 90_000));
        RunEvents blind = events(Set.of(), device("cpu", false, 0, 90_000));

        PooledRuns mixed =
                PooledRuns.of(List.of(stretch(seeing), stretch(seeing, Reason.TOO_FEW_SAMPLES), stretch(blind)));
        PooledRuns short1 = PooledRuns.of(List.of(stretch(seeing, Reason.TOO_FEW_SAMPLES), stretch(blind)));
        PooledRuns dark = PooledRuns.of(List.of(stretch(blind)));

        assertThat(mixed.runs()).containsExactly(seeing);
        assertThat(mixed.blind()).containsExactly("r");
        assertThat(mixed.unjudged()).hasSize(1);
        assertThat(mixed.reasons()).isEmpty();
        assertThat(short1.runs()).containsExactly(seeing);
        assertThat(short1.reasons()).containsExactly(Reason.TOO_FEW_SAMPLES);
        assertThat(dark.runs()).containsExactly(blind);
        assertThat(dark.blind()).isEmpty();
    }
}
