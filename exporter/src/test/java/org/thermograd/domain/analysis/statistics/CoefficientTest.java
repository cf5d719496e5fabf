package org.thermograd.domain.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.thermograd.testing.Numbers.assertClose;
import static org.thermograd.testing.Numbers.doubles;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.thermograd.testing.Vectors;

class CoefficientTest {
    @Test
    void isTheOneOfNumpy() {
        JsonNode golden = Vectors.read("08_statistics.json").at("/expected/continuous");

        Coefficient r = Coefficient.pearson(doubles(golden.get("x")), doubles(golden.get("y")));

        assertClose(r.value().orElseThrow(), golden.get("pearson").doubleValue(), 1e-9, "pearson");
    }

    @Test
    void leavesOutPairsThatAreNotFinite() {
        double[] x = {1, Double.NaN, 2, 3, Double.POSITIVE_INFINITY};
        double[] y = {2, 9, 4, 6, 1};

        assertClose(Coefficient.pearson(x, y).value().orElseThrow(), 1, 1e-12, "pearson");
    }

    @Test
    void isUndefinedForAConstantSeriesOrFewerThanThreePairs() {
        assertThat(Coefficient.pearson(new double[] {1, 1, 1}, new double[] {1, 2, 3})
                        .undefined())
                .contains(Undefined.CONSTANT_SERIES);
        assertThat(Coefficient.pearson(new double[] {1, 2, 3}, new double[] {0.1, 0.1, 0.1})
                        .undefined())
                .contains(Undefined.CONSTANT_SERIES);
        assertThat(Coefficient.pearson(new double[] {1, 2}, new double[] {1, 2}).undefined())
                .contains(Undefined.TOO_FEW_PAIRS);
        assertThat(Coefficient.pearson(new double[] {1, Double.NaN, 3, 4}, new double[] {2, 5, 7, Double.NaN})
                        .undefined())
                .contains(Undefined.TOO_FEW_PAIRS);
    }

    @Test
    void survivesNormsWhoseSquaresAreBeyondADouble() {
        double[] y = {1, 2, 4};

        assertClose(
                Coefficient.pearson(new double[] {1e300, 2e300, 3e300}, y)
                        .value()
                        .orElseThrow(),
                Coefficient.pearson(new double[] {1, 2, 3}, y).value().orElseThrow(),
                1e-9,
                "huge");
        assertClose(
                Coefficient.pearson(new double[] {1e-310, 2e-310, 3e-310}, y)
                        .value()
                        .orElseThrow(),
                Coefficient.pearson(new double[] {1, 2, 3}, y).value().orElseThrow(),
                1e-6,
                "denormal");
        assertThat(Coefficient.pearson(new double[] {1, 2, 1e308}, new double[] {1e-308, 2, 3e307})
                        .value())
                .isPresent();
    }

    @Test
    void hasEitherAValueOrAReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Coefficient(OptionalDouble.empty(), Optional.empty()))
                .withMessage("coefficient must have either a value or a reason, got OptionalDouble.empty and"
                        + " Optional.empty");
    }
}
