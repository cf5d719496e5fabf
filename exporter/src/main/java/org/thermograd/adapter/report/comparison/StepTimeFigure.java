package org.thermograd.adapter.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.thermograd.adapter.report.figure.Drawing;
import org.thermograd.adapter.report.figure.Ink;
import org.thermograd.adapter.report.figure.Pen;
import org.thermograd.adapter.report.figure.Shape.Anchor;
import org.thermograd.adapter.report.figure.Shape.Stroke;
import org.thermograd.adapter.report.view.Figures;
import org.thermograd.domain.analysis.comparison.CurvePoint;
import org.thermograd.domain.analysis.comparison.RunComparison;
import org.thermograd.domain.analysis.comparison.RunSummary;

/** Step time by step number of the runs of a comparison, clean and throttled steps apart, and their clocks below. */
final class StepTimeFigure {
    static final String TITLE = "Step time by step number";
    static final String CAPTION =
            "Medians of neighboring steps. Solid: clean steps, at least 10 s from any throttling. Dashed: the others. Below:"
                    + " the clock as a share of the full clock, where it is known.";

    private static final double LEFT = 58;
    private static final double RIGHT = 14;
    private static final double TOP = 44;
    private static final double BOTTOM = 250;
    private static final double CLOCK_TOP = 300;
    private static final double CLOCK_BOTTOM = 390;
    private static final double NARROW = 500;
    private static final double ROOM = 0.06;
    private static final int SCALE_LINES = 4;
    private static final double PERCENT = 100;

    private final RunComparison comparison;
    private final Pen pen = new Pen();
    private final double right;
    private final double[] steps;
    private final double[] millis;
    private final double[] clocks;

    private StepTimeFigure(RunComparison comparison, double width) {
        this.comparison = comparison;
        this.right = width - RIGHT;
        this.steps = range(points().mapToDouble(CurvePoint::step).toArray(), 0);
        this.millis = range(points().flatMapToDouble(CurvePoint::medians).toArray(), ROOM);
        this.clocks = range(
                points().flatMapToDouble(point -> point.clockShare().stream()).toArray(), ROOM);
    }

    /**
     * Returns the picture.
     *
     * @param width in pixels, at least 300
     */
    static Drawing of(RunComparison comparison, double width) {
        StepTimeFigure figure = new StepTimeFigure(comparison, width);
        boolean clock = figure.points().anyMatch(point -> point.clockShare().isPresent());
        figure.addScale(figure.millis, TOP, BOTTOM, 1 / 1000.0, "seconds a step");
        figure.addKey();
        figure.addLines(point -> point.cleanMillis(), figure.millis, TOP, BOTTOM, Stroke.SOLID);
        figure.addLines(point -> point.otherMillis(), figure.millis, TOP, BOTTOM, Stroke.DASHED);
        if (clock) {
            figure.addScale(figure.clocks, CLOCK_TOP, CLOCK_BOTTOM, PERCENT, "clock, % of the full one");
            figure.addLines(point -> point.clockShare(), figure.clocks, CLOCK_TOP, CLOCK_BOTTOM, Stroke.SOLID);
        }
        double bottom = clock ? CLOCK_BOTTOM : BOTTOM;
        figure.addSteps(bottom);
        return new Drawing(width, bottom + 46, TITLE, CAPTION, figure.pen.shapes());
    }

    private Stream<CurvePoint> points() {
        return Stream.concat(comparison.runsA().stream(), comparison.runsB().stream())
                .flatMap(run -> run.curve().stream());
    }

