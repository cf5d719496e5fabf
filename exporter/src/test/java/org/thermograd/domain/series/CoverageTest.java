package org.thermograd.domain.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageTest {
    private static final GapRule GAPS = new GapRule(5, 5000);

    private static TimeSeries at(long... times) {
        return TimeSeries.of(times, new double[times.length]);
    }

    private static Coverage of(long... edges) {
        return new Coverage(LongStream.range(0, edges.length / 2)
                .mapToObj(i -> new Segment(edges[(int) (2 * i)], edges[(int) (2 * i + 1)]))
                .toList());
    }

    @Test
    void endsOneMillisecondAfterTheLastSample() {
        assertThat(Coverage.of(at(0, 1000, 2000), GAPS)).isEqualTo(of(0, 2001));
    }

    @Test
    void coversOneMillisecondWithASingleSampleAndNothingWithoutSamples() {
        assertThat(Coverage.of(at(7), GAPS)).isEqualTo(of(7, 8));
        assertThat(Coverage.of(at(), GAPS).segments()).isEmpty();
    }

    @Test
    void cutsAtAnIntervalLongerThanTheLimitOnly() {
        assertThat(Coverage.of(at(0, 1000, 2000, 7000, 8000), GAPS)).isEqualTo(of(0, 8001));
        assertThat(Coverage.of(at(0, 1000, 2000, 7001, 8000), GAPS)).isEqualTo(of(0, 2001, 7001, 8001));
    }

    @Test
    void takesTheMedianIntervalWhereItIsLong() {
        assertThat(Coverage.of(at(0, 2000, 4000, 14000), GAPS)).isEqualTo(of(0, 14001));
        assertThat(Coverage.of(at(0, 2000, 4000, 14001), GAPS)).isEqualTo(of(0, 4001, 14001, 14002));
    }

    @Test
    void medianOfAnEvenNumberOfIntervalsIsTheMeanOfTheMiddleTwo() {
        assertThat(at(0, 1000, 2001).medianIntervalMillis()).isEqualTo(1000.5);
        assertThat(at(0, 1000, 1001, 3001).medianIntervalMillis()).isEqualTo(1000);
        assertThat(at(5).medianIntervalMillis()).isZero();
    }

    @Test
    void intersectsSegmentBySegment() {
        assertThat(of(0, 10, 20, 30).intersect(of(5, 25))).isEqualTo(of(5, 10, 20, 25));
        assertThat(of(0, 10).intersect(of(10, 20)).segments()).isEmpty();
        assertThat(of(0, 10).intersect(of(0, 10))).isEqualTo(of(0, 10));
    }

    @Test
    void dropsPiecesOfOneMillisecond() {
        assertThat(of(0, 1, 5, 7).withoutInstants()).isEqualTo(of(5, 7));
    }

    @Test
    void knowsWhatItContains() {
        Coverage coverage = of(0, 10, 20, 30, 40, 50);

        assertThat(coverage.totalMillis()).isEqualTo(30);
        assertThat(LongStream.of(0, 9, 20, 29, 40, 49).allMatch(coverage::contains))
                .isTrue();
        assertThat(LongStream.of(-1, 10, 19, 30, 39, 50).noneMatch(coverage::contains))
                .isTrue();
    }

    @Test
    void refusesSegmentsOutOfOrder() {
        List<Segment> overlapping = List.of(new Segment(0, 10), new Segment(9, 20));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Coverage(overlapping))
                .withMessage("segments must be disjoint and ascending, got " + overlapping);
    }

    @Test
    void refusesAnEmptySegment() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Segment(3, 3))
                .withMessage("endMillis must be after startMillis 3, got 3");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAGapFactorThatIsNoFactor(double factor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GapRule(factor, 1))
                .withMessage("factor must be finite and at least 1, got " + factor);
    }

    @Test
    void refusesAGapOfNoLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GapRule(5, 0))
                .withMessage("minMillis must be positive, got 0");
    }

    private static Coverage covered(long... bounds) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < bounds.length; i += 2) {
            segments.add(new Segment(bounds[i], bounds[i + 1]));
        }
        return new Coverage(segments);
    }

    @Test
    void joinsWhatAnyCovers() {
        assertThat(covered(0, 10, 20, 30).union(covered(5, 15, 30, 40, 50, 60)))
                .isEqualTo(covered(0, 15, 20, 40, 50, 60));
        assertThat(covered(0, 100).union(covered(5, 15))).isEqualTo(covered(0, 100));
        assertThat(covered().union(covered())).isEqualTo(covered());
    }

    @Test
    void leavesStretchesOut() {
        assertThat(covered(0, 100, 200, 300)
                        .without(List.of(new Segment(250, 400), new Segment(10, 20), new Segment(15, 30))))
                .isEqualTo(covered(0, 10, 30, 100, 200, 250));
        assertThat(covered(10, 20).without(List.of(new Segment(0, 30)))).isEqualTo(covered());
        assertThat(covered(10, 20).without(List.of(new Segment(20, 30)))).isEqualTo(covered(10, 20));
    }

    @Test
    void knowsItsHullAndItsPartWithinAStretch() {
        assertThat(covered(0, 10, 20, 30).hull()).contains(new Segment(0, 30));
        assertThat(covered().hull()).isEmpty();
        assertThat(covered(0, 10, 20, 30).within(new Segment(5, 25))).isEqualTo(covered(5, 10, 20, 25));
    }
}
