package org.thermograd.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.domain.simulation.Scenario;
import org.thermograd.testing.Checkout;

/** The seeds 1 to 20 of each scenario through pipeline and analysis, against the table in docs/simulator.md, "Verdicts". */
class ScenarioVerdictsIT {
    private static final int SEEDS = 20;
    private static final int MOST_SEEDS = 18;
    private static final int FEW_SEEDS = 3;

    @ParameterizedTest
    @CsvSource({
        "COUPLED, 15",
        "COUPLED, 60",
        "REVERSED, 15",
        "REVERSED, 60",
        "UNRELATED, 60",
        "UNRELATED, 240",
        "SHARED_WARMUP, 60",
        "HOT_HALF, 120",
        "BURSTS, 120",
        "EVALUATION, 240",
        "NONE, 60"
    })
    void givesTheVerdictsOfThePage(Scenario scenario, long minutes) throws IOException {
        ScenarioCounts counts = ScenarioCounts.of(scenario, Duration.ofMinutes(minutes), SEEDS);

        if (scenario.length().toMinutes() == minutes) {
            assertIsAsNamed(scenario, counts);
        }
        assertThat(Files.readString(Checkout.root().resolve("docs/simulator.md")))
                .contains("| `" + scenario.id() + "` | " + minutes + " min | " + counts.text() + " |");
    }

    private static void assertIsAsNamed(Scenario scenario, ScenarioCounts counts) {
        assertThat(expected(scenario)).contains(counts.first());
        switch (scenario) {
            case COUPLED ->
                assertThat(counts.of(Verdict.Code.COUPLED_SPIKES_PRECEDE_COLLAPSES))
                        .isGreaterThanOrEqualTo(MOST_SEEDS);
            case REVERSED ->
                assertThat(counts.of(Verdict.Code.COUPLED_COLLAPSES_PRECEDE_SPIKES))
                        .isGreaterThanOrEqualTo(MOST_SEEDS);
            case UNRELATED, SHARED_WARMUP, HOT_HALF, BURSTS, EVALUATION ->
                assertThat(counts.coupled()).isLessThanOrEqualTo(FEW_SEEDS);
            case NONE -> assertThat(counts.of(Verdict.Code.NOT_ESTIMABLE)).isEqualTo(SEEDS);
        }
    }

    private static Set<Verdict.Code> expected(Scenario scenario) {
        return switch (scenario) {
            case COUPLED -> Set.of(Verdict.Code.COUPLED_SPIKES_PRECEDE_COLLAPSES);
            case REVERSED -> Set.of(Verdict.Code.COUPLED_COLLAPSES_PRECEDE_SPIKES);
            case UNRELATED -> Set.of(Verdict.Code.NO_EVIDENCE_ADEQUATE_POWER);
            case SHARED_WARMUP, HOT_HALF, BURSTS, EVALUATION ->
                Set.of(Verdict.Code.INCONCLUSIVE_TOO_SHORT, Verdict.Code.NO_EVIDENCE_ADEQUATE_POWER);
            case NONE -> Set.of(Verdict.Code.NOT_ESTIMABLE);
        };
    }
}
