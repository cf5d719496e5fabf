package org.thermograd.adapter.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thermograd.adapter.report.figure.Drawing;
import org.thermograd.adapter.report.figure.Ink;
import org.thermograd.adapter.report.figure.Pen;
import org.thermograd.adapter.report.figure.Shape.Anchor;
import org.thermograd.adapter.report.figure.Shape.Stroke;
import org.thermograd.adapter.report.figure.Shape.Weight;
import org.thermograd.adapter.report.view.Figures;
import org.thermograd.domain.analysis.finding.LagHistogram;
import org.thermograd.domain.analysis.report.Report;

/** The lag histogram as a picture: what was counted, what chance would give, and what the test looks at. */
final class LagFigure {
    /** The height of the picture. */
    static final double HEIGHT = 330;

    static final String TITLE = "How spikes and collapses lie in time to each other";

    static final String ABSENT =
            "There is no lag histogram: without a spike and a collapse in the time watched there is no distance to count.";

    private static final double LEFT = 40;
    private static final double RIGHT = 14;
    private static final double TOP = 58;
    private static final double BOTTOM = 250;
    private static final double BAR_INSET = 0.14;
    private static final double ROOM_ABOVE = 1.12;
    private static final double NARROW = 500;

    private final LagHistogram histogram;
    private final Pen pen;
    private final double right;
    private final double most;

    private LagFigure(LagHistogram histogram, double width, Pen pen) {
        this.histogram = histogram;
        this.pen = pen;
        this.right = width - RIGHT;
        this.most = ROOM_ABOVE
                * histogram.bins().stream()
                        .mapToDouble(bin -> Math.max(Math.max(bin.count(), bin.upper()), histogram.expected()))
                        .reduce(1, Math::max);
    }

    /**
     * Returns the picture on its own.
     *
     * @param width in pixels, at least 300
     */
    static Drawing of(Report report, LagHistogram histogram, double width) {
        Pen pen = new Pen();
        draw(report, histogram, width, pen);
        return new Drawing(width, HEIGHT, TITLE, String.join(" ", sentences(histogram)), pen.shapes());
    }

    /** Draws the picture where a pen stands. */
    static void draw(Report report, LagHistogram histogram, double width, Pen pen) {
        LagFigure figure = new LagFigure(histogram, width, pen);
        figure.addScales();
        figure.addBars();
        figure.addTested(
                report.analysis().guardMillis(), report.config().coincidence().deltaTMillis());
        figure.addKey();
    }

    /** Returns what is to be seen, in words. */
    static List<String> sentences(LagHistogram histogram) {
        String bin = Figures.seconds(histogram.binMillis());
        String striking = histogram.bins().stream()
                .filter(LagFigure::isStriking)
                .map(one -> lags(one, histogram) + " (" + one.count() + ", chance " + one.lower() + " to " + one.upper()
                        + ")")
                .collect(Collectors.joining(", "));
        return Stream.of(
                        "Each bar counts the pairs of a spike and a collapse that lie so far apart, in steps of " + bin
                                + " s; where the spike came first the distance is positive.",
                        "At even rates each would hold " + Figures.number(histogram.expected())
                                + "; the band holds 95 % of what shifting the collapses against the spikes gives.",
                        striking.isEmpty() ? "No bar leaves the band." : "Outside the band: " + striking + ".")
                .toList();
    }

    private static boolean isStriking(LagHistogram.Bin bin) {
        return bin.count() > bin.upper() || bin.count() < bin.lower();
    }

    private static String lags(LagHistogram.Bin bin, LagHistogram histogram) {
        return label(bin.fromMillis()) + " to " + label(bin.fromMillis() + histogram.binMillis()) + " s";
    }

    private static String label(long millis) {
        return (millis < 0 ? "−" : "") + Figures.seconds(Math.abs(millis));
    }

    private double x(long lagMillis) {
        double half = (double) histogram.halfMillis();
        return LEFT + (right - LEFT) * ((double) lagMillis + half) / (2 * half);
    }

    private double y(double pairs) {
        return BOTTOM - (BOTTOM - TOP) * pairs / most;
    }

