package org.thermograd.adapter.http.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.StepField;
import org.thermograd.domain.training.TrainingStep;

class StepJoinTest {
    private static final RunId RUN = new RunId("r");
    private static final long MILLI = 1_000_000;

    private final RefusedPoints refused = new RefusedPoints();

    private static Point loss(long step, long nanos, double value) {
        return new Point("loss", StepField.LOSS, RUN, OptionalLong.of(step), nanos, value);
    }

    private static Point gauge(StepField field, long nanos, double value) {
        return new Point(field.id(), field, RUN, OptionalLong.empty(), nanos, value);
    }

    private List<TrainingStep> steps(OptionalLong last, Point... points) {
        return StepJoin.of(List.of(points), refused).steps(RUN, last);
    }

    private static TrainingStep step(long number, OptionalLong millis, double loss) {
        return new TrainingStep(
                number, millis, OptionalDouble.empty(), OptionalDouble.of(loss), OptionalDouble.empty());
    }

    @Test
    void aStepHasTheTimeOfTheFirstOfItsPoints() {
        Point norm = new Point("grad_norm", StepField.GRAD_NORM, RUN, OptionalLong.of(1), 3 * MILLI, 7);

        assertThat(steps(OptionalLong.empty(), loss(1, 5 * MILLI, 2), norm))
                .containsExactly(new TrainingStep(
                        1, OptionalLong.of(3), OptionalDouble.of(7), OptionalDouble.of(2), OptionalDouble.empty()));
    }

    @Test
    void aPointThatIsExportedAgainLaterIsNoneOfItsOwn() {
        assertThat(steps(OptionalLong.empty(), loss(1, 5 * MILLI, 2), loss(1, 6 * MILLI, 2.5)))
                .containsExactly(step(1, OptionalLong.of(5), 2));
        assertThat(refused.count()).isZero();
    }

    @Test
    void twoValuesOfOneStepAreRefused() {
        assertThat(steps(OptionalLong.empty(), loss(1, 5, 2), loss(1, 5, 2), loss(1, 5, 3)))
                .hasSize(1);
        assertThat(refused.message())
                .isEqualTo("metric \"loss\" must be given once a step, got 2.0 and 3.0 at step 1 (1 point)");
    }

    @Test
    void pointsWithoutATimeHaveNone() {
        assertThat(steps(OptionalLong.empty(), loss(1, 0, 2))).containsExactly(step(1, OptionalLong.empty(), 2));
    }

    @Test
    void onlyWhatIsAboveTheLastStepIsNewUnlessAllIsBelow() {
        Point[] points = {loss(1, MILLI, 1), loss(2, 2 * MILLI, 2), loss(3, 3 * MILLI, 3)};

        assertThat(steps(OptionalLong.of(2), points))
                .extracting(TrainingStep::step)
                .containsExactly(3L);
        assertThat(steps(OptionalLong.of(3), points)).isEmpty();
        assertThat(steps(OptionalLong.of(4), points)).hasSize(3);
    }

    @Test
    void aNumberBesideIsOfItsRunAndTime() {
        assertThat(steps(
                        OptionalLong.empty(),
                        gauge(StepField.LOSS, MILLI, 1),
                        gauge(StepField.LOSS, 2 * MILLI, 2),
                        gauge(StepField.STEP, MILLI, 8),
                        gauge(StepField.STEP, 2 * MILLI, 9)))
                .containsExactly(step(8, OptionalLong.of(1), 1), step(9, OptionalLong.of(2), 2));
    }

    @Test
    void aNumberThatCannotBeIsRefused() {
        StepJoin join = StepJoin.of(
                List.of(
                        gauge(StepField.STEP, MILLI, 8.5),
                        gauge(StepField.STEP, 2 * MILLI, 8),
                        gauge(StepField.STEP, 2 * MILLI, 8),
                        gauge(StepField.STEP, 2 * MILLI, 9)),
                refused);

        assertThat(join.runs()).isEmpty();
        assertThat(refused.message())
                .isEqualTo("gauge \"step\" must be an integer from 0 to 9007199254740992, got 8.5 (1 point); gauge"
                        + " \"step\" must be one number at a time, got 8 and 9 (1 point)");
    }
}
