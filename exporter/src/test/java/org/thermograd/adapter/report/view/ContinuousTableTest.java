package org.thermograd.adapter.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.crosscorrelation.ContinuousCoupling;
import org.thermograd.domain.analysis.crosscorrelation.CouplingConfig;
import org.thermograd.domain.analysis.crosscorrelation.EffectiveSize;
import org.thermograd.domain.analysis.crosscorrelation.FlagCoupling;
import org.thermograd.domain.analysis.crosscorrelation.SignalCoupling;
import org.thermograd.domain.analysis.crosscorrelation.WarmUp;
import org.thermograd.domain.analysis.run.EventConfig;

class ContinuousTableTest {
    private static ContinuousCoupling flags(int devices) {
        SignalCoupling.Weighed coefficient = new SignalCoupling.Weighed(0.02, 100, new EffectiveSize(50));
        return new ContinuousCoupling(
                List.of(),
                IntStream.range(0, devices)
                        .mapToObj(i -> new FlagCoupling("luna", "gpu" + i, coefficient, 0.05))
                        .toList(),
                new CouplingConfig(60_000, EventConfig.DEFAULTS.gaps(), 0.05, 1, WarmUp.DEFAULTS));
    }

    @Test
    void listsAFewFlagsAndCountsTheRest() {
        assertThat(ContinuousTable.firstFlags(flags(12)))
                .hasSize(12)
                .last()
                .isEqualTo("luna gpu11: r of norm and collapse flag 0.02 (100 worth 50), at most 0.473 with 5 % of the"
                        + " samples flagged");
        assertThat(ContinuousTable.firstFlags(flags(64))).hasSize(13).last().isEqualTo("and 52 more, in report.json");
    }
}