    /** Returns the ends of a scale for some values. */
    private static double[] range(double[] values, double room) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        if (values.length == 0) {
            return new double[] {0, 1};
        }
        double more = most > least ? room * (most - least) : Math.max(Math.abs(most) * ROOM, 1e-9);
        return new double[] {least - more, most + more};
    }

    private double x(double step) {
        return LEFT + (right - LEFT) * (step - steps[0]) / (steps[1] - steps[0]);
    }

    private static double y(double value, double[] range, double top, double bottom) {
        return bottom - (bottom - top) * (value - range[0]) / (range[1] - range[0]);
    }

    private void addScale(double[] range, double top, double bottom, double unit, String title) {
        for (int line = 0; line <= SCALE_LINES; line++) {
            double value = range[0] + (range[1] - range[0]) * line / SCALE_LINES;
            double y = y(value, range, top, bottom);
            pen.line(LEFT, y, right, y, Stroke.SOLID, Ink.GRID);
            pen.text(LEFT - 6, y + 4, Figures.number(value * unit), Anchor.END, Ink.MUTED);
        }
        pen.text(LEFT, top - 10, title, Anchor.START, Ink.MUTED);
    }

    private void addSteps(double bottom) {
        pen.line(LEFT, bottom, right, bottom, Stroke.SOLID, Ink.MUTED);
        for (int mark = 0; mark <= SCALE_LINES; mark += 2) {
            double step = steps[0] + (steps[1] - steps[0]) * mark / SCALE_LINES;
            Anchor anchor = mark == 0 ? Anchor.START : mark == SCALE_LINES ? Anchor.END : Anchor.MIDDLE;
            pen.text(x(step), bottom + 17, String.format(Locale.ROOT, "%.0f", step), anchor, Ink.MUTED);
        }
        pen.text((LEFT + right) / 2, bottom + 36, "step", Anchor.MIDDLE, Ink.MUTED);
    }

    private void addKey() {
        double second = (LEFT + right) / 2;
        double y = TOP - 30;
        pen.line(LEFT, y - 4, LEFT + 16, y - 4, Stroke.SOLID, Ink.SPIKE);
        pen.text(LEFT + 22, y, "A: " + names(comparison.runsA()), Anchor.START, Ink.TEXT);
        pen.line(second, y - 4, second + 16, y - 4, Stroke.SOLID, Ink.COLLAPSE);
        pen.text(second + 22, y, "B: " + names(comparison.runsB()), Anchor.START, Ink.TEXT);
    }

    private String names(List<RunSummary> runs) {
        String name = runs.get(0).name();
        int most = right > NARROW ? 40 : 12;
        String shown = name.length() > most ? "…" + name.substring(name.length() - most + 1) : name;
        return shown + (runs.size() > 1 ? " and " + (runs.size() - 1) + " more" : "");
    }

    private void addLines(
            Function<CurvePoint, OptionalDouble> value, double[] range, double top, double bottom, Stroke stroke) {
        comparison.runsA().forEach(run -> addLine(run, value, range, top, bottom, stroke, Ink.SPIKE));
        comparison.runsB().forEach(run -> addLine(run, value, range, top, bottom, stroke, Ink.COLLAPSE));
    }

    /** Draws the stretches in which the value is known. */
    private void addLine(
            RunSummary run,
            Function<CurvePoint, OptionalDouble> value,
            double[] range,
            double top,
            double bottom,
            Stroke stroke,
            Ink ink) {
        List<double[]> stretch = new ArrayList<>();
        for (CurvePoint point : run.curve()) {
            OptionalDouble known = value.apply(point);
            if (known.isPresent()) {
                double[] to = {x(point.step()), y(known.getAsDouble(), range, top, bottom)};
                if (!stretch.isEmpty()) {
                    double[] from = stretch.get(stretch.size() - 1);
                    pen.line(from[0], from[1], to[0], to[1], stroke, ink);
                }
                stretch.add(to);
            } else {
                addDot(stretch, ink);
                stretch.clear();
            }
        }
        addDot(stretch, ink);
    }

    /** Marks a stretch of a single point, through which no line goes. */
    private void addDot(List<double[]> stretch, Ink ink) {
        if (stretch.size() == 1) {
            pen.box(stretch.get(0)[0] - 1.5, stretch.get(0)[1] - 1.5, 3, 3, ink);
        }
    }
}
