package org.thermograd.adapter.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.cost.EpisodeCost;
import org.thermograd.domain.analysis.cost.EpisodeCost.Method;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.analysis.report.Costs;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.Slowdown;

class CostTableTest {
    private static List<String> row(Method method, Optional<Slowdown> slowdown) {
        EpisodeCost cost = new EpisodeCost(
                new EpisodeKind("gpu0", "sw_thermal"),
                7,
                method,
                Optional.of(new EpisodeCost.Sides(
                        new EpisodeCost.Steps(60, OptionalDouble.of(1.5), OptionalDouble.of(450)),
                        new EpisodeCost.Steps(0, OptionalDouble.empty(), OptionalDouble.empty()))),
                100,
                OptionalDouble.of(0.25),
                slowdown);
        Table table = CostTable.of(new Costs(
                List.of(new RunCost(
                        "luna",
                        Optional.of(new RunCost.Used(360, 0, 0)),
                        400,
                        List.of(cost),
                        Optional.empty(),
                        Optional.empty())),
                List.of()));
        assertThat(table.rows()).hasSize(1);
        return table.rows().get(0);
    }

    private static Optional<Slowdown> slowdown(int clusters, Optional<Slowdown.LateFlag> late) {
        return Optional.of(new Slowdown(
                clusters,
                1.25,
                clusters < 5
                        ? Optional.empty()
                        : Optional.of(new Slowdown.Interval(1.125, 2, OptionalDouble.of(0.002), late))));
    }

    @Test
    void hasEveryFigure() {
        assertThat(row(Method.MATCHED, slowdown(6, Optional.empty())))
                .containsExactly(
                        "luna",
                        "gpu0",
                        "sw_thermal",
                        "6 of 7",
                        "60",
                        "0",
                        "1.5 s",
                        "",
                        "1.25 [1.13, 2]",
                        "20 s [11.1 s, 50 s]",
                        "450",
                        "");
    }

    @Test
    void saysWhatIsMissingOrDoubtful() {
        assertThat(row(Method.MATCHED, slowdown(6, Optional.of(new Slowdown.LateFlag(5000, 1.9)))))
                .contains("1.25 [1.13, 2], flag late");
        assertThat(row(Method.MATCHED, slowdown(4, Optional.empty()))).contains("1.25, too few episodes");
        assertThat(row(Method.NONE, Optional.empty())).contains("nothing to compare");
        assertThat(row(Method.DOSE, Optional.empty())).contains("no outside");
    }
}
