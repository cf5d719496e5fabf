package org.thermograd.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermograd.adapter.report.view.InferredWords;
import org.thermograd.domain.simulation.Scenario;
import org.thermograd.testing.Checkout;

/** The table of scripts/measure-inferred, as it stands in docs/correlation.md. */
class InferredSensitivityTest {
    private static List<List<String>> rows() throws IOException {
        String page = Files.readString(Checkout.root().resolve("docs/correlation.md"));
        int start = page.indexOf(InferredSensitivity.HEADER);
        assertThat(start).as("run scripts/measure-inferred").isPositive();
        return page.substring(start + InferredSensitivity.HEADER.length())
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .map(cells -> cells.subList(1, cells.size() - 1))
                .toList();
    }

    private static int sum(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> Integer.parseInt(row.get(column))).sum();
    }

    private static String share(String part, String of) {
        return of.equals("0")
                ? "–"
                : String.format(Locale.ROOT, "%.0f %%", 100 * Double.parseDouble(part) / Double.parseDouble(of));
    }

    @Test
    void hasARowForEachScenarioAndOneForAll() throws IOException {
        List<List<String>> rows = rows();

        assertThat(rows)
                .extracting(row -> row.get(0))
                .startsWith(Arrays.stream(Scenario.values())
                        .map(scenario -> "`" + scenario.id() + "`")
                        .toArray(String[]::new))
                .endsWith("all")
                .hasSize(Scenario.values().length + 1);
        List<String> all = rows.get(rows.size() - 1);
        List<List<String>> scenarios = rows.subList(0, rows.size() - 1);
        for (int column : List.of(1, 2, 4, 5)) {
            assertThat(sum(scenarios, column)).as("column %d", column).isEqualTo(Integer.parseInt(all.get(column)));
        }
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.get(3)).isEqualTo(share(row.get(2), row.get(1)));
            assertThat(row.get(6)).isEqualTo(share(row.get(5), row.get(4)));
        });
        assertThat(InferredWords.SENSITIVITY).contains(all.get(3));
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void theFirstSeedGivesWhatStandsThere(Scenario scenario) throws IOException {
        assertThat(rows())
                .filteredOn(row -> row.get(0).equals("`" + scenario.id() + "`"))
                .extracting(row -> row.get(8))
                .containsExactly(InferredSensitivity.of(scenario, 1).inWords());
    }
}
