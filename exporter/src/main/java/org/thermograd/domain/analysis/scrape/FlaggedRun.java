package org.thermograd.domain.analysis.scrape;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.thermograd.domain.analysis.run.StepFacts;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.event.SpikeEvents;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * A training run of which nothing but somebody's spikes were scraped, as a flag or as a counter. Its steps are not known.
 *
 * @param id its name in the analysis
 * @param samples the samples
 * @param kind what they stand for
 */
public record FlaggedRun(String id, TimeSeries samples, SampleKind kind) {
    public FlaggedRun {
        requireNonNull(id, "id");
        requireNonNull(samples, "samples");
        requireNonNull(kind, "kind");
    }

    /** Returns the run, with scrapes in place of steps; a spike is at the scrape that shows it. */
    public TrainingHistory history(CorrelationConfig config) {
        Coverage coverage = Coverage.of(samples, config.events().gaps());
        String detectorId = config.detector().id();
        List<Event> spikes = switch (kind) {
            case FLAG ->
                SpikeEvents.find(
                        id,
                        detectorId,
                        samples,
                        i -> samples.value(i) > 0 && (i == 0 || !(samples.value(i - 1) > 0)),
                        config.events().spikeRefractoryMillis());
            case COUNTER ->
                SpikeEvents.fromCounter(id, detectorId, samples, config.events().spikeRefractoryMillis());
        };
        int spikeSteps = spikes.stream().mapToInt(Event::samples).sum();
        return new TrainingHistory(
                new ScrapedRun(id, Map.of(RunSeries.STEPS, samples), Map.of()),
                coverage,
                List.of(),
                Map.of(),
                List.of(new TrainingStretch(
                        id,
                        detectorId,
                        samples.size(),
                        0,
                        spikeSteps,
                        spikes,
                        Set.of(),
                        coverage,
                        new Segment(Long.MIN_VALUE, Long.MAX_VALUE),
                        StepFacts.UNKNOWN)));
    }
}
