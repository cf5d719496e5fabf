package org.thermograd.domain.analysis.finding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.statistics.BenjaminiHochberg;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.Direction;
import org.thermograd.domain.analysis.verdict.WindowScan;
import org.thermograd.testing.EventRuns;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.Vectors;

class WindowScanTest {
    @Test
    void repeatsTheTestOfTheVerdictAmongOthersInOneFamily() {
        JsonNode golden = Vectors.read("02_coupled_forward.json");
        CorrelationConfig config = CorrelationConfig.DEFAULTS;
        Analysis analysis = new Analyzer(config).analyze(GoldenRuns.session(golden.get("inputs"), "run"));

        WindowScan scan = new Analyzer(config).scan(analysis).orElseThrow();

        assertThat(scan.tests())
                .extracting(WindowScan.Tested::deltaTMillis)
                .containsExactly(
                        5_000L, 5_000L, 15_000L, 15_000L, 30_000L, 30_000L, 60_000L, 60_000L, 120_000L, 120_000L);
        WindowScan.Tested own = scan.tests().get(2);
        assertThat(own.direction()).isEqualTo(Direction.FORWARD);
        assertThat(own.coincidence().counts())
                .isEqualTo(analysis.forward().orElseThrow().coincidence().counts());
        double[] p = scan.tests().stream()
                .mapToDouble(one -> one.coincidence().statistics().orElseThrow().p())
                .toArray();
        assertThat(scan.tests().stream().mapToDouble(WindowScan.Tested::q).toArray())
                .isEqualTo(BenjaminiHochberg.qValues(p));
    }

    @Test
    void leavesOutWindowsThatFillTheTime() {
        long[] often = new long[60];
        for (int i = 0; i < often.length; i++) {
            often[i] = 60_000L * i + 7_000;
        }
        Analysis analysis = EventRuns.analysis(
                List.of(EventRuns.run("run", EventRuns.watched(0, 3_600_000), often, new long[] {900_000})));

        assertThat(new Analyzer(CorrelationConfig.DEFAULTS)
                        .scan(analysis)
                        .orElseThrow()
                        .tests())
                .filteredOn(one -> one.direction() == Direction.FORWARD)
                .extracting(WindowScan.Tested::deltaTMillis)
                .containsExactly(5_000L, 15_000L, 30_000L);
    }

    @Test
    void isAbsentWithoutEvents() {
        Analysis analysis = EventRuns.analysis(
                List.of(EventRuns.run("run", EventRuns.watched(0, 600_000), new long[] {}, new long[] {300_000})));

        assertThat(new Analyzer(CorrelationConfig.DEFAULTS).scan(analysis)).isEmpty();
    }
}
