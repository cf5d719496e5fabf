package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.domain.analysis.coincidence.Stratum;
import org.thermograd.domain.event.CollapseEvents;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.PauseRule;
import org.thermograd.domain.series.Pauses;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.domain.spike.SpikeFlags;

/**
 * What happened in one run.
 *
 * @param id the name of the run
 * @param detectorId the spike detector that was applied; for a short run not the configured one
 * @param samples gradient norms, those that are not finite included
 * @param nonFinite gradient norms that are {@code NaN} or infinite; never spikes
 * @param spikeSteps steps that the detector flagged
 * @param spikes spike events, of one or more flagged steps; those outside the coverage included
 * @param collapses collapse events of each device that is used; those outside the coverage included
 * @param watches for each of these devices how it was watched
 * @param blindDevices devices whose collapses could not be observed; they are left out of everything else
 * @param coverage when training and all devices used were watched, and a collapse could be seen
 * @param watched the same whether or not a collapse could be seen; a pause leaves out a minute after each beginning of it
 * @param steps what is known only where each step is
 * @param spikeStarts for each spike when its step began, not before the segment of the coverage that holds the spike; where
 *     that is not known the time of the spike
 */
public record RunEvents(
        String id,
        String detectorId,
        int samples,
        int nonFinite,
        int spikeSteps,
        List<Event> spikes,
        SortedMap<String, List<Event>> collapses,
        SortedMap<String, DeviceWatch> watches,
        SortedSet<String> blindDevices,
        Coverage coverage,
        Coverage watched,
        StepFacts steps,
        List<Long> spikeStarts) {
    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if {@code collapses} and {@code watches} are not of the same devices
     */
    public RunEvents {
        if (!collapses.keySet().equals(watches.keySet())) {
            throw new IllegalArgumentException(
                    "watches must be of " + collapses.keySet() + ", got " + watches.keySet());
        }
        watches = Collections.unmodifiableSortedMap(new TreeMap<>(watches));
        spikes = List.copyOf(spikes);
        collapses = Collections.unmodifiableSortedMap(new TreeMap<>(collapses));
        blindDevices = Collections.unmodifiableSortedSet(new TreeSet<>(blindDevices));
        requireNonNull(watched, "watched");
        requireNonNull(steps, "steps");
        spikeStarts = List.copyOf(spikeStarts);
        if (spikeStarts.size() != spikes.size()) {
            throw new IllegalArgumentException(
                    "spikeStarts must have one entry per spike, got " + spikeStarts.size() + " for " + spikes.size());
        }
    }

    /** Takes the starts of the steps of the spikes from what is known of the steps. */
    public RunEvents(
            String id,
            String detectorId,
            int samples,
            int nonFinite,
            int spikeSteps,
            List<Event> spikes,
            SortedMap<String, List<Event>> collapses,
            SortedMap<String, DeviceWatch> watches,
            SortedSet<String> blindDevices,
            Coverage coverage,
            Coverage watched,
            StepFacts steps) {
        this(
                id,
                detectorId,
                samples,
                nonFinite,
                spikeSteps,
                spikes,
                collapses,
                watches,
                blindDevices,
                coverage,
                watched,
                steps,
                starts(spikes, coverage, steps));
    }

    private static List<Long> starts(List<Event> spikes, Coverage coverage, StepFacts steps) {
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < spikes.size(); i++) {
            long onset = spikes.get(i).onsetMillis();
            long start = steps.spikeStartMillis().isEmpty()
                    ? onset
                    : steps.spikeStartMillis().get(i);
            starts.add(coverage.segmentOf(onset)
                    .map(segment -> Math.max(segment.startMillis(), start))
                    .orElse(start));
        }
        return starts;
    }

    /**
     * Finds the collapses of a run, beside its spikes.
     *
     * @param detected the run with its spikes
     * @param devices those of its devices that are used
     */
    public static RunEvents of(DetectedRun detected, SortedMap<String, TimeSeries> devices, EventConfig config) {
        Run run = detected.run();
        GapRule gaps = config.gaps();
        Coverage training = Coverage.of(run.gradNorm(), gaps);
        Coverage coverage = training;
        Coverage looked = training;
        SortedMap<String, List<Event>> collapses = new TreeMap<>();
        SortedMap<String, DeviceWatch> watches = new TreeMap<>();
        for (var device : devices.entrySet()) {
            TimeSeries flags = device.getValue();
            Coverage watched = run.watched(device.getKey(), gaps);
            coverage = coverage.intersect(watched);
            Coverage known = Coverage.of(flags, gaps);
            looked = looked.intersect(known);
            CollapseEvents found = CollapseEvents.fromFlags(
                    device.getKey(),
                    run.collapses(),
                    flags,
                    config.collapseRefractoryMillis(),
                    gaps.limitMillis(flags));
            collapses.put(device.getKey(), found.events());
            watches.put(
                    device.getKey(),
                    new DeviceWatch(
                            training.intersect(watched).withoutInstants(),
                            training.intersect(known).withoutInstants(),
                            found.leftCensored(),
                            OptionalLong.of((long) Math.rint(flags.medianIntervalMillis()))));
        }
        SortedSet<String> blind = new TreeSet<>(run.collapseFlags().keySet());
        blind.removeAll(run.observable().keySet());
        SpikeFlags flags = detected.flags();
        return new RunEvents(
                run.id(),
                flags.ruleId(),
                flags.size(),
                flags.nonFiniteCount(),
                flags.flaggedCount(),
                detected.spikes().spikes(),
                collapses,
                watches,
                blind,
                coverage.withoutInstants(),
                looked.withoutInstants(),
                detected.spikes().steps());
    }

    /** Returns how many stretches of devices began in a collapse, whose onset nobody saw. */
    public int leftCensored() {
        return watches.values().stream().mapToInt(DeviceWatch::leftCensored).sum();
    }

    /**
     * Returns the run with one device only; nothing if it does not know the device.
     *
     * @param device one of those that are used, or a blind one
     */
    public Optional<RunEvents> only(String device) {
        boolean blind = blindDevices.contains(device);
        DeviceWatch watch = watches.get(device);
        if (watch == null && !blind) {
            return Optional.empty();
        }
        DeviceWatch own = watch == null ? new DeviceWatch(coverage, watched, 0, OptionalLong.empty()) : watch;
        return Optional.of(new RunEvents(
                id,
                detectorId,
                samples,
                nonFinite,
                spikeSteps,
                spikes,
                new TreeMap<>(Map.of(device, collapses.getOrDefault(device, List.of()))),
                new TreeMap<>(Map.of(device, own)),
                blind ? new TreeSet<>(List.of(device)) : new TreeSet<>(),
                own.coverage(),
                own.watched(),
                steps));
    }

    /** Returns whether none of the devices could observe collapses. */
    public boolean isBlind() {
        return blindDevices.containsAll(collapses.keySet());
    }

    /** Returns how many spikes came while not everything was watched; the test leaves them out. */
    public long spikesOutsideCoverage() {
        return spikes.stream()
                .filter(spike -> !coverage.contains(spike.onsetMillis()))
                .count();
    }

    /**
     * Returns how many collapses came while not everything was watched; the test leaves them out.
     *
     * @param detectorLatencyMillis how far their onsets are moved back for the test
     */
    public long collapsesOutsideCoverage(long detectorLatencyMillis) {
        return allCollapses().stream()
                .filter(collapse -> !coverage.contains(collapse.onsetMillis() - detectorLatencyMillis))
                .count();
    }

    /** Returns whether a collapse began while both sides were watched, whatever the detector's latency. */
    public boolean hasCollapseInCoverage() {
        return collapsesOutsideCoverage(0) < allCollapses().size();
    }

    private List<Event> allCollapses() {
        List<Event> all = new ArrayList<>();
        collapses.values().forEach(all::addAll);
        return all;
    }

    /**
     * Returns when the collapses began that count for the run, not moved by the latency: its incidents, or each collapse of
     * each device, ascending; those outside the coverage included.
     */
    public long[] incidentMillis(EventConfig config) {
        long[] onsets =
                allCollapses().stream().mapToLong(Event::onsetMillis).sorted().toArray();
        return config.incidents() ? Incidents.of(onsets, config.collapseRefractoryMillis()) : onsets;
    }

    /** Returns for each spike when its step began, as {@link #spikeStarts}. */
    public long[] spikeStartMillis() {
        return spikeStarts.stream().mapToLong(Long::longValue).toArray();
    }

    /** Returns the times of the spikes, ascending. */
    public long[] spikeMillis() {
        return spikes.stream().mapToLong(Event::onsetMillis).toArray();
    }

    /** Returns the pauses of the run in its coverage; nothing if pauses do not show, or no time is left out. */
    public Optional<Pauses> pauses(PauseRule rule) {
        return rule.leavesOut()
                ? steps.pace()
                        .map(pace -> pace.pauses(watched, new long[0], rule))
                        .map(pauses -> pauses.in(coverage))
                : Optional.empty();
    }

    /**
     * Returns the leading events (spikes, each at the end of its step) and the following ones (collapses of the run) that lie
     * in the coverage.
     *
     * @param config how far the onsets of collapses are moved back, and whether those of several devices count once
     */
    public Stratum forwardStratum(EventConfig config) {
        return Stratum.of(spikeMillis(), collapsesForTest(config, 0), coverage);
    }

    /**
     * Returns the same for collapses that were flagged later.
     *
     * @param laterMillis by how much more their onsets are moved back, 0 or more
     */
    public Stratum forwardStratum(EventConfig config, long laterMillis) {
        return Stratum.of(spikeMillis(), collapsesForTest(config, laterMillis), coverage);
    }

    /** Returns the leading events (collapses) and the following ones (spikes, each at the start of its step), likewise. */
    public Stratum backwardStratum(EventConfig config, long laterMillis) {
        return Stratum.of(collapsesForTest(config, laterMillis), spikeStartMillis(), coverage);
    }

    /** Returns the leading events (spikes, from start to end of their steps) and the following ones (collapses), likewise. */
    public Stratum syncStratum(EventConfig config) {
        return Stratum.ofIntervals(spikeStartMillis(), spikeMillis(), collapsesForTest(config, 0), coverage);
    }

    private long[] collapsesForTest(EventConfig config, long laterMillis) {
        return Arrays.stream(incidentMillis(config))
                .map(onset -> onset - config.detectorLatencyMillis() - laterMillis)
                .toArray();
    }
}
