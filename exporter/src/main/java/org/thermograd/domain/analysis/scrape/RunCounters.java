package org.thermograd.domain.analysis.scrape;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import org.thermograd.domain.series.CounterIncreases;

/** What the counters of a run rose by, from 0 where the run began in the range that was read. Confined to one thread. */
final class RunCounters {
    private final ScrapedRun run;
    private final long fromMillis;
    private final Map<RunSeries, CounterIncreases> known = new EnumMap<>(RunSeries.class);

    RunCounters(ScrapedRun run, long fromMillis) {
        this.run = run;
        this.fromMillis = fromMillis;
    }

    ScrapedRun run() {
        return run;
    }

    CounterIncreases of(RunSeries counter) {
        return known.computeIfAbsent(counter, this::increases);
    }

    private CounterIncreases increases(RunSeries counter) {
        OptionalLong began = run.beganMillis(fromMillis);
        return began.isPresent()
                ? CounterIncreases.fromZero(run.of(counter), began.getAsLong())
                : CounterIncreases.of(run.of(counter));
    }

    /** Returns what a counter rose by in a stretch. */
    long count(RunSeries counter, Stretch stretch) {
        return Math.round(of(counter).total(stretch.afterMillis(), stretch.untilMillis()));
    }
}
