package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.series.TimeSeries;

class RestartsTest {
    private static final double NAN = Double.NaN;

    private static TimeSeries everySecond(double... values) {
        return TimeSeries.of(
                IntStream.range(0, values.length).mapToLong(i -> 1000L * i).toArray(), values);
    }

    private static Restarts cut(double[] norms, double... steps) {
        TimeSeries flags = everySecond(new double[norms.length + 2]);
        return Restarts.cut(
                new Run("luna", everySecond(norms), new TreeMap<>(Map.of("gpu0", flags))), everySecond(steps));
    }

    @Test
    void stepsThatGoUpOrRepeatOrAreUnknownAreOneRun() {
        Restarts restarts = cut(new double[] {1, 2, 3, 4, 5}, 7, NAN, 8, 8, 9);

        assertThat(restarts.runs()).singleElement().satisfies(only -> {
            assertThat(only.id()).isEqualTo("luna");
            assertThat(only.gradNorm().values()).containsExactly(1, 2, 3, 4, 5);
            assertThat(requireNonNull(only.collapseFlags().get("gpu0")).size()).isEqualTo(7);
        });
        assertThat(restarts.stepsLeftOut()).isZero();
    }

    @Test
    void aLowerStepStartsARunOfItsOwnAndTakesItsHardwareAlong() {
        Restarts restarts = cut(new double[] {1, 2, 3, 4, 5, 6, 7}, 7, 8, 9, 6, NAN, 7, 8);

        assertThat(restarts.runs()).extracting(Run::id).containsExactly("luna", "luna/restart-1");
        assertThat(restarts.runs().get(1).gradNorm().epochMillis()).containsExactly(3000, 4000, 5000, 6000);
        assertThat(requireNonNull(restarts.runs().get(0).collapseFlags().get("gpu0"))
                        .epochMillis())
                .containsExactly(0, 1000, 2000);
        assertThat(requireNonNull(restarts.runs().get(1).collapseFlags().get("gpu0"))
                        .epochMillis())
                .containsExactly(3000, 4000, 5000, 6000, 7000, 8000);
    }

    @Test
    void aStretchTooShortToJudgeIsLeftOutAndCounted() {
        Restarts restarts = cut(new double[] {1, 2, 3, 4, NAN, 5, 6, 7}, 5, 6, 7, 8, 9, 4, 5, 3);

        assertThat(restarts.runs()).extracting(Run::id).containsExactly("luna");
        assertThat(restarts.stepsLeftOut()).isEqualTo(3);
    }

    @Test
    void keepsEverythingWhereNothingIsLongEnough() {
        Restarts restarts = cut(new double[] {1, 2, 3}, 5, 6, 4);

        assertThat(restarts.runs()).extracting(Run::id).containsExactly("luna", "luna/restart-1");
        assertThat(restarts.stepsLeftOut()).isZero();
    }
}
