package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.domain.simulation.Scenario;
import org.thermograd.domain.simulation.SimulatedRun;
import org.thermograd.domain.simulation.SimulationParameter;

/** The tables of docs/simulator.md against the code. */
class SimulatorPageTest {
    private static final Page PAGE = Page.of("simulator.md");

    @Test
    void listsEveryParameterWithDefaultAndRange() {
        List<List<String>> rows = PAGE.table("Parameters");

        assertThat(rows)
                .extracting(row -> Page.code(row.get(0)).get(0))
                .containsExactlyElementsOf(Arrays.stream(SimulationParameter.values())
                        .map(SimulationParameter::key)
                        .toList());
        Iterator<List<String>> left = rows.iterator();
        for (SimulationParameter parameter : SimulationParameter.values()) {
            List<String> row = left.next();
            assertThat(Double.valueOf(row.get(1))).as(parameter.key()).isEqualTo(parameter.defaultValue());
            assertThat(row.get(2)).as(parameter.key()).contains(" to ");
            int to = row.get(2).indexOf(" to ");
            assertThat(Double.valueOf(row.get(2).substring(0, to)))
                    .as(parameter.key())
                    .isEqualTo(parameter.least());
            assertThat(Double.valueOf(row.get(2).substring(to + 4)))
                    .as(parameter.key())
                    .isEqualTo(parameter.greatest());
            assertThat(row.get(3)).as(parameter.key()).isNotBlank();
        }
    }

    @Test
    void listsEveryScenarioWithItsAssumptionAndLength() {
        assertThat(PAGE.table("Scenarios"))
                .extracting(row -> String.join(" | ", row.get(0), row.get(1), row.get(3)))
                .containsExactlyElementsOf(Arrays.stream(Scenario.values())
                        .map(scenario ->
                                "`" + scenario.id() + "` | " + scenario.assumption() + " | " + length(scenario))
                        .toList());
    }

    private static String length(Scenario scenario) {
        String hours = scenario.length().toHours() + " h";
        return scenario.runs() == 1 ? hours : scenario.runs() + " runs of " + hours;
    }

    @Test
    void expectsVerdictsThatExist() {
        List<String> codes =
                Arrays.stream(Verdict.Code.values()).map(Verdict.Code::name).toList();

        assertThat(PAGE.table("Scenarios"))
                .allSatisfy(
                        row -> assertThat(Page.code(row.get(2))).isNotEmpty().isSubsetOf(codes));
    }

    @Test
    void listsWhereScenariosDifferFromTheDefaults() {
        assertThat(PAGE.tables("Scenarios").get(1))
                .extracting(row -> row.get(0) + " | " + row.get(1))
                .containsExactlyElementsOf(Arrays.stream(Scenario.values())
                        .map(scenario -> "`" + scenario.id() + "` | " + changes(scenario))
                        .toList());
    }

    private static String changes(Scenario scenario) {
        return scenario.changes().isEmpty()
                ? "–"
                : new TreeSet<>(scenario.changes().keySet())
                        .stream()
                                .map(parameter -> "`" + parameter.key() + "` "
                                        + String.valueOf(scenario.parameters().get(parameter))
                                                .replaceFirst("\\.0$", ""))
                                .collect(Collectors.joining(", "));
    }

    @Test
    void saysWhichSlowdownIsPlanted() {
        SimulatedRun run = new SimulatedRun(Scenario.COUPLED, Scenario.COUPLED.parameters(), 1, 0);

        assertThat(PAGE.text().replace('\n', ' '))
                .contains("takes " + Math.round(100 * run.plantedSlowdown()) / 100.0 + " times as long");
    }

    @Test
    void claimsNoMoreThanASimulationCanShow() {
        assertThat(PAGE.text())
                .doesNotContainPattern(Pattern.compile(
                        "\\b(independent|no correlation|cause|caused|causes|proves)\\b", Pattern.CASE_INSENSITIVE));
    }
}
