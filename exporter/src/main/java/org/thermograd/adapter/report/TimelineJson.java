package org.thermograd.adapter.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.thermograd.adapter.report.view.Curves;
import org.thermograd.domain.analysis.timeline.Curve;
import org.thermograd.domain.analysis.timeline.CurveKind;
import org.thermograd.domain.analysis.timeline.Thinning;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * The timelines of a page as JSON for its script: each sample by its distance in milliseconds from the one before, the first
 * from {@code epoch}. Thinned, so that all of them stay below a megabyte.
 */
final class TimelineJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final MathContext SHOWN_DIGITS = new MathContext(5);
    private static final int MOST_SAMPLES = 40_000;
    private static final int MOST_OF_A_CURVE = 3_000;
    private static final int FEWEST_OF_A_CURVE = 200;
    private static final double LOGARITHMIC_FROM = 10;

    private final GapRule gaps;
    private final long epoch;
    private final int most;

    private TimelineJson(GapRule gaps, long epoch, int most) {
        this.gaps = gaps;
        this.epoch = epoch;
        this.most = most;
    }

    /** Returns the text, in which no {@code <} stands, so that it can end no element. */
    static String write(List<TimelineView> views, GapRule gaps) {
        int curves = views.stream().mapToInt(TimelineView::curves).sum();
        long epoch = views.stream()
                .flatMap(view -> view.timeline().span().stream())
                .mapToLong(Segment::startMillis)
                .min()
                .orElse(0);
        int most = Math.max(FEWEST_OF_A_CURVE, Math.min(MOST_OF_A_CURVE, MOST_SAMPLES / Math.max(1, curves)));
        TimelineJson json = new TimelineJson(gaps, epoch, most);
        ObjectNode root = MAPPER.createObjectNode();
        root.put("epoch", epoch);
        ArrayNode runs = root.putArray("runs");
        views.forEach(view -> json.write(view, runs.addObject()));
        try {
            return MAPPER.writeValueAsString(root).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values must be writable", e);
        }
    }

    private void write(TimelineView view, ObjectNode node) {
        Optional<TimeSeries> norms = Optional.ofNullable(view.panels().get(CurveKind.GRAD_NORM))
                .map(curves -> curves.get(0).samples());
        ArrayNode spikes = node.putArray("spikes");
        for (Event spike : view.spikes()) {
            ArrayNode one = spikes.addArray().add(spike.onsetMillis() - epoch);
            norms.flatMap(samples -> largest(samples, spike)).ifPresentOrElse(one::add, one::addNull);
        }
        ArrayNode collapses = node.putArray("collapses");
        view.collapses()
                .forEach(collapse ->
                        collapses.addArray().add(collapse.onsetMillis() - epoch).add(collapse.endMillis() - epoch));
        ArrayNode marks = node.putArray("marks");
        view.annotations()
                .marks()
                .forEach(
                        mark -> marks.addArray().add(mark.epochMillis() - epoch).add(mark.text()));
        ArrayNode phases = node.putArray("phases");
        view.annotations()
                .phases()
                .forEach(phase -> phases.addArray()
                        .add(phase.time().startMillis() - epoch)
                        .add(phase.time().endMillis() - epoch)
                        .add(phase.name()));
        ArrayNode panels = node.putArray("panels");
        view.panels().forEach((signal, curves) -> write(signal, curves, panels.addObject()));
    }

    /** Returns the largest value within an event. */
    private static Optional<BigDecimal> largest(TimeSeries samples, Event event) {
        TimeSeries within = samples.between(event.onsetMillis(), event.endMillis() + 1);
        return Arrays.stream(within.values()).boxed().max(Double::compare).map(TimelineJson::shown);
    }

    private void write(CurveKind signal, List<Curve> curves, ObjectNode node) {
        node.put("unit", Curves.unit(signal));
        node.put("spikes", signal == CurveKind.GRAD_NORM);
        node.put("log", curves.stream().allMatch(TimelineJson::isWide));
        ArrayNode series = node.putArray("series");
        for (Curve curve : curves) {
            ObjectNode one = series.addObject();
            one.put("label", curve.device().orElse(Curves.title(signal)));
            write(signal, curve.samples(), one);
        }
    }

    /** Tells whether values span so much that they are better seen on a logarithmic axis. */
    private static boolean isWide(Curve curve) {
        double[] values = curve.samples().values();
        double least = Arrays.stream(values).min().orElseThrow();
        return least > 0 && Arrays.stream(values).max().orElseThrow() / least > LOGARITHMIC_FROM;
    }

    private void write(CurveKind signal, TimeSeries samples, ObjectNode node) {
        TimeSeries thinned = Thinning.thin(samples, most);
        long span = samples.epochMillis(samples.size() - 1) - samples.epochMillis(0);
        long between = thinned.size() == samples.size() ? 0 : 4 * span / most;
        node.put("gap", gaps.limitMillis(samples) + between);
        ArrayNode times = node.putArray("dt");
        ArrayNode values = node.putArray("v");
        long previous = epoch;
        for (int i = 0; i < thinned.size(); i++) {
            times.add(thinned.epochMillis(i) - previous);
            previous = thinned.epochMillis(i);
            values.add(shown(Curves.shown(signal, thinned.value(i))));
        }
    }

    private static BigDecimal shown(double value) {
        return new BigDecimal(value).round(SHOWN_DIGITS).stripTrailingZeros();
    }
}
