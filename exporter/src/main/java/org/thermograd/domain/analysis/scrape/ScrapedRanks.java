package org.thermograd.domain.analysis.scrape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.thermograd.domain.series.CounterIncreases;
import org.thermograd.domain.series.CounterIncreases.Increase;
import org.thermograd.domain.series.CounterIncreases.Origin;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.domain.training.RankStep;

/** What scrapes saw of the own parts of steps of ranks: between two scrapes, the mean of each rank. Stateless. */
final class ScrapedRanks {
    private ScrapedRanks() {}

    /** Returns the means, each with the time of the later scrape as its step; those of ranks that are counted together are none. */
    static List<RankStep> of(ScrapedRun run) {
        List<RankStep> all = new ArrayList<>();
        Map<String, TimeSeries> steps = run.slots(SlotSeries.RANK_STEPS);
        run.slots(SlotSeries.RANK_SECONDS).forEach((rank, seconds) -> {
            if (rank.matches("[0-9]{1,5}") && Integer.parseInt(rank) <= RankStep.MAX_RANK) {
                add(Integer.parseInt(rank), seconds, steps.getOrDefault(rank, TimeSeries.EMPTY), all);
            }
        });
        return all;
    }

    private static void add(int rank, TimeSeries seconds, TimeSeries steps, List<RankStep> all) {
        Map<Long, Increase> counted = CounterIncreases.of(steps).all().stream()
                .filter(one -> one.origin() == Origin.SAMPLE && one.amount() > 0)
                .collect(Collectors.toMap(Increase::atMillis, Function.identity()));
        for (Increase took : CounterIncreases.of(seconds).all()) {
            Increase count = counted.get(took.atMillis());
            if (count != null && count.afterMillis() == took.afterMillis() && took.origin() == Origin.SAMPLE) {
                double mean = took.amount() / count.amount();
                if (RankStep.isSeconds(mean)) {
                    all.add(new RankStep(
                            rank,
                            took.atMillis(),
                            OptionalLong.of(took.atMillis()),
                            OptionalDouble.of(mean),
                            OptionalDouble.empty()));
                }
            }
        }
    }
}
