package org.thermograd.adapter.report.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import org.thermograd.domain.analysis.comparison.ClockSlope;
import org.thermograd.domain.analysis.comparison.ComparisonConfig;
import org.thermograd.domain.analysis.comparison.EffectInterval;
import org.thermograd.domain.analysis.comparison.PairSummary;
import org.thermograd.domain.analysis.comparison.RunComparison;
import org.thermograd.domain.analysis.comparison.RunComparison.Difference;
import org.thermograd.domain.analysis.comparison.RunSummary;

/** A comparison as JSON. What is not known is null; effects are logs of a ratio of step times, times milliseconds. */
public final class ComparisonJson {
    private static final int SCHEMA_VERSION = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter WRITER = MAPPER.writer(new DefaultPrettyPrinter());

    private ComparisonJson() {}

    /** Returns the comparison as JSON text that ends with a line end. */
    public static String write(RunComparison comparison, ComparisonConfig config) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schemaVersion", SCHEMA_VERSION);
        root.putObject("params").put("tolerance", config.tolerance()).put("runToRunSd", config.runToRunSd());
        ObjectNode compare = root.putObject("compare");
        compare.put("outcome", comparison.outcome().name());
        compare.put("exitCode", comparison.outcome().exitCode());
        ArrayNode reasons = compare.putArray("reasons");
        comparison.reasons().forEach(reason -> reasons.add(reason.name()));
        ArrayNode qualifiers = compare.putArray("qualifiers");
        comparison.qualifiers().forEach(qualifier -> qualifiers.add(qualifier.name()));
        ArrayNode labels = compare.putArray("labelsThatDiffer");
        comparison.labelsThatDiffer().forEach(labels::add);
        compare.put("sentence", comparison.sentence());
        comparison.difference().ifPresentOrElse(difference -> writeDifference(difference, compare), () -> {
            for (String unknown : List.of("matched", "cause", "total", "code", "hardware")) {
                compare.putNull(unknown);
            }
            compare.putArray("pairs");
        });
        ArrayNode runs = compare.putArray("runs");
        comparison.runsA().forEach(run -> writeRun(run, runs.addObject()));
        comparison.runsB().forEach(run -> writeRun(run, runs.addObject()));
        try {
            return WRITER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values must be writable", e);
        }
    }

    private static void writeDifference(Difference difference, ObjectNode compare) {
        compare.put("matched", difference.matched());
        compare.put("cause", difference.hardware());
        ObjectNode total = compare.putObject("total");
        writeInterval(difference.total(), total);
        put(total, "se", difference.total().standardError());
        put(total, "df", difference.total().degreesOfFreedom());
        difference
                .parts()
                .ifPresentOrElse(
                        parts -> {
                            writeInterval(parts.code(), compare.putObject("code"));
                            writeInterval(parts.hardware(), compare.putObject("hardware"));
                        },
                        () -> compare.putNull("code").putNull("hardware"));
        ArrayNode pairs = compare.putArray("pairs");
        difference.pairs().forEach(row -> {
            ArrayNode ofRun = pairs.addArray();
            row.forEach(pair -> writePair(pair, ofRun.addObject()));
        });
    }

    private static void writeInterval(EffectInterval interval, ObjectNode to) {
        to.put("value", interval.value());
        to.put("lower", interval.lower());
        to.put("upper", interval.upper());
        to.put("lowerSame", interval.lowerSame());
        to.put("upperSame", interval.upperSame());
    }

    private static void writePair(PairSummary pair, ObjectNode to) {
        to.put("T", pair.total());
        to.put("meanA", pair.meanMillisA());
        to.put("meanB", pair.meanMillisB());
        to.put("matched", pair.matched());
        to.put("commonA", pair.commonA());
        to.put("commonB", pair.commonB());
        if (pair.clocks().isEmpty()) {
            to.putNull("mode");
        } else {
            to.put("mode", pair.clocks());
        }
        put(to, "uA", pair.ratioA());
        put(to, "uB", pair.ratioB());
        ArrayNode code = to.putArray("code");
        pair.code().forEach(one -> code.addObject().put("C", one.code()).put("kappa", one.slope()));
    }

    private static void writeRun(RunSummary run, ObjectNode to) {
        to.put("run", run.name());
        to.put("simulated", run.simulated());
        to.put("usableMs", run.usableMillis());
        to.put("steps", run.steps());
        to.put("cleanMs", run.cleanMillis());
        to.put("cleanSteps", run.cleanSteps());
        to.put("method", run.cleanOnly() ? "clean" : "all");
        to.put("blocks", run.blocks());
        put(to, "throttledShare", run.throttledShare());
        ObjectNode shares = to.putObject("flaggedShare");
        run.flaggedShares().forEach(shares::put);
        ObjectNode slope = to.putObject("kappa");
        if (run.slope() instanceof ClockSlope.Known known) {
            slope.putNull("reason");
            slope.put("value", known.value());
            slope.put("se", known.standardError());
            slope.put("bins", known.bins());
        } else if (run.slope() instanceof ClockSlope.Unknown unknown) {
            slope.put("reason", unknown.reason().name());
            slope.putNull("value").putNull("se").putNull("bins");
        }
    }

    private static void put(ObjectNode to, String name, OptionalDouble value) {
        if (value.isPresent()) {
            to.put(name, value.getAsDouble());
        } else {
            to.putNull(name);
        }
    }
}
