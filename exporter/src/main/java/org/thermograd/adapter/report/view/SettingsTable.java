package org.thermograd.adapter.report.view;

import static org.thermograd.adapter.report.view.Table.Column.figures;
import static org.thermograd.adapter.report.view.Table.Column.words;

import java.util.ArrayList;
import java.util.List;
import org.thermograd.domain.analysis.coincidence.CoincidenceConfig;
import org.thermograd.domain.analysis.coincidence.PowerConfig;
import org.thermograd.domain.analysis.report.Collapses;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.run.DetectorConfig;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;

/** The settings of a report as a table, each with the option that changes it. */
public final class SettingsTable {
    private final List<List<String>> rows = new ArrayList<>();

    private SettingsTable() {}

    public static Table of(Report report) {
        SettingsTable table = new SettingsTable();
        CorrelationConfig config = report.config();
        table.add("collapses", "--collapses", report.collapses().kind().id());
        if (report.collapses() instanceof Collapses.Inferred inferred) {
            table.addInferred(inferred);
        }
        table.addDetector(config.detector());
        table.addEvents(config.events());
        table.addCoincidence(config.coincidence());
        table.addPower(config.power());
        table.add(
                "seed of the phase surrogates",
                "--seed",
                String.valueOf(report.coupling().seed()));
        return new Table(List.of(words("setting"), words("option"), figures("value")), table.rows);
    }

    private void add(String setting, String option, String value) {
        rows.add(List.of(setting, option, value));
    }

    private void add(String setting, String option, double value) {
        add(setting, option, Figures.number(value));
    }

    private void addMillis(String setting, String option, long millis) {
        add(setting, option, Figures.length(millis));
    }

    private void addInferred(Collapses.Inferred inferred) {
        add("constants of the efficiency index", "--index-mode", inferred.mode().id());
        addMillis(
                "slope of the temperature over",
                "--slope-window",
                inferred.slopeWindow().toMillis());
        inferred.devices().forEach((device, rated) -> {
            add(
                    "rated power of " + device + origin(rated, Collapses.Figure.RATED_WATTS),
                    "--rated-watts",
                    Figures.number(rated.rating().ratedWatts()) + " W");
            add(
                    "temperature limit of " + device + origin(rated, Collapses.Figure.LIMIT_CELSIUS),
                    "--limit-celsius",
                    Figures.number(rated.rating().limitCelsius()) + " °C");
        });
    }

    private static String origin(Collapses.RatedDevice rated, Collapses.Figure figure) {
        return rated.assumed().contains(figure) ? ", assumed" : "";
    }

    private void addDetector(DetectorConfig detector) {
        add("spike detector", "--detector", detector.id());
        add("its threshold", "--detector-k", detector.k());
        add("steps it looks back", "--detector-window", detector.window());
        add("steps it needs", "--detector-min-samples", detector.minSamples());
        add("smallest scale", "--detector-sigma-floor", detector.sigmaFloor());
        add("smallest ratio of a spike to the median", "--detector-min-ratio", detector.minRatio());
        add("threshold for short runs", "--detector-batch-k", detector.batchK());
    }

    private void addEvents(EventConfig events) {
        addMillis("flagged steps closer than this are one spike", "--spike-refractory", events.spikeRefractoryMillis());
        addMillis("collapses closer than this are one", "--collapse-refractory", events.collapseRefractoryMillis());
        addMillis("how late a collapse is flagged", "--detector-latency", events.detectorLatencyMillis());
        add(
                "a gap is longer than so many sample intervals",
                "--gap-factor",
                events.gaps().factor());
        addMillis("and than", "--gap-min", events.gaps().minMillis());
    }

    private void addCoincidence(CoincidenceConfig coincidence) {
        addMillis("how far the clocks may differ", "--clock-uncertainty", coincidence.clockUncertaintyMillis());
        addMillis("window after the guard", "--delta-t", coincidence.deltaTMillis());
        addMillis("block of the block null", "--block", coincidence.blockMillis());
        add("false-discovery rate of the directions", "--alpha", coincidence.alpha());
        add("level of the test within the guard", "--sync-alpha", coincidence.syncAlpha());
        add("smallest rate ratio that counts", "--min-rate-ratio", coincidence.minRateRatio());
        add("largest share of the time inside windows", "--max-exposure", coincidence.maxExposure());
    }

    private void addPower(PowerConfig power) {
        add("rate ratio that should be seen", "--target-rate-ratio", power.targetRateRatio());
        add("power with which it should be", "--target-power", power.targetPower());
        add("what three null models cost in events", "--design-inflation", power.designInflation());
        add("spikes an hour in a plan", "--plan-spikes-per-hour", power.planSpikesPerHour());
        add("collapses an hour in a plan", "--plan-collapses-per-hour", power.planCollapsesPerHour());
    }
}
