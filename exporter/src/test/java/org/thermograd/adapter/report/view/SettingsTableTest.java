package org.thermograd.adapter.report.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.Reports.aReport;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.Checkout;

class SettingsTableTest {
    @Test
    void namesOnlyOptionsThatThereAre() throws IOException {
        TimeSeries flat = TimeSeries.of(new long[] {0, 1000, 2000, 3000}, new double[4]);
        String page = Files.readString(Checkout.root().resolve("docs/correlation.md"));

        List<String> options =
                SettingsTable.of(aReport(List.of(new Run("luna", flat, new TreeMap<>(Map.of("gpu0", flat))))))
                        .rows()
                        .stream()
                        .map(row -> row.get(1))
                        .toList();

        assertThat(options)
                .hasSizeGreaterThan(20)
                .doesNotHaveDuplicates()
                .allSatisfy(option -> assertThat(page).contains("\n| `" + option + "` | "));
    }
}