    private void addScales() {
        double step = niceStep(most / 4);
        for (double pairs = 0; pairs <= most; pairs += step) {
            pen.line(LEFT, y(pairs), right, y(pairs), Stroke.SOLID, Ink.GRID);
            pen.text(LEFT - 6, y(pairs) + 4, Figures.number(pairs), Anchor.END, Ink.MUTED);
        }
        long every = right > NARROW ? 10_000 : 20_000;
        for (long lag = -histogram.halfMillis(); lag <= histogram.halfMillis(); lag += every) {
            pen.line(x(lag), BOTTOM, x(lag), BOTTOM + 4, Stroke.SOLID, Ink.MUTED);
            pen.text(x(lag), BOTTOM + 17, label(lag), Anchor.MIDDLE, Ink.MUTED);
        }
        pen.text(LEFT, TOP - 42, "pairs", Anchor.START, Ink.MUTED);
        pen.text((LEFT + right) / 2, BOTTOM + 36, "collapse minus spike, in seconds", Anchor.MIDDLE, Ink.MUTED);
        boolean wide = right > NARROW;
        pen.text(
                x(-histogram.halfMillis() / 2),
                TOP - 26,
                wide ? "◂ collapse came first" : "◂ collapse first",
                Anchor.MIDDLE,
                Ink.TEXT);
        pen.text(
                x(histogram.halfMillis() / 2),
                TOP - 26,
                wide ? "spike came first ▸" : "spike first ▸",
                Anchor.MIDDLE,
                Ink.TEXT);
    }

    /** Returns 1, 2 or 5 times a power of ten, at least 1 and at least as large. */
    private static double niceStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, least))));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= least) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private void addBars() {
        double width = x(histogram.binMillis()) - x(0);
        for (LagHistogram.Bin bin : histogram.bins()) {
            pen.box(x(bin.fromMillis()), y(bin.upper()), width, y(bin.lower()) - y(bin.upper()), Ink.BAND);
        }
        for (LagHistogram.Bin bin : histogram.bins()) {
            double left = x(bin.fromMillis()) + BAR_INSET * width;
            boolean striking = isStriking(bin);
            pen.box(
                    left,
                    y(bin.count()),
                    (1 - 2 * BAR_INSET) * width,
                    BOTTOM - y(bin.count()),
                    striking ? Ink.STRIKING : Ink.BAR);
            if (striking) {
                pen.text(
                        x(bin.fromMillis()) + width / 2,
                        y(bin.count()) - 5,
                        String.valueOf(bin.count()),
                        Anchor.MIDDLE,
                        Weight.BOLD,
                        Pen.SIZE,
                        Ink.TEXT);
            }
        }
        pen.line(LEFT, y(histogram.expected()), right, y(histogram.expected()), Stroke.DASHED, Ink.TEXT);
        pen.line(x(0), TOP, x(0), BOTTOM, Stroke.SOLID, Ink.MUTED);
        pen.line(LEFT, BOTTOM, right, BOTTOM, Stroke.SOLID, Ink.MUTED);
    }

    /** Marks the lags at which an event counts as following another. */
    private void addTested(long guardMillis, long deltaTMillis) {
        long end = Math.min(guardMillis + deltaTMillis, histogram.halfMillis());
        for (int side : new int[] {-1, 1}) {
            double from = x(side * Math.min(guardMillis, end));
            double to = x(side * end);
            pen.line(from, TOP - 12, to, TOP - 12, Stroke.SOLID, Ink.STRIKING);
            pen.line(from, TOP - 12, from, TOP - 6, Stroke.SOLID, Ink.STRIKING);
            pen.line(to, TOP - 12, to, TOP - 6, Stroke.SOLID, Ink.STRIKING);
        }
    }

    private void addKey() {
        double y = BOTTOM + 60;
        boolean wide = right > NARROW;
        double column = (right - LEFT) / (wide ? 4 : 2);
        pen.box(LEFT, y - 9, 12, 10, Ink.BAR);
        pen.text(LEFT + 18, y, "pairs", Anchor.START, Ink.MUTED);
        pen.box(LEFT + column, y - 9, 12, 10, Ink.BAND);
        pen.text(LEFT + column + 18, y, "95 % by chance", Anchor.START, Ink.MUTED);
        double second = wide ? y : y + 16;
        double third = wide ? LEFT + 2 * column : LEFT;
        pen.line(third, second - 4, third + 14, second - 4, Stroke.DASHED, Ink.TEXT);
        pen.text(third + 20, second, "at even rates", Anchor.START, Ink.MUTED);
        pen.line(third + column, second - 4, third + column + 14, second - 4, Stroke.SOLID, Ink.STRIKING);
        pen.text(third + column + 20, second, "tested", Anchor.START, Ink.MUTED);
    }
}
