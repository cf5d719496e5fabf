package org.thermograd.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.thermograd.calibration.session.GeneratedRun;

/**
 * What the command says of spikes and collapses of a session.
 *
 * @param verdict its verdict
 * @param hours the time that both sides were watched
 * @param spikes how many spikes there were in it
 * @param collapses how many collapses
 */
record Answer(String verdict, double hours, int spikes, int collapses) {
    private static final double MILLIS_PER_HOUR = 3_600_000;

    static Answer on(List<GeneratedRun> runs) {
        JsonNode report = Examination.report(runs);
        JsonNode analysis = report.required("analysis");
        int spikes = 0;
        int collapses = 0;
        for (JsonNode run : analysis.required("runs")) {
            spikes += run.required("spikeEvents").size();
            collapses += run.required("incidents").size();
        }
        return new Answer(
                report.required("verdict").textValue(),
                analysis.required("totalMs").longValue() / MILLIS_PER_HOUR,
                spikes,
                collapses);
    }

    boolean coupled() {
        return verdict.startsWith("COUPLED_");
    }

    boolean together() {
        return verdict.equals("TOGETHER_WITHIN_MINUTES");
    }

    boolean found() {
        return coupled() || together();
    }
}
