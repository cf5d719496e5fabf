package org.thermograd.adapter.report.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.thermograd.adapter.report.view.CostSentences;
import org.thermograd.domain.analysis.cost.AggregatedCost;
import org.thermograd.domain.analysis.cost.BestDecile;
import org.thermograd.domain.analysis.cost.CostConfig;
import org.thermograd.domain.analysis.cost.DoseResponse;
import org.thermograd.domain.analysis.cost.EpisodeCost;
import org.thermograd.domain.analysis.cost.EpisodeCost.LostTime;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.analysis.cost.StepHistogram;
import org.thermograd.domain.analysis.report.Costs;
import org.thermograd.domain.analysis.statistics.Undefined;
import org.thermograd.domain.cost.ClusterRules;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.Slowdown;
import org.thermograd.domain.cost.Slowdown.LateFlag;

/** The block {@code cost} of a report. A figure that could not be estimated is null. */
final class CostJson {

    private CostJson() {}

    /** Writes the parameters of the cost alone, which no option changes. */
    static void writeParams(ObjectNode node) {
        node.put("costMinClusters", ClusterRules.FEWEST_CLUSTERS);
        node.put("costMergeMs", ClusterRules.MERGE_MILLIS);
        node.put("costNearMs", ClusterRules.NEAR_MILLIS);
        node.put("costSide", ClusterRules.SIDE_STEPS);
        node.put("coveredShare", CostConfig.COVERED_SHARE);
        node.put("doseBinMs", CostConfig.DOSE_BIN_MILLIS);
        node.put("doseMinPerBin", CostConfig.DOSE_STEPS_PER_BIN);
        node.put("doseBlockMs", CostConfig.DOSE_BLOCK_MILLIS);
        node.put("doseMaxBlocks", CostConfig.DOSE_MOST_BLOCKS);
        node.put("doseMinBlocks", CostConfig.DOSE_FEWEST_BLOCKS);
        node.put("doseMinRange", CostConfig.DOSE_LEAST_RANGE);
    }

    static void write(Costs costs, JsonFields fields) {
        ArrayNode runs = fields.node().putArray("runs");
        costs.runs().forEach(run -> write(run, fields.element(runs, "runs")));
        costs.aggregated().forEach(run -> write(run, fields.element(runs, "runs")));
    }

    private static void write(RunCost run, JsonFields fields) {
        fields.node().put("run", run.run());
        if (run.used().isPresent()) {
            RunCost.Used used = run.used().get();
            fields.node().put("steps", used.steps());
            fields.node().put("stalls", used.stalls());
            fields.node().put("stallSeconds", used.stallSeconds());
        } else {
            putNulls(fields, "steps", "stalls", "stallSeconds");
        }
        fields.node().put("watchedSeconds", run.watchedSeconds());
        ArrayNode episodes = fields.node().putArray("episodes");
        run.episodes().forEach(cost -> write(cost, fields.element(episodes, "episodes")));
        if (run.dose().isPresent()) {
            write(run.dose().get(), fields.object("dose"));
        } else {
            putNulls(fields, "dose");
        }
        if (run.bestDecile().isPresent()) {
            BestDecile decile = run.bestDecile().get();
            ObjectNode node = fields.object("bestDecile").node();
            node.put("decileSeconds", decile.decileSeconds());
            node.put("medianSeconds", decile.medianSeconds());
        } else {
            putNulls(fields, "bestDecile");
        }
    }

