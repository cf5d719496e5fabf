package org.thermograd.domain.analysis.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AggregatedCostTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static StepHistogram histogram(double sumSeconds, double... boundsAndSteps) {
        Map<Double, Double> atMost = new TreeMap<>();
        for (int i = 0; i < boundsAndSteps.length; i += 2) {
            atMost.put(boundsAndSteps[i], boundsAndSteps[i + 1]);
        }
        return new StepHistogram(new TreeMap<>(atMost), sumSeconds);
    }

    private static AggregatedCost cost(StepHistogram clear, StepHistogram throttled) {
        return new AggregatedCost("luna", clear, new TreeMap<>(Map.of("throttled", throttled)));
    }

    @Test
    void aMedianLiesInItsBucketAsHistogramQuantileHasIt() {
        assertThat(histogram(9, 0.1, 20, 0.2, 60, 0.5, 100, INFINITY, 100).medianSeconds())
                .as("the 50th of 100 is the 30th of 40 between 0.1 and 0.2")
                .hasValueCloseTo(0.175, within(1e-12));
        assertThat(histogram(1, 0.1, 100, INFINITY, 100).medianSeconds())
                .as("the first bucket begins at 0")
                .hasValueCloseTo(0.05, within(1e-12));
        assertThat(histogram(1, 0.1, 0, 0.2, 0, 0.5, 8, INFINITY, 8).medianSeconds())
                .hasValueCloseTo(0.35, within(1e-12));
    }

    @Test
    void thereIsNoMedianOfNothingNorBeyondTheBounds() {
        assertThat(histogram(0).medianSeconds()).isEmpty();
        assertThat(histogram(0, 0.1, 0, INFINITY, 0).medianSeconds()).isEmpty();
        assertThat(histogram(900, 0.1, 20, INFINITY, 100).medianSeconds()).isEmpty();
    }

    @Test
    void comparesMedians() {
        StepHistogram clear = histogram(100, 0.8, 0, 1.2, 100, INFINITY, 100);
        StepHistogram throttled = histogram(61, 1.2, 0, 1.8, 40, INFINITY, 40);
        AggregatedCost cost = cost(clear, throttled);

        assertThat(cost.slowdown(throttled)).hasValueCloseTo(1.5, within(1e-12));
        assertThat(cost.steps()).isEqualTo(140);
        assertThat(cost.seconds()).isEqualTo(161);
    }

    @Test
    void fewStepsOfEitherSayNothing() {
        StepHistogram many = histogram(100, 1.2, 20, INFINITY, 20);
        StepHistogram few = histogram(19, 1.2, 19, INFINITY, 19);

        assertThat(cost(many, few).slowdown(few)).isEmpty();
        assertThat(cost(many, many).slowdown(many)).hasValue(1);
        StepHistogram endless = histogram(900, 1.2, 1, INFINITY, 40);
        assertThat(cost(many, endless).slowdown(endless)).isEmpty();
    }
}
