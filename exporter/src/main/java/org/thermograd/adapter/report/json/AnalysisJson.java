package org.thermograd.adapter.report.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermograd.domain.analysis.coincidence.Coincidence;
import org.thermograd.domain.analysis.coincidence.CoincidenceCounts;
import org.thermograd.domain.analysis.coincidence.CoincidenceStatistics;
import org.thermograd.domain.analysis.coincidence.ShortBlocks;
import org.thermograd.domain.analysis.coincidence.WithoutPauses;
import org.thermograd.domain.analysis.finding.Placebo;
import org.thermograd.domain.analysis.ranks.ComparedRank;
import org.thermograd.domain.analysis.ranks.RankComparison;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.statistics.Undefined;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.LatencyTrial;
import org.thermograd.domain.analysis.verdict.PlanRates;
import org.thermograd.domain.analysis.verdict.TestedDirection;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.series.Pauses;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.StepPace;
import org.thermograd.domain.spike.SpikeVisibility;
import org.thermograd.domain.training.RunAnnotations;

/** The block {@code analysis} of a report. A figure that was not computed has no key; one without a value is null. */
public final class AnalysisJson {
    private AnalysisJson() {}

    /**
     * Writes an analysis.
     *
     * @param config the parameters of its events
     */
    public static void write(Analysis analysis, EventConfig config, Optional<Placebo> placebo, JsonFields fields) {
        writeTimes(analysis, fields);
        ArrayNode runs = fields.node().putArray("runs");
        for (RunEvents run : analysis.runs()) {
            writeRun(run, config, fields.element(runs, "runs"));
        }
        placebo.ifPresent(swapped -> writePairs(swapped, fields.node().putObject("placeboForward")));
        writeTests(analysis, fields);
        writeLatency(analysis.latency(), fields);
    }

    private static void writeLatency(List<LatencyTrial> trials, JsonFields fields) {
        ArrayNode latency = fields.node().putArray("latency");
        for (LatencyTrial trial : trials) {
            JsonFields one = fields.element(latency, "latency");
            one.node().put("latencyMs", trial.latencyMillis());
            ArrayNode holds = one.node().putArray("holds");
            trial.holds().stream()
                    .sorted()
                    .forEach(direction -> holds.add(direction.name().toLowerCase(Locale.ROOT)));
            one.put("forwardQ", trial.forwardQ(), Undefined.NOT_ESTIMABLE);
            one.put("backwardQ", trial.backwardQ(), Undefined.NOT_ESTIMABLE);
        }
    }

    /** Writes the analysis of one device, whose events stand with all others. */
    static void writeWithoutRuns(Analysis analysis, JsonFields fields) {
        writeTimes(analysis, fields);
        writeTests(analysis, fields);
    }

    /** Writes the answer without its words. */
    static void writeVerdict(Analysis analysis, ObjectNode node) {
        node.put("verdict", analysis.verdict().code().name());
        ArrayNode reasons = node.putArray("reasons");
        if (analysis.verdict() instanceof Verdict.NotEstimable notEstimable) {
            notEstimable.reasons().forEach(reason -> reasons.add(reason.name()));
        }
        ArrayNode qualifiers = node.putArray("qualifiers");
        analysis.qualifiers().forEach(qualifier -> qualifiers.add(qualifier.name()));
    }

    /** Writes the figures by the names that the specification's reference program gives them. */
    static void writePairs(Placebo placebo, ObjectNode node) {
        ArrayNode coincidences = node.putArray("K");
        ArrayNode excess = node.putArray("excess");
        placebo.pairs().forEach(row -> {
            ArrayNode rowOfCoincidences = coincidences.addArray();
            ArrayNode rowOfExcess = excess.addArray();
            row.forEach(pair -> {
                rowOfCoincidences.add(pair.coincidences());
                rowOfExcess.add(pair.excess());
            });
        });
        node.put("own", placebo.ownExcess());
        node.put("count", placebo.asLarge());
        node.put("permutations", placebo.pairings());
        node.put("p", placebo.p());
    }

    private static void writeTimes(Analysis analysis, JsonFields fields) {
        fields.node().put("guardMs", analysis.guardMillis());
        fields.node().put("totalMs", analysis.totalMillis());
    }

    private static void writeTests(Analysis analysis, JsonFields fields) {
        writeDirection(analysis.forward(), fields.object("forward"));
        writeDirection(analysis.backward(), fields.object("backward"));
        JsonFields sync = fields.object("sync");
        analysis.sync().ifPresent(test -> writeTest(test, sync));
        writePlan(analysis.verdict(), fields);
    }

