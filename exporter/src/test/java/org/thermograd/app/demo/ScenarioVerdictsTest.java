package org.thermograd.app.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.ingest.Distribution;
import org.thermograd.domain.ingest.RunSnapshot;
import org.thermograd.domain.ingest.StepCondition;
import org.thermograd.domain.simulation.Scenario;
import org.thermograd.domain.simulation.SimulatedRun;
import org.thermograd.domain.simulation.SimulationParameter;
import org.thermograd.domain.simulation.SimulationParameters;

/** Simulated runs through the pipeline of the exporter and the analysis; {@link ScenarioVerdictsIT} takes 20 seeds. */
class ScenarioVerdictsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static SimulatedOutcome hour(Scenario scenario) {
        return SimulatedOutcome.of(new SimulatedRun(scenario, scenario.parameters(), 1, 0), HOUR);
    }

    @Test
    void coupledAndReversedAreToldApart() {
        assertThat(ScenarioCounts.of(Scenario.COUPLED, HOUR, 1).counts())
                .containsOnlyKeys(Verdict.Code.COUPLED_SPIKES_PRECEDE_COLLAPSES);
        assertThat(ScenarioCounts.of(Scenario.REVERSED, HOUR, 1).counts())
                .containsOnlyKeys(Verdict.Code.COUPLED_COLLAPSES_PRECEDE_SPIKES);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"COUPLED", "REVERSED", "NONE"})
    void whatIsNotLinkedIsNotCoupled(Scenario scenario) {
        assertThat(ScenarioCounts.of(scenario, Duration.ofMinutes(30), 1).coupled())
                .isZero();
    }

    @Test
    void withoutCollapsesNothingIsEstimable() {
        assertThat(ScenarioCounts.of(Scenario.NONE, Duration.ofMinutes(15), 1).counts())
                .containsOnlyKeys(Verdict.Code.NOT_ESTIMABLE);
    }

    @Test
    void whatTheExporterCountsIsWhatTheAnalysisFinds() {
        SimulatedOutcome outcome = hour(Scenario.COUPLED);
        Analysis analysis = SimulatedOutcome.analyze(Scenario.COUPLED, 1, HOUR, CollapseKind.CONFIRMED);

        assertThat(analysis.runs()).singleElement().satisfies(run -> {
            assertThat(run.id()).isEqualTo("simulated-coupled");
            assertThat(run.spikes()).hasSize((int) outcome.spikeOnsets());
            assertThat(run.collapses().values())
                    .singleElement()
                    .satisfies(collapses ->
                            assertThat(collapses).hasSize((int) outcome.collapses(CollapseReason.SW_THERMAL)));
        });
        assertThat(outcome.collapses(CollapseReason.HW_THERMAL)).isZero();
        assertThat(outcome.training().counts().spikes()).isEqualTo(outcome.spikeOnsets());
    }

    @Test
    void inferredCollapsesAreFoundToo() {
        assertThat(hour(Scenario.COUPLED).collapses(CollapseReason.EFFICIENCY)).isPositive();
        assertThat(hour(Scenario.NONE).collapses(CollapseReason.EFFICIENCY)).isZero();
    }

    /** A minute in ten of a run that never gets hot; the collapse at the end of the hour is the sixth. */
    @Test
    void aPowerBrakeIsACollapseAndNoHeat() throws Exception {
        SimulationParameters braked =
                Scenario.NONE.parameters().with(Map.of(SimulationParameter.POWER_BRAKE_GPUS, 1.0));
        SimulatedOutcome outcome = SimulatedOutcome.of(new SimulatedRun(Scenario.NONE, braked, 1, 0), HOUR);

        assertThat(outcome.collapses(CollapseReason.POWER_BRAKE)).isEqualTo(6);
        assertThat(outcome.collapses(CollapseReason.HW_SLOWDOWN)).isZero();
        assertThat(outcome.collapses(CollapseReason.HW_THERMAL)).isZero();
        assertThat(outcome.collapses(CollapseReason.SW_THERMAL)).isZero();
        assertThat(meanSeconds(outcome.training(), StepCondition.COLLAPSED)).isGreaterThan(0.7);
    }

    @Test
    void stepsInsideCollapsesTakeLonger() {
        RunSnapshot training = hour(Scenario.COUPLED).training();

        assertThat(meanSeconds(training, StepCondition.CLEAR)).isCloseTo(0.4, within(0.01));
        assertThat(meanSeconds(training, StepCondition.COLLAPSED))
                .as("some began or ended in it")
                .isBetween(0.48, 0.59);
    }

    private static double meanSeconds(RunSnapshot training, StepCondition condition) {
        Distribution seconds = requireNonNull(training.stepSeconds().get(condition));
        return seconds.sum() / seconds.count();
    }

    @Test
    void thePlainCorrelationOfTheTrapLooksConvincing() {
        SimulatedOutcome outcome = hour(Scenario.SHARED_WARMUP);

        assertThat(outcome.plainCorrelation()).isLessThan(-0.4);
    }
}
