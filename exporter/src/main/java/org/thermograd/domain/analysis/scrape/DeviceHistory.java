package org.thermograd.domain.analysis.scrape;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.event.CollapseEvents;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.event.EventSpan;
import org.thermograd.domain.event.MissingEvents;
import org.thermograd.domain.series.Ascending;
import org.thermograd.domain.series.CounterIncreases;
import org.thermograd.domain.series.CounterIncreases.Increase;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * The collapses of a device in a range of time, from what was scraped of it.
 *
 * @param name the device
 * @param observable whether a collapse could have been seen at any time
 * @param coverage when one could have been seen and none is missing; of a blind device when it was looked at, empty if the
 *     exporter knows no reason of the kind for it
 * @param looked when it was looked at, which is more than the coverage where collapses can be seen at times only
 * @param collapses those whose onset is known, ascending
 * @param censoredMillis beginnings of what was watched that lie within a collapse whose onset nobody saw
 * @param missing collapses that were counted and whose time nobody knows
 * @param restarts what restarts of the exporter took along: from the last scrape before to what it knows again
 */
public record DeviceHistory(
        String name,
        boolean observable,
        Coverage coverage,
        Coverage looked,
        List<Event> collapses,
        SortedSet<Long> censoredMillis,
        MissingEvents missing,
        List<Segment> restarts) {
    private static final double MILLIS = 1000;
    /** Scrapes at most so many intervals apart follow each other. */
    private static final double JOINED_INTERVALS = 1.5;

    public DeviceHistory {
        requireNonNull(name, "name");
        requireNonNull(coverage, "coverage");
        requireNonNull(looked, "looked");
        requireNonNull(missing, "missing");
        collapses = List.copyOf(collapses);
        censoredMillis = Collections.unmodifiableSortedSet(new TreeSet<>(censoredMillis));
        restarts = List.copyOf(restarts);
    }

    /**
     * Looks at a device.
     *
     * @param device what was scraped
     * @param kind where its collapses come from
     * @param fromMillis the beginning of the range that was read
     * @param samplePeriodMillis how often the exporter looks at its devices
     * @param config what is joined, and what is a gap
     */
    public static DeviceHistory of(
            ScrapedDevice device, CollapseKind kind, long fromMillis, long samplePeriodMillis, EventConfig config) {
        GapRule gaps = config.gaps();
        long gapMillis = Math.max((long) Math.floor(gaps.factor() * samplePeriodMillis), gaps.minMillis());
        Coverage watched = new Coverage(List.of());
        Coverage looked = new Coverage(List.of());
        List<EventSpan> spans = new ArrayList<>();
        List<Segment> out = new ArrayList<>();
        List<Segment> missingTimes = new ArrayList<>();
        SortedSet<Long> actives = new TreeSet<>();
        SortedSet<Segment> restarts = new TreeSet<>((a, b) -> Long.compare(a.startMillis(), b.startMillis()));
        long missing = 0;
        for (ScrapedDevice.Reason reason : device.reasons().values()) {
            looked = looked.union(Coverage.of(reason.of(DeviceSeries.OBSERVABLE), gaps));
            TimeSeries seconds = reason.of(DeviceSeries.OBSERVED_SECONDS);
            watched = watched.union(Coverage.ofCounter(seconds, fromMillis, gapMillis));
            spans.addAll(reason.collapses().spans());
            MissingEvents lost = reason.collapses().missing(CounterIncreases.of(reason.of(DeviceSeries.COLLAPSES)));
            missing += lost.count();
            missingTimes.addAll(lost.stretches());
            out.addAll(beforeTheOldest(reason, fromMillis));
            restarts.addAll(restarts(seconds));
            actives.addAll(beginningsInACollapse(reason.of(DeviceSeries.ACTIVE), gaps));
        }
        actives.removeIf(time -> spans.stream().anyMatch(span -> span.covers(time, gapMillis)));
        out.addAll(restarts);
        out.addAll(missingTimes);
        boolean observable = device.isObservable();
        if (kind == CollapseKind.INFERRED) {
            // Seen only while it heats, which may begin and end between two scrapes: what was seen was watched.
            watched = watched.union(new Coverage(Segment.joined(
                    spans.stream()
                            .map(span -> new Segment(span.onsetMillis(), span.endMillis() + 1))
                            .toList(),
                    1)));
        }
        Coverage seen = observable ? watched.without(out) : looked;
        return new DeviceHistory(
                device.name(),
                observable,
                seen,
                kind == CollapseKind.INFERRED && observable ? looked.without(out) : seen,
                CollapseEvents.fromSpans(device.name(), kind, spans, config.collapseRefractoryMillis()),
                actives,
                new MissingEvents(missing, missingTimes),
                List.copyOf(restarts));
    }

    /**
     * Looks at a device of which a flag was scraped: a collapse begins with the first scrape that shows it.
     *
     * @param name the device
     * @param kind who raises the flag
     * @param flags its samples: above 0 in a collapse, else 0; {@code NaN} where it is not known
     * @param config what is joined, and what is a gap
     */
    public static DeviceHistory ofFlags(String name, CollapseKind kind, TimeSeries flags, EventConfig config) {
        GapRule gaps = config.gaps();
        List<Event> collapses = CollapseEvents.fromFlags(
                        name, kind, flags, config.collapseRefractoryMillis(), gaps.limitMillis(flags))
                .events();
        return scraped(name, Coverage.of(flags, gaps), collapses, beginningsInACollapse(flags, gaps));
    }

    /**
     * Looks at a device of which counters of its collapses, or of the time in them, were scraped: a collapse begins with
     * the first scrape at which one rose. What rises at scrapes that follow each other is one collapse.
     *
     * @param name the device
     * @param kind who counts
     * @param counters their samples, at least one series
     * @param config what is joined, and what is a gap
     */
    public static DeviceHistory ofCounters(
            String name, CollapseKind kind, List<TimeSeries> counters, EventConfig config) {
        Coverage watched = new Coverage(List.of());
        double intervalMillis = 0;
        for (TimeSeries counter : counters) {
            watched = watched.union(Coverage.of(counter, config.gaps()));
            intervalMillis = Math.max(intervalMillis, counter.medianIntervalMillis());
        }
        long refractoryMillis =
                Math.max(config.collapseRefractoryMillis(), (long) Math.ceil(JOINED_INTERVALS * intervalMillis));
        return scraped(
                name,
                watched,
                CollapseEvents.fromCounters(name, kind, counters, refractoryMillis)
                        .events(),
                List.of());
    }

    private static DeviceHistory scraped(
            String name, Coverage watched, List<Event> collapses, List<Long> censoredMillis) {
        return new DeviceHistory(
                name,
                !watched.segments().isEmpty(),
                watched,
                watched,
                collapses,
                new TreeSet<>(censoredMillis),
                new MissingEvents(0, List.of()),
                List.of());
    }

    /**
     * Returns a device that cannot show collapses.
     *
     * @param name the device
     * @param looked when it was there
     */
    public static DeviceHistory blind(String name, Coverage looked) {
        return new DeviceHistory(
                name, false, looked, looked, List.of(), new TreeSet<>(), new MissingEvents(0, List.of()), List.of());
    }

    /**
     * Returns whether the device was in a collapse: 1 if it was, 0 if it was watched and was not, {@code NaN} if that is not
     * known.
     *
     * @param epochMillis when
     */
    public double flagAt(long epochMillis) {
        int next = Ascending.first(collapses.size(), i -> collapses.get(i).endMillis() >= epochMillis);
        if (next < collapses.size() && collapses.get(next).onsetMillis() <= epochMillis) {
            return 1;
        }
        return observable && coverage.contains(epochMillis) ? 0 : Double.NaN;
    }

    /** At the first scrape the slots hold the last events only; what was before the oldest of them nobody knows. */
    private static List<Segment> beforeTheOldest(ScrapedDevice.Reason reason, long fromMillis) {
        TimeSeries total = reason.of(DeviceSeries.COLLAPSES);
        if (total.size() == 0 || total.value(0) <= reason.collapses().countAt(total.epochMillis(0))) {
            return List.of();
        }
        long first = total.epochMillis(0);
        long known = reason.collapses().oldestAt(first).orElse(first);
        return known <= fromMillis ? List.of() : List.of(new Segment(fromMillis, known));
    }

    private static List<Segment> restarts(TimeSeries observedSeconds) {
        List<Segment> restarts = new ArrayList<>();
        for (Increase reset : CounterIncreases.of(observedSeconds).resets()) {
            long known = reset.atMillis() - Math.round(reset.amount() * MILLIS);
            restarts.add(new Segment(reset.afterMillis() + 1, Math.max(known, reset.afterMillis() + 2)));
        }
        return restarts;
    }

    private static List<Long> beginningsInACollapse(TimeSeries active, GapRule gaps) {
        List<Long> beginnings = new ArrayList<>();
        for (Segment stretch : Coverage.of(active, gaps).segments()) {
            TimeSeries first = active.between(stretch.startMillis(), stretch.startMillis() + 1);
            if (first.value(0) > 0) {
                beginnings.add(stretch.startMillis());
            }
        }
        return beginnings;
    }
}
