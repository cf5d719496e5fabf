package org.thermograd.adapter.report.view;

import static org.thermograd.adapter.report.view.Table.Column.figures;
import static org.thermograd.adapter.report.view.Table.Column.words;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.thermograd.domain.analysis.coincidence.CoincidenceStatistics;
import org.thermograd.domain.analysis.finding.AheadOfCollapses;
import org.thermograd.domain.analysis.finding.Alarm;
import org.thermograd.domain.analysis.finding.Prediction;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.report.Source;
import org.thermograd.domain.analysis.statistics.Interval;
import org.thermograd.domain.analysis.statistics.Proportion;

/** How good an alarm spikes are, beside a temperature. */
public final class PredictionBlock {
    private static final double MILLIS = 1000;

    /** What stands above it. */
    static final String TITLE = "Spikes as an alarm for collapses";

    private static final String ABSENT =
            "There is no alarm to judge: that takes a spike and a collapse in the time watched.";

    private PredictionBlock() {}

    static Block of(Report report) {
        return report.findings()
                .prediction()
                .map(prediction -> of(prediction, report))
                .orElseGet(() -> Block.absent(TITLE, ABSENT));
    }

    private static Block of(Prediction prediction, Report report) {
        return new Block(
                TITLE,
                List.of(Figures.capitalised(sentence(prediction)) + "."),
                table(prediction),
                Table.Shading.NONE,
                notes(prediction, report));
    }

    private static Table table(Prediction prediction) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("spike", prediction.spikes()));
        prediction
                .temperature()
                .ifPresent(temperature -> rows.add(row(
                        "temperature above its " + Figures.percent(temperature.quantile()) + " quantile",
                        temperature.alarm())));
        return new Table(
                List.of(
                        words("alarm"),
                        figures("alarms"),
                        figures("collapses caught [95 %]"),
                        figures("alarms that a collapse followed [95 %]"),
                        figures("false per hour"),
                        figures("lead, median (quartiles)")),
                rows);
    }

    private static List<String> row(String name, Alarm alarm) {
        return List.of(
                name,
                String.valueOf(alarm.alarms()),
                share(alarm.sensitivity()),
                share(alarm.precision()),
                Figures.number(alarm.falsePerHour()),
                alarm.leadMillis().isEmpty()
                        ? ""
                        : seconds(alarm.leadMillis(0.5)) + " s (" + seconds(alarm.leadMillis(0.25)) + "–"
                                + seconds(alarm.leadMillis(0.75)) + ")");
    }

    private static String share(Proportion share) {
        Interval interval = share.wilson();
        return share.k() + " of " + share.n() + " = " + Figures.percent(share.value()) + " ["
                + Figures.number(100 * interval.lower()) + ", " + Figures.number(100 * interval.upper()) + "]";
    }

    private static String seconds(OptionalDouble millis) {
        return Figures.number(millis.orElseThrow() / MILLIS);
    }

    private static List<String> notes(Prediction prediction, Report report) {
        long guard = report.analysis().guardMillis();
        List<String> notes = new ArrayList<>();
        notes.add("A collapse is caught if an alarm came " + Figures.seconds(guard) + "–"
                + Figures.seconds(guard + report.config().coincidence().deltaTMillis())
                + " s before it; an alarm is false if no collapse came as long after it.");
        report.analysis()
                .forward()
                .flatMap(direction -> direction.coincidence().statistics())
                .map(CoincidenceStatistics::p)
                .ifPresent(p -> notes.add("An alarm no better than chance catches some too: p = " + Figures.number(p)
                        + " for the spikes."));
        notes.add(
                prediction.temperature().isPresent()
                        ? temperature(report.source())
                        : "There is no temperature alarm to compare with: not every run has a device whose temperature is"
                                + " known and changes.");
        notes.add(prediction.steps().map(PredictionBlock::steps).orElseGet(() -> noSteps(report.source())));
        return notes;
    }

    private static String temperature(Source source) {
        String favored = "The temperature alarm knows the whole run beforehand, which favors it";
        return source instanceof Source.Prometheus
                ? favored + ", but no rise that comes and goes between two scrapes."
                : favored + ".";
    }

    private static String steps(AheadOfCollapses steps) {
        if (steps.area().isEmpty()) {
            return "Sample by sample nothing can be told: a collapse is ahead of every sample, or of none.";
        }
        double area = steps.area().getAsDouble();
        return "Sample by sample: in " + Figures.percent(area)
                + " of all pairs of a sample with a collapse ahead and one"
                + " without, the former follows the higher recent step (50 % would be chance): "
                + word(steps.word().orElseThrow()) + " foresight, p = " + Figures.number(steps.p()) + ".";
    }

    private static String word(String label) {
        return label.equals("none") ? "no" : label;
    }

    private static String noSteps(Source source) {
        return source instanceof Source.Prometheus
                ? "How well steps tell sample by sample is not known: no scrape holds the score of each step."
                : "How well steps tell sample by sample is not known: no sample that was watched comes after a step that"
                        + " was looked at.";
    }

    public static String sentence(Prediction prediction) {
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
