package org.thermograd.adapter.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.thermograd.domain.correlation.Undefined;
import org.thermograd.domain.detail.LagHistogram;
import org.thermograd.domain.detail.StepLags;

/** The blocks of a report beside {@code cost} and {@code analysis}; one that is absent is left out. */
final class FindingsJson {
    private FindingsJson() {}

    /** Writes the blocks into the report itself. */
    static void write(Findings findings, JsonFields report) {
        findings.lagHistogram().ifPresent(histogram -> {
            JsonFields fields = report.object("lagHistogram");
            write(histogram, fields.node());
            findings.stepLags().ifPresent(lags -> write(lags, fields.object("steps")));
        });
        findings.continuous().ifPresent(coupling -> ContinuousJson.write(coupling, report.object("continuous")));
        findings.perDevice().ifPresent(devices -> PerDeviceJson.write(devices, report.object("perDevice")));
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
}