    private static void writeRun(RunEvents run, EventConfig config, JsonFields fields) {
        fields.node().put("id", run.id());
        fields.node().put("nTrain", run.samples());
        fields.node().put("nNonFinite", run.nonFinite());
        fields.node().put("nSpikeSteps", run.spikeSteps());
        writeOnsets(run.spikes(), fields.node().putArray("spikeEvents"));
        if (config.stepIntervals() && !run.steps().spikeStartMillis().isEmpty()) {
            ArrayNode starts = fields.node().putArray("spikeStarts");
            Arrays.stream(run.spikeStartMillis()).forEach(starts::add);
        }
        run.pauses(config.pauses()).ifPresent(pauses -> write(run, pauses, fields.object("pauses")));
        write(run.steps().annotations(), fields);
        write(run.steps().ranks(), fields);
        writeOnsets(run.steps().shifts(), fields.node().putArray("shiftEvents"));
        run.steps().visibility().ifPresent(visibility -> write(visibility, fields.object("visibility")));
        JsonFields collapses = fields.object("collapseOnsets");
        run.collapses()
                .forEach(
                        (device, events) -> writeOnsets(events, collapses.node().putArray(device)));
        ArrayNode incidents = fields.node().putArray("incidents");
        Arrays.stream(run.incidentMillis(config)).forEach(incidents::add);
        fields.node().put("leftCensored", run.leftCensored());
        writeSegments(run.coverage().segments(), fields.node().putArray("coverage"));
    }

    private static void write(RunEvents run, Pauses pauses, JsonFields fields) {
        fields.node().put("count", pauses.pauses().size());
        fields.node().put("thresholdMs", pauses.thresholdMillis());
        fields.node()
                .put(
                        "stepMedianMs",
                        run.steps().pace().map(StepPace::medianMillis).orElse(0.0));
        fields.node().put("leftOutMs", pauses.leftOutMillis());
        fields.node().put("partly", pauses.partly());
        fields.node().put("usable", pauses.usable());
        writeSegments(pauses.pauses(), fields.node().putArray("list"));
    }

    private static void write(RunAnnotations told, JsonFields fields) {
        if (!told.marks().isEmpty()) {
            ArrayNode marks = fields.node().putArray("marks");
            told.marks()
                    .forEach(mark -> marks.addArray().add(mark.epochMillis()).add(mark.text()));
        }
        if (!told.phases().isEmpty()) {
            ArrayNode phases = fields.node().putArray("phases");
            told.phases()
                    .forEach(phase -> phases.addArray()
                            .add(phase.time().startMillis())
                            .add(phase.time().endMillis())
                            .add(phase.name()));
        }
    }

    private static void write(RankComparison comparison, JsonFields fields) {
        if (comparison.ranks().isEmpty()) {
            return;
        }
        ArrayNode ranks = fields.node().putArray("ranks");
        for (ComparedRank rank : comparison.ranks()) {
            ObjectNode node = ranks.addObject();
            node.put("rank", rank.rank());
            node.put("steps", rank.steps());
            node.put("pace", rank.pace().name().toLowerCase(Locale.ROOT));
            rank.meanSeconds().ifPresent(seconds -> node.put("meanSeconds", seconds));
            rank.ratio().ifPresent(ratio -> {
                node.put("ratio", ratio.median());
                node.put("ratioLo", ratio.interval().lower());
                node.put("ratioHi", ratio.interval().upper());
            });
        }
    }

    private static void writeSegments(List<Segment> segments, ArrayNode array) {
        for (Segment segment : segments) {
            array.addArray().add(segment.startMillis()).add(segment.endMillis());
        }
    }

    private static void write(SpikeVisibility visibility, JsonFields fields) {
        fields.node().put("evaluated", visibility.evaluated());
        fields.node().put("flagged", visibility.flagged());
        fields.put("flaggedShare", visibility.flaggedShare(), Undefined.NOT_ESTIMABLE);
        fields.put("smallestVisible", visibility.smallestVisible(), Undefined.NOT_ESTIMABLE);
        fields.node().put("frequent", visibility.frequent());
    }

    private static void writeOnsets(List<Event> events, ArrayNode array) {
        events.forEach(event -> array.add(event.onsetMillis()));
    }

    private static void writeDirection(Optional<TestedDirection> direction, JsonFields fields) {
        direction.ifPresent(tested -> {
            writeTest(tested.coincidence(), fields);
            tested.estimable().ifPresent(estimable -> fields.node().put("estimable", estimable));
            tested.q().ifPresent(q -> fields.node().put("q", q));
            tested.qOrder().ifPresent(q -> fields.node().put("qOrder", q));
        });
    }

