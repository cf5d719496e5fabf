package org.thermograd.adapter.report.view;

import java.util.OptionalDouble;
import org.thermograd.domain.analysis.finding.Alarm;
import org.thermograd.domain.analysis.finding.Prediction;

/** How good an alarm spikes are, in one sentence. */
public final class PredictionSentence {
    private static final double MILLIS = 1000;

    private PredictionSentence() {}

    public static String of(Prediction prediction) {
        Alarm spikes = prediction.spikes();
        OptionalDouble lead = spikes.leadMillis(0.5);
        return "spike as alarm: caught " + spikes.caught() + " of " + spikes.collapses() + ", "
                + Figures.number(spikes.falsePerHour()) + " false per hour"
                + (lead.isPresent() ? ", lead " + Figures.number(lead.getAsDouble() / MILLIS) + " s" : "")
                + prediction
                        .temperature()
                        .map(temperature -> "; a temperature alarm with "
                                + (temperature.alarm().alarms() == spikes.alarms()
                                        ? "as many alarms"
                                        : Figures.count(temperature.alarm().alarms(), "alarm"))
                                + " caught " + temperature.alarm().caught())
                        .orElse("");
    }
}
