package org.thermograd.domain.analysis.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.coincidence.Coincidence;
import org.thermograd.domain.analysis.coincidence.CoincidenceConfig;
import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
import org.thermograd.domain.analysis.coincidence.CoincidenceStatistics;
import org.thermograd.domain.analysis.coincidence.RateRatio;
import org.thermograd.domain.analysis.statistics.Proportion;

class DirectionsTest {
    private static final CoincidenceConfig CONFIG = CoincidenceConfig.DEFAULTS;

    private static Coincidence test(double exposure, double pGlobal, double pBlock) {
        long exposed = Math.round(exposure * 1000);
        CoincidenceStatistics statistics = new CoincidenceStatistics(
                OptionalDouble.empty(),
                new Proportion(1, 2),
                new Proportion(1, 2),
                pGlobal,
                pBlock,
                0.5,
                1,
                1,
                1,
                RateRatio.of(1, 2, exposed, 1000),
                1,
                OptionalDouble.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
        return new Coincidence(new CoincidenceCounts(2, 2, 1, 1, exposed, 1000), Optional.of(statistics));
    }

    private static Directions directions(Coincidence forward, Coincidence backward) {
        return Directions.of(forward, backward, CONFIG);
    }

    @Test
    void qualifiesEachDirectionByTheNullThatDoesNotReject() {
        Coincidence trend = test(0.1, 0.01, 0.3);
        Coincidence rhythm = test(0.1, 0.3, 0.01);
        Coincidence both = test(0.1, 0.01, 0.025);

        assertThat(directions(trend, rhythm).qualifiers(CONFIG))
                .containsExactly(Qualifier.FORWARD_SHARED_TREND_ONLY, Qualifier.BACKWARD_SHARED_RHYTHM_OR_BURSTS_ONLY);
        assertThat(directions(rhythm, trend).qualifiers(CONFIG))
                .containsExactly(Qualifier.BACKWARD_SHARED_TREND_ONLY, Qualifier.FORWARD_SHARED_RHYTHM_OR_BURSTS_ONLY);
        assertThat(directions(both, both).qualifiers(CONFIG)).isEmpty();
    }

    @Test
    void correctsForBothDirectionsOnlyWhereBothAreTested() {
        Directions both = directions(test(0.1, 0.02, 0.01), test(0.1, 0.5, 0.5));
        Directions one = directions(test(0.1, 0.02, 0.01), test(0.9, 0.5, 0.5));

        assertThat(both.forward().q()).hasValue(0.04);
        assertThat(both.backward().q()).hasValue(0.5);
        assertThat(one.forward().q()).hasValue(0.02);
        assertThat(one.backward().q()).isEmpty();
        assertThat(one.backward().estimable()).contains(false);
        assertThat(one.qualifiers(CONFIG)).containsExactly(Qualifier.WINDOWS_SATURATED_BACKWARD);
    }

    @Test
    void anExposureAtTheLimitIsStillTested() {
        assertThat(directions(test(0.8, 0.5, 0.5), test(0.801, 0.5, 0.5))
                        .forward()
                        .estimable())
                .contains(true);
    }

    @Test
    void nothingIsEstimableWhereBothSaturate() {
        Directions directions = directions(test(0.9, 0.5, 0.5), test(0.95, 0.5, 0.5));

        assertThat(directions.reasons(true))
                .containsExactly(Reason.WINDOWS_SATURATED_BACKWARD, Reason.WINDOWS_SATURATED_FORWARD);
    }

    @Test
    void aVerdictNeedsALargeRatioWithItsWholeIntervalAboveOne() {
        VerdictRules rules = new VerdictRules(CorrelationConfig.DEFAULTS);
        Coincidence significantButSmall = test(0.1, 0.001, 0.001);
        Coincidence sync = test(0.1, 0.5, 0.5);

        Verdict verdict = rules.judge(
                        directions(significantButSmall, test(0.1, 0.5, 0.5)),
                        sync,
                        new EventTests(List.of(), 1000, CorrelationConfig.DEFAULTS))
                .verdict();

        assertThat(significantButSmall
                        .statistics()
                        .orElseThrow()
                        .rateRatio()
                        .lower()
                        .orElseThrow())
                .isLessThan(1);
        assertThat(verdict.code()).isEqualTo(Verdict.Code.INCONCLUSIVE_TOO_SHORT);
    }
}
