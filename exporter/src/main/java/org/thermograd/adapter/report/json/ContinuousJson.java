package org.thermograd.adapter.report.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermograd.domain.analysis.crosscorrelation.ContinuousCoupling;
import org.thermograd.domain.analysis.crosscorrelation.ContinuousCoupling.Tested;
import org.thermograd.domain.analysis.crosscorrelation.Correlogram;
import org.thermograd.domain.analysis.crosscorrelation.FlagCoupling;
import org.thermograd.domain.analysis.crosscorrelation.GrangerCausality;
import org.thermograd.domain.analysis.crosscorrelation.LagScan;
import org.thermograd.domain.analysis.crosscorrelation.SignalCoupling.Estimate;
import org.thermograd.domain.analysis.crosscorrelation.SignalCoupling.Weighed;
import org.thermograd.domain.analysis.crosscorrelation.Strength;
import org.thermograd.domain.analysis.crosscorrelation.WarmUp;
import org.thermograd.domain.analysis.statistics.Interval;
import org.thermograd.domain.analysis.statistics.Undefined;

/** The block {@code continuous} of a report. */
final class ContinuousJson {
    private static final String WARM_UP_SHORT = "WARM_UP_SHORT";
    /** A coefficient for a picture needs no more digits. */
    private static final double DIGITS = 1e6;

    private ContinuousJson() {}

    static void writeParams(WarmUp warmUp, ObjectNode node) {
        node.put("warmUpMs", warmUp.millis());
        node.put("warmUpShare", warmUp.share());
    }

    static void write(ContinuousCoupling coupling, JsonFields fields) {
        fields.node().put("exploratory", true);
        fields.node().put("lagIs", "signal - gradNorm");
        fields.node().put("maxLagMs", coupling.config().maxLagMillis());
        ArrayNode qualifiers = fields.node().putArray("qualifiers");
        if (coupling.isWarmUpShort()) {
            qualifiers.add(WARM_UP_SHORT);
        }
        ArrayNode pairs = fields.node().putArray("pairs");
        coupling.pairs().forEach(pair -> write(coupling, pair, fields.element(pairs, "pairs")));
        ArrayNode flags = fields.node().putArray("flags");
        coupling.flags().forEach(flag -> write(flag, flags.addObject()));
    }

    private static void write(ContinuousCoupling coupling, Tested pair, JsonFields fields) {
        fields.node().put("run", pair.coupling().run());
        fields.node().put("device", pair.coupling().device());
        fields.node().put("signal", pair.coupling().signal().column());
        Optional<Estimate> found = pair.coupling().estimate();
        if (found.isEmpty()) {
            fields.putNull("warmUpEndMs", pair.coupling().undefined().orElseThrow());
            fields.putNull("estimate", pair.coupling().undefined().orElseThrow());
            return;
        }
        Estimate estimate = found.get();
        fields.node().put("warmUpEndMs", estimate.warmUp().endMillis());
        JsonFields figures = fields.object("estimate");
        figures.node().put("rows", estimate.rows());
        figures.node().put("intervalMs", estimate.intervalMillis());
        figures.node().put("stepMs", estimate.stepMillis());
        write(estimate.raw(), figures.node().putObject("raw"));
        ObjectNode filter = figures.node().putObject("prewhitening");
        filter.put("method", estimate.prewhitening().isDifference() ? "difference" : "autoregression");
        ArrayNode phi = filter.putArray("phi");
        estimate.prewhitening().coefficients().forEach(phi::add);
        writeTogether(estimate, figures.object("together"));
        writeScan(coupling, pair, estimate, figures.object("scan"));
        writeCorrelogram(estimate.correlogram(), figures);
        write("normFirst", estimate.normFirst(), pair.normFirstQ(), figures);
        write("signalFirst", estimate.signalFirst(), pair.signalFirstQ(), figures);
    }

    private static void write(Weighed weighed, ObjectNode node) {
        node.put("r", weighed.r());
        node.put("pairs", weighed.pairs());
        node.put("nEff", weighed.draws().value());
    }

    private static void writeTogether(Estimate estimate, JsonFields fields) {
        write(estimate.together(), fields.node());
        Optional<Interval> interval = estimate.interval();
        fields.put("lower", interval.map(Interval::lower));
        fields.put("upper", interval.map(Interval::upper));
        fields.node().put("p", estimate.p());
    }

    private static void writeScan(ContinuousCoupling coupling, Tested pair, Estimate estimate, JsonFields fields) {
        LagScan scan = estimate.scan();
        ObjectNode node = fields.node();
        node.put("null", scan.surrogates() ? "phaseSurrogates" : "allShifts");
        node.put("maxLag", scan.maxLag());
        node.put("r", scan.r());
        node.put("strength", Strength.of(scan.r()).id());
        node.put("lag", scan.lag());
        node.put("lagMs", estimate.lagMillis());
        fields.put("lagSteps", estimate.lagSteps(), Undefined.NOT_ESTIMABLE);
        node.put("count", scan.count());
        node.put("members", scan.members());
        node.put("p", scan.p());
        node.put("pFloor", scan.floor());
        fields.put("q", pair.scanQ(), Undefined.NOT_ESTIMABLE);
        node.put("beyondChance", coupling.isBeyondChance(pair));
    }

    private static void writeCorrelogram(Correlogram correlogram, JsonFields fields) {
        ArrayNode coefficients = fields.node().putArray("correlogram");
        for (int lag = -correlogram.maxLag(); lag <= correlogram.maxLag(); lag++) {
            OptionalDouble r = correlogram.at(lag);
            if (r.isPresent()) {
                coefficients.add(Math.rint(DIGITS * r.getAsDouble()) / DIGITS);
            } else {
                fields.addNull(coefficients, "correlogram", Undefined.NOT_ESTIMABLE);
            }
        }
    }

    private static void write(String key, Optional<GrangerCausality> test, OptionalDouble q, JsonFields fields) {
        if (test.isEmpty()) {
            fields.putNull(key, Undefined.NOT_ESTIMABLE);
            return;
        }
        JsonFields figures = fields.object(key);
        figures.node().put("lags", test.get().lags());
        figures.node().put("F", test.get().statistic());
        figures.node().put("degreesOfFreedom", test.get().degreesOfFreedom());
        figures.node().put("p", test.get().p());
        figures.put("q", q, Undefined.NOT_ESTIMABLE);
        figures.node().put("transferEntropyNats", test.get().transferEntropyNats());
    }

    private static void write(FlagCoupling flag, ObjectNode node) {
        node.put("run", flag.run());
        node.put("device", flag.device());
        write(flag.coefficient(), node);
        node.put("flaggedShare", flag.prevalence());
        node.put("attainable", flag.attainable());
    }
}
