package org.thermograd.adapter.report.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.thermograd.adapter.report.view.CostSentences;
import org.thermograd.domain.analysis.cost.AggregatedCost;
import org.thermograd.domain.analysis.cost.EpisodeCost;
import org.thermograd.domain.analysis.cost.EpisodeCost.Estimate;
import org.thermograd.domain.analysis.cost.EpisodeKind;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.analysis.cost.StepHistogram;
import org.thermograd.domain.analysis.report.Costs;
import org.thermograd.domain.analysis.statistics.Undefined;

/** The block {@code cost} of a report. A figure that could not be estimated is null. */
final class CostJson {

    private CostJson() {}

    static void write(Costs costs, JsonFields fields) {
        ArrayNode runs = fields.node().putArray("runs");
        costs.runs().forEach(run -> write(run, fields.element(runs, "runs")));
        costs.aggregated().forEach(run -> write(run, fields.element(runs, "runs")));
    }

    private static void write(RunCost run, JsonFields fields) {
        fields.node().put("run", run.run());
        fields.node().put("steps", run.steps());
        fields.node().put("stalls", run.stalls());
        fields.node().put("stallSeconds", run.stallSeconds());
        fields.node().put("watchedSeconds", run.watchedSeconds());
        ArrayNode episodes = fields.node().putArray("episodes");
        run.episodes().forEach(cost -> write(cost, fields.element(episodes, "episodes")));
    }

    private static void write(EpisodeCost cost, JsonFields fields) {
        Optional<Estimate> estimate = cost.estimate();
        fields.node().put("device", cost.kind().device());
        fields.node().put("reason", cost.kind().reason());
        fields.node().put("episodes", cost.episodes());
        fields.node().put("insideSteps", cost.insideSteps());
        fields.node().put("outsideSteps", cost.outsideSteps());
        put("insideSeconds", figure(estimate, Estimate::insideSeconds), fields);
        put("outsideSeconds", figure(estimate, Estimate::outsideSeconds), fields);
        put("slowdown", figure(estimate, Estimate::slowdown), fields);
        put("lower", estimate.map(Estimate::lower).orElse(OptionalDouble.empty()), fields);
        put("upper", estimate.map(Estimate::upper).orElse(OptionalDouble.empty()), fields);
        put("p", figure(estimate, Estimate::p), fields);
        put("lostSeconds", figure(estimate, Estimate::lostSeconds), fields);
        put("lostSteps", figure(estimate, Estimate::lostSteps), fields);
        put("nearSlowdown", estimate.map(Estimate::nearSlowdown).orElse(OptionalDouble.empty()), fields);
        put("insideJoules", estimate.map(Estimate::insideJoules).orElse(OptionalDouble.empty()), fields);
        put("outsideJoules", estimate.map(Estimate::outsideJoules).orElse(OptionalDouble.empty()), fields);
        ArrayNode qualifiers = fields.node().putArray("qualifiers");
        estimate.filter(Estimate::hasTrend).ifPresent(trend -> qualifiers.add(CostSentences.TREND));
    }

    private static void write(AggregatedCost run, JsonFields fields) {
        fields.node().put("run", run.run());
        fields.node().put("steps", run.steps());
        putNulls(fields, "stalls", "stallSeconds");
        fields.node().put("watchedSeconds", run.seconds());
        ArrayNode episodes = fields.node().putArray("episodes");
        run.others().forEach((state, steps) -> write(run, state, steps, fields.element(episodes, "episodes")));
    }

    private static void write(AggregatedCost run, String state, StepHistogram inside, JsonFields fields) {
        fields.node().put("device", EpisodeKind.ALL);
        fields.node().put("reason", state);
        putNulls(fields, "episodes");
        fields.node().put("insideSteps", inside.count());
        fields.node().put("outsideSteps", run.clear().count());
        boolean estimable = run.slowdown(inside).isPresent();
        put("insideSeconds", estimable ? inside.medianSeconds() : OptionalDouble.empty(), fields);
        put("outsideSeconds", estimable ? run.clear().medianSeconds() : OptionalDouble.empty(), fields);
        put("slowdown", run.slowdown(inside), fields);
        putNulls(fields, "lower", "upper", "p");
        put("lostSeconds", run.lostSeconds(inside), fields);
        put("lostSteps", run.lostSteps(inside), fields);
        putNulls(fields, "nearSlowdown", "insideJoules", "outsideJoules");
        fields.node().putArray("qualifiers").add(CostSentences.AGGREGATED);
    }

    private static OptionalDouble figure(Optional<Estimate> estimate, Function<Estimate, Double> figure) {
        return estimate.map(figure).map(OptionalDouble::of).orElse(OptionalDouble.empty());
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
