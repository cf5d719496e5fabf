package org.thermograd.adapter.report.json;

import org.thermograd.adapter.report.view.PredictionSentence;
import org.thermograd.domain.analysis.coincidence.CoincidenceStatistics;
import org.thermograd.domain.analysis.finding.AheadOfCollapses;
import org.thermograd.domain.analysis.finding.Alarm;
import org.thermograd.domain.analysis.finding.Prediction;
import org.thermograd.domain.analysis.statistics.Undefined;
import org.thermograd.domain.analysis.verdict.Analysis;

/** The block {@code prediction} of a report. */
final class PredictionJson {
    private PredictionJson() {}

    static void write(Prediction prediction, Analysis analysis, JsonFields fields) {
        fields.node().put("sentence", PredictionSentence.of(prediction));
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
