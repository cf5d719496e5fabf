package org.thermograd.domain.analysis.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LeastSquaresTest {
    private static final double[] ONES = {1, 1, 1, 1, 1};
    private static final double[] X = {1, 2, 3, 4, 5};

    /** R 4.2: {@code coef(lm(c(1, 3, 2, 5, 4) ~ c(1, 2, 3, 4, 5)))} is 0.6, 0.8. */
    @Test
    void fitsALine() {
        double[] fit = LeastSquares.fit(new double[][] {ONES, X}, new double[] {1, 3, 2, 5, 4});

        assertThat(fit[0]).isCloseTo(0.6, within(1e-12));
        assertThat(fit[1]).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void aColumnThatOthersExplainHasTheCoefficientZero() {
        double[] fit = LeastSquares.fit(
                new double[][] {ONES, {3, 3, 3, 3, 3}, X, {0, 0, 0, 0, 0}}, new double[] {3, 5, 7, 9, 11});

        assertThat(fit).containsExactly(new double[] {1, 0, 2, 0}, within(1e-12));
    }
}