    private static void writeTest(Coincidence test, JsonFields fields) {
        CoincidenceCounts counts = test.counts();
        fields.node().put("nEffects", counts.effects());
        fields.node().put("nCauses", counts.causes());
        fields.node().put("K", counts.coincidences());
        fields.node().put("kTrigger", counts.triggers());
        fields.node().put("exposedMs", counts.exposedMillis());
        fields.node().put("totalMs", counts.totalMillis());
        fields.node().put("exposure", counts.exposure());
        test.statistics().ifPresent(statistics -> {
            fields.node().put("chance", counts.effects() * counts.exposure());
            writeStatistics(statistics, fields);
        });
    }

    private static void writeStatistics(CoincidenceStatistics statistics, JsonFields fields) {
        fields.put("couplingIndex", statistics.couplingIndex(), Undefined.NOT_ESTIMABLE);
        fields.node().put("precursorRate", statistics.precursorRate().value());
        fields.put("precursorCI", statistics.precursorRate().wilson());
        fields.node().put("triggerRate", statistics.triggerRate().value());
        fields.put("triggerCI", statistics.triggerRate().wilson());
        fields.node().put("pGlobal", statistics.pGlobal());
        fields.node().put("pBlock", statistics.pBlock());
        fields.put("pResume", toDouble(statistics.withoutPauses().map(WithoutPauses::p)), Undefined.NOT_ESTIMABLE);
        statistics.withoutPauses().ifPresent(without -> {
            ObjectNode tested = fields.node().putObject("tested");
            tested.put("nEffects", without.counts().effects());
            tested.put("nCauses", without.counts().causes());
            tested.put("K", without.counts().coincidences());
            tested.put("totalMs", without.counts().totalMillis());
        });
        fields.node().put("p", statistics.p());
        fields.put("pShort", toDouble(statistics.shortBlocks().map(ShortBlocks::p)), Undefined.NOT_ESTIMABLE);
        statistics.shortBlocks().ifPresent(blocks -> fields.node().put("shortBlockMs", blocks.blockMillis()));
        fields.node().put("pOrder", statistics.pOrder());
        fields.node().put("pBinomial", statistics.pBinomial());
        fields.node().put("nullMean", statistics.nullMean());
        fields.node().put("nullVar", statistics.nullVariance());
        fields.node().put("phi", statistics.overDispersion());
        fields.put("rr", statistics.rateRatio().estimate(), Undefined.NOT_ESTIMABLE);
        fields.put("rrLo", statistics.rateRatio().lower(), Undefined.NOT_ESTIMABLE);
        fields.put("rrHi", statistics.rateRatio().upper(), Undefined.NOT_ESTIMABLE);
        fields.node().put("nEff", statistics.effectiveEffects());
        fields.put("mdeRR", statistics.detectableRateRatio(), Undefined.NOT_ESTIMABLE);
    }

    private static OptionalDouble toDouble(Optional<Double> value) {
        return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
    }

    private static void writePlan(Verdict.Plan plan, JsonFields fields) {
        fields.put("planMinutes", plan.minutes(), Undefined.NOT_ESTIMABLE);
        fields.put("planMu", plan.expectedCollapses(), Undefined.NOT_ESTIMABLE);
        fields.node().put("planExposure", plan.exposure());
        writeRate(plan.rates().spikes(), fields.node().putObject("planSpikes"));
        writeRate(plan.rates().collapses(), fields.node().putObject("planCollapses"));
    }

    private static void writeRate(PlanRates.Rate rate, ObjectNode node) {
        node.put("perHour", rate.perHour());
        node.put("origin", rate.origin().id());
    }

    private static void writePlan(Verdict verdict, JsonFields fields) {
        if (verdict instanceof Verdict.NotEstimable notEstimable) {
            notEstimable
                    .collapseRateUpper95PerHour()
                    .ifPresent(bound -> fields.node().put("collapseRateUpper95PerHour", bound));
            notEstimable.plan().ifPresent(plan -> writePlan(plan, fields));
        } else if (verdict instanceof Verdict.NoEvidenceAdequatePower noEvidence) {
            fields.node().put("detectableRR", noEvidence.detectableRateRatio());
        } else if (verdict instanceof Verdict.InconclusiveTooShort inconclusive) {
            fields.put("moreMinutes", inconclusive.moreMinutes(), Undefined.NOT_ESTIMABLE);
        }
    }
}
