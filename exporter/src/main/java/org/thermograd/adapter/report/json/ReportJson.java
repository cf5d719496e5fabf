package org.thermograd.adapter.report.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.thermograd.adapter.report.view.Remarks;
import org.thermograd.adapter.report.view.Sentences;
import org.thermograd.domain.analysis.coincidence.CoincidenceConfig;
import org.thermograd.domain.analysis.coincidence.PowerConfig;
import org.thermograd.domain.analysis.finding.FirstExperimentRow;
import org.thermograd.domain.analysis.report.Collapses;
import org.thermograd.domain.analysis.report.Look;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.report.Source;
import org.thermograd.domain.analysis.run.DetectorConfig;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.statistics.Coefficient;
import org.thermograd.domain.analysis.statistics.Undefined;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.series.PauseRule;
import org.thermograd.domain.spike.MeanStd;

/**
 * A report as JSON, in the format of docs/report.schema.json. Times are milliseconds since 1970 UTC. A figure without a
 * value is null, with its reason in {@code undefined} under its path; there is never a NaN.
 */
public final class ReportJson {
    /** The version of the format. */
    public static final int SCHEMA_VERSION = 2;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter WRITER = MAPPER.writer(new DefaultPrettyPrinter());

    private ReportJson() {}

    /** Returns the report as JSON text that ends with a line end. */
    public static String write(Report report) {
        Map<String, Undefined> undefined = new TreeMap<>();
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schemaVersion", SCHEMA_VERSION);
        root.put("generated", report.generated().toString());
        SourceJson.write(report.source(), root.putObject("source"));
        ObjectNode params = root.putObject("params");
        writeParams(report.config(), params);
        ContinuousJson.writeParams(report.coupling().warmUp(), params);
        writeCollapses(report.collapses(), root.putObject("collapses"));
        root.put("seed", report.coupling().seed());
        report.look().ifPresent(look -> writeLook(look, root.putObject("look")));
        AnalysisJson.writeVerdict(report.analysis(), root);
        root.put("sentence", Sentences.verdict(report.analysis(), report.config()));
        JsonFields fields = new JsonFields(root, "", undefined);
        if (!report.costs().isEmpty()) {
            CostJson.write(report.costs(), fields.object("cost"));
        }
        AnalysisJson.write(
                report.analysis(), report.config().events(), report.findings().placebo(), fields.object("analysis"));
        FindingsJson.write(report, fields);
        if (report.source() instanceof Source.Files) {
            ArrayNode firstExperiment = root.putArray("firstExperiment");
            report.firstExperiment()
                    .forEach(row -> writeFirstExperiment(row, fields.element(firstExperiment, "firstExperiment")));
        }
        ArrayNode remarks = root.putArray("remarks");
        Remarks.of(report).forEach(remarks::add);
        ObjectNode reasonsByPath = root.putObject("undefined");
        undefined.forEach((path, reason) -> reasonsByPath.put(path, reason.name()));
        try {
            return WRITER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values must be writable", e);
        }
    }

    private static void writeParams(CorrelationConfig config, ObjectNode node) {
        DetectorConfig detector = config.detector();
        node.put("detector", detector.id());
        node.put("W", detector.window());
        node.put("minN", detector.minSamples());
        node.put("k", detector.k());
        node.put("sigmaFloor", detector.sigmaFloor());
        node.put("minRatio", detector.minRatio());
        node.put("batchK", detector.batchK());
        EventConfig events = config.events();
        node.put("spikeRefractoryMs", events.spikeRefractoryMillis());
        node.put("collapseRefractoryMs", events.collapseRefractoryMillis());
        node.put("detectorLatencyMs", events.detectorLatencyMillis());
        node.put("latencyKnown", events.latencyKnown());
        PauseRule pauses = events.pauses();
        node.put("resumeMs", pauses.resumeMillis());
        node.put("pauseFactor", pauses.pauseFactor());
        node.put("pauseExtraMs", pauses.pauseExtraMillis());
        node.put("pauseGrowth", pauses.pauseGrowth());
        node.put("pauseSteps", pauses.pauseSteps());
        node.put("slowFactor", pauses.slowFactor());
        node.put("stallFactor", pauses.stallFactor());
        node.put("maxLeftOut", pauses.maxLeftOut());
        node.put("stepIntervals", events.stepIntervals());
        node.put("incidents", events.incidents());
        node.put("shiftSteps", events.shifts().minSteps());
        node.put("shiftBridge", events.shifts().bridge());
        node.put("shiftAfter", events.shifts().after());
        node.put("frequentShare", events.shifts().frequentShare());
        CoincidenceConfig coincidence = config.coincidence();
        node.put("clockUncertaintyMs", coincidence.clockUncertaintyMillis());
        node.put("deltaTMs", coincidence.deltaTMillis());
        node.put("blockMs", coincidence.blockMillis());
        node.put("shortWindows", coincidence.shortWindows());
        coincidence.latencyTrialsMillis().forEach(node.putArray("latencyTrialsMs")::add);
        coincidence.scanMillis().forEach(node.putArray("scanMs")::add);
        node.put("gapFactor", events.gaps().factor());
        node.put("gapMinMs", events.gaps().minMillis());
        node.put("alpha", coincidence.alpha());
        node.put("syncAlpha", coincidence.syncAlpha());
        node.put("minRR", coincidence.minRateRatio());
        PowerConfig power = config.power();
        node.put("targetRR", power.targetRateRatio());
        node.put("targetPower", power.targetPower());
        node.put("maxExposure", coincidence.maxExposure());
        node.put("designInflation", power.designInflation());
        node.put("planSpikesPerHour", power.planSpikesPerHour());
        node.put("planCollapsesPerHour", power.planCollapsesPerHour());
        CostJson.writeParams(node);
    }