    private static void write(EpisodeCost cost, JsonFields fields) {
        Optional<Slowdown.Interval> interval = cost.interval();
        Optional<LostTime> lost = cost.lost();
        fields.node().put("device", cost.kind().device());
        fields.node().put("reason", cost.kind().reason());
        fields.node().put("episodes", cost.episodes());
        fields.node().put("method", cost.method().id());
        fields.node().put("clusters", cost.slowdown().map(Slowdown::clusters).orElse(0));
        if (cost.sides().isPresent()) {
            EpisodeCost.Sides sides = cost.sides().get();
            fields.node().put("insideSteps", sides.inside().count());
            fields.node().put("outsideSteps", sides.outside().count());
            put("insideSeconds", sides.inside().medianSeconds(), fields);
            put("outsideSeconds", sides.outside().medianSeconds(), fields);
        } else {
            putNulls(fields, "insideSteps", "outsideSteps", "insideSeconds", "outsideSeconds");
        }
        fields.node().put("insideTotalSeconds", cost.insideTotalSeconds());
        put("coveredShare", cost.coveredShare(), fields);
        fields.put("slowdown", cost.slowdown().map(Slowdown::ratio));
        fields.put("lower", interval.map(Slowdown.Interval::lower));
        fields.put("upper", interval.map(Slowdown.Interval::upper));
        put("p", interval.map(Slowdown.Interval::p).orElse(OptionalDouble.empty()), fields);
        fields.node().put("lateMs", cost.late().map(LateFlag::millis).orElse(0L));
        fields.put("lateSlowdown", cost.late().map(LateFlag::ratio));
        fields.put("lostSeconds", lost.map(LostTime::seconds));
        fields.put("lostLower", lost.map(LostTime::lower));
        fields.put("lostUpper", lost.map(LostTime::upper));
        put("lostSteps", cost.lostSteps(), fields);
        put("insideJoules", joules(cost, EpisodeCost.Sides::inside), fields);
        put("outsideJoules", joules(cost, EpisodeCost.Sides::outside), fields);
        ArrayNode qualifiers = fields.node().putArray("qualifiers");
        CostSentences.qualifiers(cost).forEach(qualifiers::add);
    }

    private static OptionalDouble joules(EpisodeCost cost, Function<EpisodeCost.Sides, EpisodeCost.Steps> side) {
        return cost.sides().map(side).map(EpisodeCost.Steps::meanJoules).orElse(OptionalDouble.empty());
    }

    private static void write(DoseResponse dose, JsonFields fields) {
        fields.node().put("device", dose.device());
        if (dose instanceof DoseResponse.Refused refused) {
            fields.node().put("reason", refused.reason().name());
        } else if (dose instanceof DoseResponse.Estimated estimated) {
            fields.node().put("bins", estimated.bins());
            fields.node().put("blocks", estimated.blocks());
            fields.node().put("clockMax", estimated.clockMax());
            fields.node().put("meanClockShare", estimated.meanClockShare());
            fields.node().put("slowdown", estimated.slowdown());
            fields.node().put("lower", estimated.lower());
            fields.node().put("upper", estimated.upper());
            fields.node().put("extrapolated", estimated.extrapolated());
        }
    }

    private static void write(AggregatedCost run, JsonFields fields) {
        fields.node().put("run", run.run());
        fields.node().put("steps", run.steps());
        putNulls(fields, "stalls", "stallSeconds");
        fields.node().put("watchedSeconds", run.seconds());
        ArrayNode episodes = fields.node().putArray("episodes");
        run.others().forEach((state, steps) -> write(run, state, steps, fields.element(episodes, "episodes")));
        putNulls(fields, "dose", "bestDecile");
    }

    private static void write(AggregatedCost run, String state, StepHistogram inside, JsonFields fields) {
        fields.node().put("device", EpisodeKind.ALL);
        fields.node().put("reason", state);
        putNulls(fields, "episodes", "method", "clusters");
        fields.node().put("insideSteps", inside.count());
        fields.node().put("outsideSteps", run.clear().count());
        boolean estimable = run.slowdown(inside).isPresent();
        put("insideSeconds", estimable ? inside.medianSeconds() : OptionalDouble.empty(), fields);
        put("outsideSeconds", estimable ? run.clear().medianSeconds() : OptionalDouble.empty(), fields);
        putNulls(fields, "insideTotalSeconds", "coveredShare");
        put("slowdown", run.slowdown(inside), fields);
        putNulls(fields, "lower", "upper", "p", "lateMs", "lateSlowdown");
        putNulls(fields, "lostSeconds", "lostLower", "lostUpper", "lostSteps", "insideJoules", "outsideJoules");
        fields.node().putArray("qualifiers").add(CostSentences.AGGREGATED);
    }

    private static void put(String key, OptionalDouble value, JsonFields fields) {
        fields.put(key, value, Undefined.NOT_ESTIMABLE);
    }

    private static void putNulls(JsonFields fields, String... keys) {
        for (String key : keys) {
            fields.putNull(key, Undefined.NOT_ESTIMABLE);
        }
    }
}
