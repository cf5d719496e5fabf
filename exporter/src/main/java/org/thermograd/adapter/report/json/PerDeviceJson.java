package org.thermograd.adapter.report.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Locale;
import org.thermograd.adapter.report.view.DeviceTable;
import org.thermograd.domain.analysis.coincidence.CoincidenceStatistics;
import org.thermograd.domain.analysis.finding.PerDevice;
import org.thermograd.domain.analysis.statistics.Undefined;
import org.thermograd.domain.analysis.verdict.Analysis;

/** The block {@code perDevice} of a report. */
final class PerDeviceJson {
    private PerDeviceJson() {}

    static void write(PerDevice perDevice, JsonFields fields) {
        fields.node().put("rankedBy", DeviceTable.RANKED_BY);
        ArrayNode ranking = fields.node().putArray("ranking");
        for (PerDevice.Ranked one : perDevice.ranking()) {
            writeRanked(one, fields.element(ranking, "ranking"));
        }
        ArrayNode order = fields.node().putArray("familyOrder");
        ArrayNode p = fields.node().putArray("familyP");
        ArrayNode q = fields.node().putArray("familyQ");
        for (PerDevice.Member member : perDevice.family()) {
            order.add(member.device() + "." + direction(member));
            p.add(statistics(member).p());
            q.add(member.test().q().orElseThrow());
        }
        JsonFields devices = fields.object("devices");
        perDevice.devices().forEach((device, alone) -> writeDevice(alone, devices.object(device)));
    }

    private static void writeRanked(PerDevice.Ranked one, JsonFields fields) {
        fields.node().put("device", one.device());
        fields.node().put("collapses", one.collapses());
        fields.node().put("watchedMs", one.watchedMillis());
        fields.put("collapsesPerHour", one.collapsesPerHour(), Undefined.NOT_ESTIMABLE);
        one.best().ifPresent(member -> {
            fields.node().put("direction", direction(member));
            fields.node().put("p", statistics(member).p());
            fields.node().put("q", member.test().q().orElseThrow());
            fields.put("rr", statistics(member).rateRatio().estimate(), Undefined.NOT_ESTIMABLE);
            fields.put("rrLo", statistics(member).rateRatio().lower(), Undefined.NOT_ESTIMABLE);
            fields.put("rrHi", statistics(member).rateRatio().upper(), Undefined.NOT_ESTIMABLE);
            fields.node().put("coupled", member.holds());
        });
    }

    private static void writeDevice(Analysis alone, JsonFields fields) {
        AnalysisJson.writeVerdict(alone, fields.node());
        AnalysisJson.writeWithoutRuns(alone, fields);
    }

    private static CoincidenceStatistics statistics(PerDevice.Member member) {
        return member.test().coincidence().statistics().orElseThrow();
    }

    private static String direction(PerDevice.Member member) {
        return member.direction().name().toLowerCase(Locale.ROOT);
    }
}
