package org.thermograd.adapter.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.thermograd.domain.detail.LagHistogram;

/** The blocks of a report beside {@code cost} and {@code analysis}; one that is absent is left out. */
final class FindingsJson {
    private FindingsJson() {}

    /** Writes the blocks into the report itself. */
    static void write(Findings findings, JsonFields report) {
        findings.lagHistogram()
                .ifPresent(histogram -> write(histogram, report.node().putObject("lagHistogram")));
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
}
