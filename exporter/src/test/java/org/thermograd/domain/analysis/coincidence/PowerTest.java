package org.thermograd.domain.analysis.coincidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.thermograd.testing.Numbers.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.analysis.run.DetectorConfig;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.statistics.EventRate;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.PlanRates;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.domain.analysis.verdict.VerdictRules;
import org.thermograd.testing.Vectors;

/** Against SciPy (golden/10). */
class PowerTest {
    private static JsonNode golden(String part) {
        return Vectors.read("10_power_duration.json").at("/expected/" + part);
    }

    private static double relative() {
        return Vectors.read("10_power_duration.json")
                .at("/tolerance/double_rel")
                .doubleValue();
    }

    @Test
    void criticalCountsAreTheGoldenOnes() {
        assertThat(golden("kCrit"))
                .hasSize(24)
                .allSatisfy(c -> assertThat(Power.criticalCount(
                                c.get("n").intValue(),
                                c.get("f").doubleValue(),
                                c.get("alpha").doubleValue()))
                        .as("%s", c)
                        .isEqualTo(c.get("k").intValue()));
    }

    @Test
    void detectableRateRatiosAreTheGoldenOnes() {
        assertThat(golden("mdeRR")).hasSize(24).allSatisfy(c -> {
            var detectable = Power.detectableRateRatio(
                    c.get("n").intValue(),
                    c.get("f").doubleValue(),
                    c.get("alpha").doubleValue(),
                    c.get("power").doubleValue());
            assertThat(detectable.isPresent())
                    .as("%s", c)
                    .isEqualTo(!c.get("rr").isNull());
            if (detectable.isPresent()) {
                assertClose(detectable.getAsDouble(), c.get("rr").doubleValue(), relative(), c.toString());
            }
        });
    }

    @Test
    void powerOverAPoissonCountIsTheGoldenOne() {
        assertThat(golden("powerMixed"))
                .hasSize(27)
                .allSatisfy(c -> assertClose(
                        power(c).atExpected(c.get("mu").doubleValue()),
                        c.get("power").doubleValue(),
                        relative(),
                        c.toString()));
    }

    @Test
    void neededEffectsAreTheGoldenOnes() {
        assertThat(golden("neededMu"))
                .hasSize(12)
                .allSatisfy(c -> assertClose(
                        power(c).neededEffects(c.get("power").doubleValue()).orElseThrow(),
                        c.get("mu").doubleValue(),
                        relative(),
                        c.toString()));
    }

    private static Power power(JsonNode c) {
        return new Power(
                c.get("f").doubleValue(),
                c.get("rho").doubleValue(),
                c.get("alpha").doubleValue());
    }

    @Test
    void neededMinutesAreTheGoldenOnes() {
        assertThat(golden("neededMinutes")).hasSize(36).allSatisfy(c -> {
            Verdict.Plan plan = plan(planning(
                    c.get("rr").doubleValue(),
                    c.get("spikesPerHour").doubleValue(),
                    c.get("collapsesPerHour").doubleValue()));
            assertClose(plan.exposure(), c.get("exposure").doubleValue(), relative(), "exposure");
            assertClose(plan.expectedCollapses().orElseThrow(), c.get("mu").doubleValue(), relative(), "mu");
            assertThat(plan.minutes())
                    .hasValue((long) Math.ceil(c.get("minutes").doubleValue()));
        });
    }

    private static Verdict.Plan plan(CorrelationConfig config) {
        return VerdictRules.plan(PlanRates.assumed(config.power()), config);
    }

    private static CorrelationConfig planning(double targetRateRatio, double spikes, double collapses) {
        return new CorrelationConfig(
                DetectorConfig.DEFAULTS,
                EventConfig.DEFAULTS,
                CoincidenceConfig.DEFAULTS,
                new PowerConfig(targetRateRatio, 0.8, 1.25, spikes, collapses));
    }

    @Test
    void zeroEventsBoundTheRateAfterTheGoldenMinutes() {
        assertThat(golden("minutesToBoundCollapseRate95"))
                .hasSize(4)
                .allSatisfy(c -> assertClose(
                        EventRate.upperBoundOfNone(c.get("minutes").doubleValue() / 60),
                        c.get("maxPerHour").doubleValue(),
                        relative(),
                        c.toString()));
    }

    @Test
    void noLengthIsEnoughForARateRatioNextToOne() {
        assertThat(new Power(0.001, 1.0001, 0.025).neededEffects(0.8)).isEmpty();
        assertThat(plan(planning(1.0001, 1e-3, 6)).minutes()).isEmpty();
    }

    @Test
    void windowsThatFillEverythingCanShowNothing() {
        Verdict.Plan plan = plan(planning(3, 1e9, 6));

        assertThat(plan.exposure()).isEqualTo(1);
        assertThat(plan.minutes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, Double.NaN})
    void refusesAnExposureThatLeavesNothingToCompare(double exposure) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Power(exposure, 3, 0.025))
                .withMessage("exposure must be between 0 and 1, got " + exposure);
    }
}
