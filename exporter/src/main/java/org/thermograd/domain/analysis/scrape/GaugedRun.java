package org.thermograd.domain.analysis.scrape;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.analysis.run.FoundSpikes;
import org.thermograd.domain.analysis.run.Restarts;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.StepPace;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.domain.spike.SpikeFlags;
import org.thermograd.domain.training.RunAnnotations;

/**
 * A training run of which nothing but gauges was scraped: the newest gradient norm, and perhaps the newest step. Of the
 * steps between two scrapes only the last was seen; one that lasts over several scrapes is taken once, at the first of
 * them.
 *
 * @param id its name in the analysis
 * @param scrapes all samples of the gradient norm
 * @param norm those of them that show another step than the one before
 * @param step for each of these the step; {@code NaN} where it is not known
 */
public record GaugedRun(String id, TimeSeries scrapes, TimeSeries norm, TimeSeries step) {
    /** With a longer interval between scrapes, in step times, most steps are not seen. */
    private static final double MOST_STEPS = 2;

    private static final double SCRAPES_A_NORM = 2;

    public GaugedRun {
        requireNonNull(id, "id");
        requireNonNull(scrapes, "scrapes");
        if (norm.size() != step.size()) {
            throw new IllegalArgumentException(
                    "step must have one value per norm, got " + step.size() + " for " + norm.size());
        }
    }

    /**
     * Makes a run of its gauges.
     *
     * @param id its name in the analysis
     * @param norms every sample of the gradient norm
     * @param steps the samples of the step, by the same scrapes; empty if there is none. Without it a norm that is
     *     equal to the one before is taken for the same step, unless all are equal
     */
    public static GaugedRun of(String id, TimeSeries norms, TimeSeries steps) {
        SortedMap<Long, Double> stepAt = new TreeMap<>();
        for (int i = 0; i < steps.size(); i++) {
            stepAt.put(steps.epochMillis(i), steps.value(i));
        }
        boolean constant = isConstant(norms);
        List<Integer> fresh = new ArrayList<>();
        double[] known = new double[norms.size()];
        for (int i = 0; i < norms.size(); i++) {
            known[i] = stepAt.getOrDefault(norms.epochMillis(i), Double.NaN);
            boolean same = i > 0
                    && (Double.isNaN(known[i])
                            ? !constant && Double.compare(norms.value(i), norms.value(i - 1)) == 0
                            : known[i] == known[i - 1]);
            if (!same) {
                fresh.add(i);
            }
        }
        long[] times = fresh.stream().mapToLong(norms::epochMillis).toArray();
        return new GaugedRun(
                id,
                norms,
                TimeSeries.of(times, fresh.stream().mapToDouble(norms::value).toArray()),
                TimeSeries.of(times, fresh.stream().mapToDouble(i -> known[i]).toArray()));
    }

    private static boolean isConstant(TimeSeries norms) {
        for (int i = 1; i < norms.size(); i++) {
            if (Double.compare(norms.value(i), norms.value(0)) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the run with the spikes that a detector finds in what was seen of it. */
    public TrainingHistory history(CorrelationConfig config) {
        List<TrainingStretch> stretches = new ArrayList<>();
        Restarts.stretches(id, step).forEach((name, time) -> stretches.add(stretch(name, time, config)));
        return new TrainingHistory(
                new ScrapedRun(id, Map.of(RunSeries.STEPS, scrapes), Map.of()),
                Coverage.of(norm, config.events().gaps()),
                List.of(),
                Map.of(),
                stretches);
    }

    private TrainingStretch stretch(String name, Segment time, CorrelationConfig config) {
        TimeSeries norms = norm.between(time.startMillis(), time.endMillis());
        SpikeFlags flags = config.detector().rule().flag(norms.values());
        FoundSpikes found = FoundSpikes.of(name, norms, flags, config.events());
        return new TrainingStretch(
                name,
                flags.ruleId(),
                flags.size(),
                flags.nonFiniteCount(),
                flags.flaggedCount(),
                found.spikes(),
                Analyzer.reasonsOf(norms),
                Coverage.of(norms, config.events().gaps()),
                time,
                showsPauses()
                        ? found.withPace(
                                        StepPace.of(
                                                norms,
                                                List.of(),
                                                config.events().pauses()),
                                        RunAnnotations.NONE)
                                .steps()
                        : found.steps());
    }

    /**
     * Returns whether a pause shows: scrapes come at least as often as steps, so that a long time without a new one is a
     * long step. Where no step is known, it takes twice as many scrapes as norms that differ.
     */
    public boolean showsPauses() {
        OptionalDouble millis = stepMillis();
        return millis.isPresent()
                ? scrapes.medianIntervalMillis() <= millis.getAsDouble()
                : norm.size() > 1 && norm.medianIntervalMillis() >= SCRAPES_A_NORM * scrapes.medianIntervalMillis();
    }

    /** Returns how long a step took in the median, by what the step rose from scrape to scrape; absent if no step is known. */
    public OptionalDouble stepMillis() {
        List<Double> perStep = new ArrayList<>();
        for (int i = 1; i < step.size(); i++) {
            double steps = step.value(i) - step.value(i - 1);
            if (steps > 0) {
                perStep.add((step.epochMillis(i) - step.epochMillis(i - 1)) / steps);
            }
        }
        perStep.sort(Double::compare);
        return perStep.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(perStep.get(perStep.size() / 2));
    }

    /** Returns whether it is known that most steps were not seen. */
    public boolean isUndersampled() {
        OptionalDouble millis = stepMillis();
        return millis.isPresent() && scrapes.medianIntervalMillis() > MOST_STEPS * millis.getAsDouble();
    }
}
