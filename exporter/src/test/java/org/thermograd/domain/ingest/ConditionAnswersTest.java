package org.thermograd.domain.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.WatchedEpisodes;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;

class ConditionAnswersTest {
    private static final List<String> NONE = List.of();
    private static final WatchedEpisodes EPISODES = new WatchedEpisodes(
            new Coverage(List.of(new Segment(0, 100), new Segment(200, 300))),
            Map.of(
                    new EpisodeKind("gpu0", "hw_thermal"),
                    List.of(new Segment(10, 20), new Segment(30, 40)),
                    new EpisodeKind(EpisodeKind.ALL, "power_brake"),
                    List.of()),
            Set.of("hw_thermal"),
            1500);

    private final ConditionAnswers answers = new ConditionAnswers();

    private static byte[] written() {
        ConditionAnswers.Writer writer = new ConditionAnswers.Writer();
        writer.during(5_000, 6_000, StepCondition.COLLAPSED);
        writer.during(6_000, 7_000, StepCondition.THROTTLED);
        writer.throttled(4_000, 7_000, true);
        writer.episodes(1_000, EPISODES);
        return writer.written();
    }

    @Test
    void answersAsTheSourceDid() {
        answers.read(written());

        assertThat(answers.during(NONE, 5_000, 6_000)).isEqualTo(StepCondition.COLLAPSED);
        assertThat(answers.during(NONE, 6_000, 7_000)).isEqualTo(StepCondition.THROTTLED);
        assertThat(answers.throttled(NONE, 4_000, 7_000)).isTrue();
        assertThat(answers.episodes(NONE, 1_000)).isEqualTo(EPISODES);
    }

    @Test
    void knowsNothingOfOtherTimes() {
        answers.read(written());

        assertThat(answers.during(NONE, 5_000, 6_001)).isEqualTo(StepCondition.CLEAR);
        assertThat(answers.throttled(NONE, 5_000, 6_000)).isFalse();
        assertThat(answers.episodes(NONE, 5_000)).isEqualTo(WatchedEpisodes.NONE);
        assertThat(answers.possible()).containsExactly(StepCondition.CLEAR);
    }

    @Test
    void takesNoRoomWhereNothingWasKnown() {
        ConditionAnswers.Writer writer = new ConditionAnswers.Writer();
        writer.during(1, 2, StepCondition.CLEAR);
        writer.throttled(1, 2, false);
        writer.episodes(1, WatchedEpisodes.NONE);

        assertThat(writer.written()).isEmpty();
    }

    @Test
    void forgetsWhatItHadRead() {
        answers.read(written());
        answers.read(new byte[0]);

        assertThat(answers.during(NONE, 5_000, 6_000)).isEqualTo(StepCondition.CLEAR);
        assertThat(answers.throttled(NONE, 4_000, 7_000)).isFalse();
        assertThat(answers.episodes(NONE, 1_000)).isEqualTo(WatchedEpisodes.NONE);
    }

    @Test
    void refusesWhatIsNotWhole() {
        byte[] whole = written();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> answers.read(Arrays.copyOf(whole, whole.length - 1)))
                .withMessage("answers must be whole, got " + (whole.length - 1) + " bytes");
        assertThatIllegalArgumentException().isThrownBy(() -> answers.read(new byte[] {100, 2, 2}));
    }
}
