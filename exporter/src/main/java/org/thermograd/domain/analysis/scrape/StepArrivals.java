package org.thermograd.domain.analysis.scrape;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.analysis.run.Restarts;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * When the steps of a run came, where it was scraped at least as often as it stepped. A scrape shows how many steps there
 * were and when the last one was pushed; so a step that is the only new one of a scrape has a time. Where more than
 * one in twenty steps came together with others between two scrapes, no step of the run is taken as known.
 *
 * <p>Source: docs/correlation.md, "Lag histogram". Confined to one thread.
 */
public final class StepArrivals {
    private static final double MOST_UNSEEN = 0.05;
    private static final double MILLIS = 1000;

    private final long[] times;
    private final long[] steps;
    private int size;
    private long all;

    private StepArrivals(int scrapes) {
        this.times = new long[scrapes];
        this.steps = new long[scrapes];
    }

    /**
     * Returns the times of the steps that were pushed to an exporter, by the clock of the run.
     *
     * @param history the run
     * @param fromMillis the beginning of the range that was read
     * @return by the name of each stretch of the run whose steps are known
     */
    public static SortedMap<String, TimeSeries> of(TrainingHistory history, long fromMillis) {
        SortedMap<String, TimeSeries> known = new TreeMap<>();
        ScrapedRun run = history.run();
        Pushes pushes = new Pushes(
                run.of(RunSeries.STEPS),
                byTime(run.of(RunSeries.LAST_PUSH_SECONDS)),
                byTime(run.of(RunSeries.CLOCK_SKEW_SECONDS)),
                run.beganMillis(fromMillis).isPresent());
        for (TrainingStretch stretch : history.stretches()) {
            StepArrivals arrivals = new StepArrivals(pushes.counter().size());
            arrivals.addPushes(pushes, stretch.time());
            arrivals.meet(stretch.spikes());
            arrivals.series().ifPresent(times -> known.put(stretch.id(), times));
        }
        return known;
    }

    /**
     * Returns the times of the scrapes that first show each step of a run of which only gauges are known.
     *
     * @return by the name of each stretch of the run whose steps are known
     */
    public static SortedMap<String, TimeSeries> of(GaugedRun run) {
        SortedMap<String, TimeSeries> known = new TreeMap<>();
        Restarts.stretches(run.id(), run.step()).forEach((id, time) -> {
            TimeSeries steps = run.step().between(time.startMillis(), time.endMillis());
            StepArrivals arrivals = new StepArrivals(steps.size());
            for (int k = 0; k < steps.size(); k++) {
                arrivals.add(steps.epochMillis(k), k == 0 ? 1 : steps.value(k) - steps.value(k - 1));
            }
            arrivals.series().ifPresent(times -> known.put(id, times));
        });
        return known;
    }

    /** What scrapes told of the pushes of a run; its counter is from zero if the run began in the range. */
    private record Pushes(
            TimeSeries counter, Map<Long, Double> seconds, Map<Long, Double> skewSeconds, boolean fromZero) {}

    private void addPushes(Pushes pushes, Segment time) {
        TimeSeries counter = pushes.counter();
        for (int i = 0; i < counter.size(); i++) {
            long scrape = counter.epochMillis(i);
            if (!time.contains(scrape)) {
                continue;
            }
            double before = i == 0 ? pushes.fromZero() ? 0 : counter.value(0) - 1 : counter.value(i - 1);
            double rise = counter.value(i) - before;
            double push = pushes.seconds().getOrDefault(scrape, scrape / MILLIS)
                    - pushes.skewSeconds().getOrDefault(scrape, 0.0);
            add(Math.round(push * MILLIS), rise < 0 ? counter.value(i) : rise);
        }
    }

    private static Map<Long, Double> byTime(TimeSeries series) {
        Map<Long, Double> values = new TreeMap<>();
        for (int i = 0; i < series.size(); i++) {
            if (Double.isFinite(series.value(i))) {
                values.put(series.epochMillis(i), series.value(i));
            }
        }
        return values;
    }

    /** Takes what is new at a scrape; several steps at once are all taken to come with the last of them. */
    private void add(long millis, double fresh) {
        if (fresh >= 1) {
            times[size] = size == 0 ? millis : Math.max(millis, times[size - 1]);
            steps[size] = Math.round(fresh);
            all += steps[size];
            size++;
        }
    }

    /** A spike is a step too: the first that came at its time or later. */
    private void meet(List<Event> spikes) {
        int next = 0;
        for (Event spike : spikes) {
            while (next < size && times[next] < spike.onsetMillis() - 1) {
                next++;
            }
            if (next < size) {
                times[next] = spike.onsetMillis();
                next++;
            }
        }
        for (int i = 1; i < size; i++) {
            times[i] = Math.max(times[i], times[i - 1]);
        }
    }

    /** Returns the time of each step. */
    private Optional<TimeSeries> series() {
        if (size < 2 || all - size > MOST_UNSEEN * all) {
            return Optional.empty();
        }
        long[] each = new long[Math.toIntExact(all)];
        int next = 0;
        for (int i = 0; i < size; i++) {
            Arrays.fill(each, next, next + (int) steps[i], times[i]);
            next += (int) steps[i];
        }
        return Optional.of(TimeSeries.of(each, new double[each.length]));
    }
}
