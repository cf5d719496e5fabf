package org.thermograd.domain.analysis.scrape;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.thermograd.domain.analysis.cost.CostConfig;
import org.thermograd.domain.analysis.cost.DoseResponse;
import org.thermograd.domain.analysis.cost.EpisodeCost;
import org.thermograd.domain.analysis.cost.EpisodeCost.Method;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.Slowdown;
import org.thermograd.domain.series.CounterIncreases;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * What throttling and collapses cost a run whose exporter priced each cluster of episodes: the sample is the clusters that began
 * in the range, and time is what counters rose by. A run that restarted is cut as elsewhere. Confined to one thread.
 */
public final class LiveCost {
    /** Devices by name with all of them together last, and their reasons with those about heat together last. */
    private static final Comparator<EpisodeKind> ORDER = Comparator.comparing(
                    (EpisodeKind kind) -> kind.device().equals(EpisodeKind.ALL))
            .thenComparing(EpisodeKind::device)
            .thenComparing(kind -> kind.reason().equals(EpisodeKind.THERMAL))
            .thenComparing(EpisodeKind::reason);

    /** A cluster closes two minutes after its end, and an exporter looks once a minute. */
    private static final long LATE_MILLIS = 300_000;

    private final TrainingHistory history;
    private final ScrapedCost scraped;
    private final long fromMillis;
    private final OptionalLong began;

    /**
     * Prepares.
     *
     * @param fromMillis the beginning of the range that was read
     */
    public LiveCost(TrainingHistory history, ScrapedCost scraped, long fromMillis) {
        this.history = requireNonNull(history, "history");
        this.scraped = requireNonNull(scraped, "scraped");
        this.fromMillis = fromMillis;
        this.began = history.run().beganMillis(fromMillis);
    }

    /**
     * Part of the time of a run.
     *
     * @param clusters those that began in it belong to it
     * @param afterMillis what was counted at scrapes after this one belongs to it
     * @param untilMillis the last of these scrapes
     */
    private record Part(String id, Segment clusters, long afterMillis, long untilMillis) {}

    /** Returns what it cost each stretch of the run; one of which no step was watched is left out. */
    public List<RunCost> costs() {
        List<TrainingStretch> stretches = history.stretches();
        SortedMap<Long, Long> shown = history.run().restartMillis(fromMillis);
        List<RunCost> costs = new ArrayList<>();
        for (int i = 0; i < stretches.size(); i++) {
            long start = i == 0 ? Long.MIN_VALUE : stretches.get(i).time().startMillis();
            long end = i == stretches.size() - 1
                    ? Long.MAX_VALUE
                    : stretches.get(i + 1).time().startMillis();
            // What is open is counted when the run restarts, so the scrape that first shows the restart shows that too.
            cost(new Part(
                            stretches.get(i).id(),
                            new Segment(Math.min(Math.max(fromMillis, start), end - 1), end),
                            shown.getOrDefault(start, start),
                            shown.getOrDefault(end, end)))
                    .ifPresent(costs::add);
        }
        return costs;
    }

    /** Returns how many clusters were counted and never seen. */
    public long missing() {
        return scraped.kinds().values().stream()
                .mapToLong(kind -> kind.clusters().missing(began, fromMillis))
                .sum();
    }

    /** Returns when its exporter began to price, where it counted the steps of the run in the range for long before. */
    public OptionalLong pricedSinceMillis() {
        TimeSeries watched = scraped.watchedSeconds();
        TimeSeries steps = history.run().of(RunSeries.STEPS);
        boolean late = began.isEmpty()
                && watched.size() > 0
                && steps.size() > 0
                && watched.epochMillis(0) - steps.epochMillis(0) > LATE_MILLIS;
        return late ? OptionalLong.of(watched.epochMillis(0)) : OptionalLong.empty();
    }

    /** Returns the name of the run. */
    public String run() {
        return history.run().id();
    }

    private Optional<RunCost> cost(Part part) {
        double watched = rise(scraped.watchedSeconds(), part);
        if (!(watched > 0)) {
            return Optional.empty();
        }
        List<EpisodeCost> episodes = scraped.kinds().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ORDER))
                .map(kind -> cost(kind.getKey(), kind.getValue(), part, watched))
                .toList();
        Optional<DoseResponse> dose = episodes.stream()
                .filter(cost -> cost.method() == Method.DOSE)
                .max(Comparator.comparingDouble(EpisodeCost::insideTotalSeconds))
                .map(cost -> new DoseResponse.Refused(cost.kind().device(), DoseResponse.Reason.STEPS_NOT_KNOWN));
        return Optional.of(new RunCost(part.id(), Optional.empty(), watched, episodes, dose, Optional.empty()));
    }

    private EpisodeCost cost(EpisodeKind kind, ScrapedCost.Kind found, Part part, double watchedSeconds) {
        double inside = rise(found.throttledSeconds(), part);
        Optional<Slowdown> slowdown = slowdown(found.clusters(), part).map(one -> orLate(one, found, part));
        return new EpisodeCost(
                kind,
                (int) Math.round(rise(found.episodes(), part)),
                inside > CostConfig.COVERED_SHARE * watchedSeconds
                        ? Method.DOSE
                        : slowdown.isPresent() ? Method.MATCHED : Method.NONE,
                Optional.empty(),
                inside,
                // An episode is known to half a sample on either side, the time watched from step to step.
                OptionalDouble.of(Math.min(1, inside / watchedSeconds)),
                slowdown);
    }

    private Optional<Slowdown> slowdown(ScrapedClusters clusters, Part part) {
        return Slowdown.of(clusters.slowdowns(part.clusters()));
    }

    private Slowdown orLate(Slowdown found, ScrapedCost.Kind kind, Part part) {
        return Slowdown.orLatest(
                found, millis -> Optional.ofNullable(kind.earlier().get(millis)).flatMap(one -> slowdown(one, part)));
    }

    /** Returns what a counter rose by; it existed only once something was watched, at 0, if the run began in the range. */
    private double rise(TimeSeries counter, Part part) {
        CounterIncreases increases = began.isPresent()
                ? CounterIncreases.fromZero(counter, began.getAsLong())
                : CounterIncreases.of(counter);
        return increases.total(part.afterMillis(), part.untilMillis());
    }
}
