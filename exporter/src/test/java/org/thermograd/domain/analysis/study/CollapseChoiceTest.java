package org.thermograd.domain.analysis.study;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.recording.RecordedSession;
import org.thermograd.domain.analysis.recording.SessionDevice.Figure;
import org.thermograd.domain.analysis.recording.SessionDevice.Origin;
import org.thermograd.domain.analysis.recording.SessionRun;
import org.thermograd.domain.analysis.report.Collapses;
import org.thermograd.domain.analysis.report.Source;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.efficiency.DeviceRating;
import org.thermograd.domain.efficiency.Ratings;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.HandMadeSession;

class CollapseChoiceTest {
    private static final GapRule GAPS = new GapRule(3, 5000);
    private static final TimeSeries STEPS = TimeSeries.of(new long[] {0, 1000}, new double[] {1, 2});
    private static final SampleTable ENTRIES =
            SampleTable.builder(SampledRun.GRAD_NORM, SampledRun.LOSS).build();

    private static CollapseChoice choice(CollapseKind kind, Ratings ratings) {
        return new CollapseChoice(
                Optional.of(kind), ratings, CollapseChoice.DEFAULTS.slopeWindow(), CollapseChoice.DEFAULTS.mode());
    }

    private static SampledRun run(RecordedSession session) {
        TreeMap<String, SampleTable> devices = new TreeMap<>();
        session.devices().forEach((name, device) -> devices.put(name, device.samples()));
        return new SampledRun("luna", ENTRIES, STEPS, STEPS, devices);
    }

    private static Source.Files source(Source.Files.Recording recording) {
        return new Source.Files(recording, "real", "real", List.of(), new TreeMap<>(), List.of());
    }

    private static RecordedRuns ofSession(RecordedSession session) {
        return new RecordedRuns(
                List.of(run(session)),
                List.of(new SessionRun(run(session), session)),
                source(Source.Files.Recording.SESSION));
    }

    private static RecordedRuns ofFiles(RecordedSession session) {
        return new RecordedRuns(List.of(run(session)), List.of(), source(Source.Files.Recording.FILES));
    }

    private static HandMadeSession gpu(String... reasons) {
        return new HandMadeSession().device("gpu0", new long[] {0, 1}, reasons);
    }

    @Test
    void theKindFollowsWhatTheRunsHold() {
        assertThat(CollapseChoice.DEFAULTS.kindFor(ofFiles(gpu("none", "none").session())))
                .isEqualTo(CollapseKind.RECORDED);
        assertThat(CollapseChoice.DEFAULTS.kindFor(ofSession(gpu("none", "none").session())))
                .isEqualTo(CollapseKind.CONFIRMED);
        assertThat(CollapseChoice.DEFAULTS.kindFor(ofSession(gpu("", "").session())))
                .isEqualTo(CollapseKind.INFERRED);
    }

    @Test
    void refusesAKindThatIsNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> choice(CollapseKind.CONFIRMED, Ratings.NONE)
                        .choose(ofFiles(gpu("none", "none").session()), GAPS))
                .withMessage("kind must be one that files hold, got confirmed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> choice(CollapseKind.RECORDED, Ratings.NONE)
                        .choose(ofSession(gpu("none", "none").session()), GAPS))
                .withMessage("kind must be one that sessions hold, got recorded");
    }

    private static Collapses.RatedDevice rated(HandMadeSession session, Ratings ratings) {
        Collapses collapses = choice(CollapseKind.INFERRED, ratings)
                .choose(ofSession(session.session()), GAPS)
                .collapses();
        return requireNonNull(((Collapses.Inferred) collapses).devices().get("gpu0"));
    }

    @Test
    void ratingsAreThoseThatTheSessionTells() {
        HandMadeSession read = gpu("", "").rated("gpu0", new Figure(300, Origin.READ), new Figure(90, Origin.OPTION));
        assertThat(rated(read, Ratings.NONE).rating()).isEqualTo(new DeviceRating(300, 90));
        assertThat(rated(read, Ratings.NONE).assumed()).isEmpty();

        HandMadeSession assumed =
                gpu("", "").rated("gpu0", new Figure(250, Origin.ASSUMED), new Figure(83, Origin.ASSUMED));
        assertThat(rated(assumed, Ratings.NONE).assumed())
                .containsExactlyInAnyOrder(Collapses.Figure.RATED_WATTS, Collapses.Figure.LIMIT_CELSIUS);
    }

    @Test
    void ratingsThatAreGivenStandInTheirPlace() {
        HandMadeSession read = gpu("", "").rated("gpu0", new Figure(300, Origin.READ), new Figure(90, Origin.ASSUMED));
        Ratings given = new Ratings(Map.of("gpu", 400.0), Map.of("gpu0", 70.0));

        assertThat(rated(read, given).rating()).isEqualTo(new DeviceRating(400, 70));
        assertThat(rated(read, given).assumed()).isEmpty();
        assertThat(rated(gpu("", ""), Ratings.NONE))
                .as("of a device of which the session tells nothing")
                .isEqualTo(new Collapses.RatedDevice(
                        DeviceRating.defaultOf("gpu0"), EnumSet.allOf(Collapses.Figure.class)));
    }
}