    private static void writeLook(Look look, ObjectNode node) {
        node.put("kind", look.kind().id());
        node.put("number", look.number());
        node.put("windowMs", look.window().toMillis());
        node.put("since", look.since().toString());
    }

    private static void writeCollapses(Collapses collapses, ObjectNode node) {
        node.put("kind", collapses.kind().id());
        if (collapses instanceof Collapses.FoundLive exported) {
            node.put("foundBy", "exporter");
            exported.reasons().forEach(node.putArray("reasons")::add);
        }
        if (collapses instanceof Collapses.Told) {
            node.put("foundBy", "recording");
        }
        if (collapses instanceof Collapses.Scraped scraped) {
            node.put("foundBy", "scrapes");
            scraped.reasons().forEach(node.putArray("reasons")::add);
        }
        if (collapses instanceof Collapses.Inferred inferred) {
            node.put("mode", inferred.mode().id());
            node.put("slopeWindowMs", inferred.slopeWindow().toMillis());
            ObjectNode devices = node.putObject("devices");
            inferred.devices().forEach((name, rated) -> {
                ObjectNode device = devices.putObject(name);
                device.put(Collapses.Figure.RATED_WATTS.key(), rated.rating().ratedWatts());
                device.put(Collapses.Figure.LIMIT_CELSIUS.key(), rated.rating().limitCelsius());
                ArrayNode defaults = device.putArray("defaults");
                rated.assumed().forEach(figure -> defaults.add(figure.key()));
            });
        }
    }

    private static void writeFirstExperiment(FirstExperimentRow row, JsonFields fields) {
        fields.node().put("run", row.run());
        Optional<MeanStd.Summary> summary = row.summary();
        fields.put("mean", summary.map(MeanStd.Summary::mean));
        fields.put("std", summary.map(MeanStd.Summary::standardDeviation));
        fields.put("threshold", summary.map(MeanStd.Summary::threshold));
        fields.node().put("spikeSteps", row.spikeSteps());
        fields.node().put("entries", row.entries());
        JsonFields devices = fields.object("devices");
        row.devices().forEach((device, join) -> writeJoin(join, devices.object(device)));
    }

    private static void writeJoin(FirstExperimentRow.DeviceJoin join, JsonFields fields) {
        fields.node().put("rows", join.rows());
        fields.node().put("matched", join.matched());
        fields.node().put("pairs", join.pairs());
        fields.node().put("distinctRight", join.distinctRight());
        if (join.collapse().isPresent()) {
            fields.node().put("collapseRows", join.collapse().get().rows());
            fields.node().put("collapseOnsets", join.collapse().get().onsets());
        } else {
            fields.putNull("collapseRows", Undefined.COLUMN_ABSENT);
            fields.putNull("collapseOnsets", Undefined.COLUMN_ABSENT);
        }
        JsonFields pearson = fields.object("pearson");
        put(pearson, "gradNorm_rle", join.gradNormRle());
        put(pearson, "temp_gradNorm", join.tempGradNorm());
        put(pearson, "loss_rle", join.lossRle());
        put(pearson, "gradNorm_collapse", join.gradNormCollapse());
    }

    private static void put(JsonFields fields, String key, Coefficient coefficient) {
        OptionalDouble value = coefficient.value();
        fields.put(key, value, coefficient.undefined().orElse(Undefined.NOT_ESTIMABLE));
    }
}
