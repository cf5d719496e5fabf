package org.thermograd.domain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.series.Segment;

class RunAnnotationsTest {
    private static final TrainingMark MARK = new TrainingMark(1000, "opened the window");
    private static final TrainingPhase EVAL = new TrainingPhase("eval", new Segment(2000, 3000));
    private static final TrainingPhase SAVE = new TrainingPhase("save", new Segment(5000, 5010));
    private static final RunAnnotations ALL = new RunAnnotations(List.of(MARK), List.of(EVAL, SAVE));

    @Test
    void isEmptyWhereNothingWasSaid() {
        assertThat(RunAnnotations.NONE.isEmpty()).isTrue();
        assertThat(new RunAnnotations(List.of(MARK), List.of()).isEmpty()).isFalse();
        assertThat(new RunAnnotations(List.of(), List.of(EVAL)).isEmpty()).isFalse();
    }

    @Test
    void whatBeginsInATimeBelongsToIt() {
        assertThat(ALL.within(new Segment(0, 2001))).isEqualTo(new RunAnnotations(List.of(MARK), List.of(EVAL)));
        assertThat(ALL.within(new Segment(1001, 9000))).isEqualTo(new RunAnnotations(List.of(), List.of(EVAL, SAVE)));
        assertThat(ALL.phaseTimes()).containsExactly(EVAL.time(), SAVE.time());
    }

    @Test
    void movesAndLosesAPhaseOfWhichNothingIsLeft() {
        assertThat(ALL.movedTo(millis -> millis + 7))
                .isEqualTo(new RunAnnotations(
                        List.of(new TrainingMark(1007, MARK.text())),
                        List.of(
                                new TrainingPhase("eval", new Segment(2007, 3007)),
                                new TrainingPhase("save", new Segment(5007, 5017)))));
        assertThat(ALL.movedTo(millis -> Math.min(millis, 4000)).phases()).containsExactly(EVAL);
    }

    private static RankStep part(int rank, long step, long millis) {
        return new RankStep(rank, step, OptionalLong.of(millis), OptionalDouble.of(0.5), OptionalDouble.empty());
    }

    @Test
    void stepsOfRanksBelongToTheirTimeAndMoveWithIt() {
        RunAnnotations told = new RunAnnotations(List.of(), List.of(), List.of(part(1, 7, 1000), part(0, 7, 2000)));

        assertThat(told.isEmpty()).isFalse();
        assertThat(told.within(new Segment(0, 2000)).rankSteps()).containsExactly(part(1, 7, 1000));
        assertThat(told.movedTo(millis -> millis + 5).rankSteps()).containsExactly(part(1, 7, 1005), part(0, 7, 2005));
        assertThat(push(told).isOfRanksOnly()).isTrue();
        assertThat(push(RunAnnotations.NONE).isOfRanksOnly()).isFalse();
        assertThat(push(new RunAnnotations(List.of(MARK), List.of(), told.rankSteps()))
                        .isOfRanksOnly())
                .isFalse();
        assertThat(push(new RunAnnotations(List.of(), List.of(EVAL), told.rankSteps()))
                        .isOfRanksOnly())
                .isFalse();
    }

    @Test
    void refusesWhatNoStepOfARankMayBe() {
        OptionalDouble one = OptionalDouble.of(1);
        OptionalDouble none = OptionalDouble.empty();
        OptionalLong now = OptionalLong.of(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RankStep(65_536, 1, now, one, none))
                .withMessage("rank must be 0 to 65535, got 65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RankStep(-1, 1, now, one, none))
                .withMessage("rank must be 0 to 65535, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RankStep(1, -1, now, one, none))
                .withMessage("step must be 0 to 9007199254740992, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RankStep(1, TrainingStep.MAX_STEP + 1, now, one, none))
                .withMessage("step must be 0 to 9007199254740992, got 9007199254740993");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RankStep(1, 1, OptionalLong.of(-1), one, none))
                .withMessage("epochMillis must be at least 0, got -1");
        for (double seconds : new double[] {-1, 86_401, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RankStep(1, 1, now, OptionalDouble.of(seconds), none))
                    .withMessage("stepSeconds must be 0 to 86400.0, got " + seconds);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RankStep(1, 1, now, none, none))
                .withMessage("step of a rank must have a time or a norm, got neither");
        List<RankStep> tooMany = Collections.nCopies(TrainingPush.MAX_RANK_STEPS + 1, part(1, 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> push(new RunAnnotations(List.of(), List.of(), tooMany)))
                .withMessage("number of steps of ranks must be at most 4096, got 4097");
    }

    @Test
    void refusesWhatNoMarkOrPhaseMayBe() {
        String tooLongText = "x".repeat(TrainingMark.MAX_CHARS + 1);
        String tooLongName = "x".repeat(TrainingPhase.MAX_CHARS + 1);
        Segment time = new Segment(0, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingMark(0, ""))
                .withMessage("text must have 1 to 128 characters, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingMark(0, tooLongText))
                .withMessage("text must have 1 to 128 characters, got 129");
        assertThatIllegalArgumentException().isThrownBy(() -> new TrainingMark(-1, "a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingPhase("", time))
                .withMessage("name must have 1 to 64 characters, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingPhase(tooLongName, time))
                .withMessage("name must have 1 to 64 characters, got 65");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingPhase("eval", new Segment(-1, 1)))
                .withMessage("time must start at 0 or later, got -1");
    }

    private static TrainingPush push(RunAnnotations notes) {
        return new TrainingPush(Optional.empty(), Optional.empty(), List.of(), 0, Optional.empty(), notes);
    }

    @Test
    void aPushHoldsSixteenOfEach() {
        List<TrainingMark> marks = Collections.nCopies(TrainingPush.MAX_NOTES + 1, MARK);
        List<TrainingPhase> phases = Collections.nCopies(TrainingPush.MAX_NOTES + 1, EVAL);

        assertThat(push(new RunAnnotations(marks.subList(1, 17), phases.subList(1, 17)))
                        .notes()
                        .marks())
                .hasSize(16);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> push(new RunAnnotations(marks, List.of())))
                .withMessage("number of marks must be at most 16, got 17");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> push(new RunAnnotations(List.of(), phases)))
                .withMessage("number of phases must be at most 16, got 17");
    }
}
