package org.thermograd.adapter.report.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.thermograd.adapter.report.view.PredictionBlock;
import org.thermograd.domain.analysis.coincidence.CoincidenceStatistics;
import org.thermograd.domain.analysis.finding.AheadOfCollapses;
import org.thermograd.domain.analysis.finding.Alarm;
import org.thermograd.domain.analysis.finding.LagHistogram;
import org.thermograd.domain.analysis.finding.Placebo;
import org.thermograd.domain.analysis.finding.Prediction;
import org.thermograd.domain.analysis.finding.StepLags;
import org.thermograd.domain.analysis.report.Findings;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.statistics.Undefined;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.WindowScan;

/** The blocks of a report beside {@code cost} and {@code analysis}; one that is absent is left out. */
final class FindingsJson {
    private FindingsJson() {}

    /** Writes the blocks into the report itself. */
    static void write(Report report, JsonFields fields) {
        Findings findings = report.findings();
        findings.lagHistogram().ifPresent(histogram -> {
            JsonFields lags = fields.object("lagHistogram");
            write(histogram, lags.node());
            findings.stepLags().ifPresent(steps -> write(steps, lags.object("steps")));
        });
        findings.perDevice().ifPresent(devices -> PerDeviceJson.write(devices, fields.object("perDevice")));
        findings.placebo().ifPresent(placebo -> write(placebo, fields.node().putObject("placebo")));
        findings.prediction()
                .ifPresent(prediction -> write(prediction, report.analysis(), fields.object("prediction")));
        findings.continuous().ifPresent(coupling -> ContinuousJson.write(coupling, fields.object("continuous")));
        findings.windowScan().ifPresent(scan -> write(scan, fields.object("exploratory")));
    }

    private static void write(LagHistogram histogram, ObjectNode node) {
        node.put("lagIs", "collapse - spike");
        node.put("halfMs", histogram.halfMillis());
        node.put("binMs", histogram.binMillis());
        node.put("expected", histogram.expected());
        node.put("shifts", histogram.shifts() == LagHistogram.Shifts.ALL ? "all" : "sampled");
        ArrayNode counts = node.putArray("counts");
        ArrayNode lower = node.putArray("lower");
        ArrayNode upper = node.putArray("upper");
        for (LagHistogram.Bin bin : histogram.bins()) {
            counts.add(bin.count());
            lower.add(bin.lower());
            upper.add(bin.upper());
        }
    }

    private static void write(StepLags lags, JsonFields fields) {
        fields.node().put("stepMs", lags.stepMillis());
        fields.node().put("halfSteps", lags.halfSteps());
        fields.node().put("binSteps", lags.binSteps());
        ArrayNode counts = fields.node().putArray("counts");
        lags.counts().forEach(counts::add);
        write("leadForward", lags.forward(), fields);
        write("leadBackward", lags.backward(), fields);
    }

    private static void write(String key, Optional<StepLags.Lead> lead, JsonFields fields) {
        if (lead.isEmpty()) {
            fields.putNull(key, Undefined.NOT_ESTIMABLE);
            return;
        }
        ObjectNode node = fields.node().putObject(key);
        node.put("count", lead.get().count());
        node.put("lower", lead.get().lower());
        node.put("median", lead.get().median());
        node.put("upper", lead.get().upper());
    }

    private static void write(Placebo placebo, ObjectNode node) {
        ArrayNode runs = node.putArray("runs");
        placebo.runs().forEach(runs::add);
        node.put("enoughRuns", placebo.isTelling());
        AnalysisJson.writePairs(placebo, node.putObject("forward"));
    }

    private static void write(WindowScan scan, JsonFields fields) {
        ArrayNode tests = fields.node().putArray("deltaT");
        for (WindowScan.Tested one : scan.tests()) {
            JsonFields test = fields.element(tests, "deltaT");
            CoincidenceStatistics statistics = one.coincidence().statistics().orElseThrow();
            test.node().put("deltaTMs", one.deltaTMillis());
            test.node().put("direction", one.direction().name().toLowerCase(Locale.ROOT));
            test.node().put("K", one.coincidence().counts().coincidences());
            test.node().put("nEffects", one.coincidence().counts().effects());
            test.node().put("exposure", one.coincidence().counts().exposure());
            test.node().put("p", statistics.p());
            test.node().put("q", one.q());
            test.put("rr", statistics.rateRatio().estimate(), Undefined.NOT_ESTIMABLE);
            test.put("rrLo", statistics.rateRatio().lower(), Undefined.NOT_ESTIMABLE);
            test.put("rrHi", statistics.rateRatio().upper(), Undefined.NOT_ESTIMABLE);
        }
    }

    static void write(Prediction prediction, Analysis analysis, JsonFields fields) {
        fields.node().put("sentence", PredictionBlock.sentence(prediction));
        JsonFields spikes = fields.object("spikeAlarm");
        write(prediction.spikes(), spikes);
        analysis.forward()
                .flatMap(direction -> direction.coincidence().statistics())
                .map(CoincidenceStatistics::p)
                .ifPresent(p -> spikes.node().put("p", p));
        prediction.temperature().ifPresent(temperature -> {
            JsonFields alarm = fields.object("temperatureAlarm");
            alarm.node().put("quantile", temperature.quantile());
            write(temperature.alarm(), alarm);
        });
        prediction.steps().ifPresent(steps -> write(steps, fields.object("auc")));
    }

    private static void write(Alarm alarm, JsonFields fields) {
        fields.node().put("alarms", alarm.alarms());
        fields.node().put("hits", alarm.hits());
        fields.node().put("collapses", alarm.collapses());
        fields.node().put("caught", alarm.caught());
        fields.node().put("sensitivity", alarm.sensitivity().value());
        fields.put("sensitivityCI", alarm.sensitivity().wilson());
        fields.node().put("ppv", alarm.precision().value());
        fields.put("ppvCI", alarm.precision().wilson());
        fields.node().put("falsePerHour", alarm.falsePerHour());
        JsonFields lead = fields.object("leadMs");
        lead.node().put("n", alarm.leadMillis().size());
        lead.put("median", alarm.leadMillis(0.5), Undefined.NOT_ESTIMABLE);
        lead.put("lowerQuartile", alarm.leadMillis(0.25), Undefined.NOT_ESTIMABLE);
        lead.put("upperQuartile", alarm.leadMillis(0.75), Undefined.NOT_ESTIMABLE);
    }

    private static void write(AheadOfCollapses steps, JsonFields fields) {
        fields.node().put("rows", steps.rows());
        fields.node().put("positives", steps.positives());
        fields.put("auc", steps.area(), Undefined.NOT_ESTIMABLE);
        fields.node().put("U", steps.wins());
        steps.word().ifPresent(word -> fields.node().put("label", word));
        fields.node().put("shifts", steps.shifts());
        fields.node().put("shiftsAsGood", steps.shiftsAsGood());
        fields.node().put("p", steps.p());
    }
}
