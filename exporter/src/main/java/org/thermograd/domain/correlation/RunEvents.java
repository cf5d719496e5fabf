package org.thermograd.domain.correlation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.domain.event.CollapseEvents;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.event.SpikeEvents;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.GapRule;
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
 * @param leftCensored stretches that began in a collapse, whose onset nobody saw
 * @param blindDevices devices whose collapses could not be observed; they are left out of everything else
 * @param coverage when training and all devices used were watched
 */
public record RunEvents(
        String id,
        String detectorId,
        int samples,
        int nonFinite,
        int spikeSteps,
        List<Event> spikes,
        SortedMap<String, List<Event>> collapses,
        int leftCensored,
        SortedSet<String> blindDevices,
        Coverage coverage) {
    public RunEvents {
        spikes = List.copyOf(spikes);
        collapses = Collections.unmodifiableSortedMap(new TreeMap<>(collapses));
        blindDevices = Collections.unmodifiableSortedSet(new TreeSet<>(blindDevices));
    }

    /**
     * Finds the events of a run.
     *
     * @param run the run
     * @param devices those of its devices that are used
     */
    static RunEvents of(Run run, SortedMap<String, TimeSeries> devices, CorrelationConfig config) {
        GapRule gaps = config.events().gaps();
        Coverage coverage = Coverage.of(run.gradNorm(), gaps);
        SortedMap<String, List<Event>> collapses = new TreeMap<>();
        int leftCensored = 0;
        for (var device : devices.entrySet()) {
            TimeSeries flags = device.getValue();
            coverage = coverage.intersect(Coverage.of(flags, gaps));
            CollapseEvents found = CollapseEvents.fromFlags(
                    device.getKey(),
                    run.collapses(),
                    flags,
                    config.events().collapseRefractoryMillis(),
                    gaps.limitMillis(flags));
            collapses.put(device.getKey(), found.events());
            leftCensored += found.leftCensored();
        }
        SpikeFlags spikes = config.detector().rule().flag(run.gradNorm().values());
        SortedSet<String> blind = new TreeSet<>(run.collapseFlags().keySet());
        blind.removeAll(run.observable().keySet());
        return new RunEvents(
                run.id(),
                spikes.ruleId(),
                spikes.size(),
                spikes.nonFiniteCount(),
                spikes.flaggedCount(),
                SpikeEvents.find(
                        run.id(),
                        spikes.ruleId(),
                        run.gradNorm(),
                        spikes::flagged,
                        config.events().spikeRefractoryMillis()),
                collapses,
                leftCensored,
                blind,
                coverage.withoutInstants());
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
    boolean hasCollapseInCoverage() {
        return collapsesOutsideCoverage(0) < allCollapses().size();
    }

    private List<Event> allCollapses() {
        List<Event> all = new ArrayList<>();
        collapses.values().forEach(all::addAll);
        return all;
    }

    /**
     * Returns the causes (spikes) and effects (collapses of all devices) that lie in the coverage.
     *
     * @param detectorLatencyMillis how far the onsets of collapses are moved back
     */
    public Stratum forwardStratum(long detectorLatencyMillis) {
        return Stratum.of(
                spikes.stream().mapToLong(Event::onsetMillis).toArray(),
                allCollapses().stream()
                        .mapToLong(collapse -> collapse.onsetMillis() - detectorLatencyMillis)
                        .toArray(),
                coverage);
    }
}
