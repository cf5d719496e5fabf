package org.thermograd.domain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
