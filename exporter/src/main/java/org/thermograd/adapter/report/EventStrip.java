package org.thermograd.adapter.report;

import java.util.List;
import org.thermograd.adapter.report.figure.Ink;
import org.thermograd.adapter.report.figure.Pen;
import org.thermograd.adapter.report.figure.Shape.Anchor;
import org.thermograd.adapter.report.figure.Shape.Point;
import org.thermograd.adapter.report.figure.Shape.Stroke;
import org.thermograd.adapter.report.figure.Shape.Weight;
import org.thermograd.adapter.report.view.Figures;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.event.Event;
import org.thermograd.domain.series.Segment;

/** When spikes and collapses came, one strip a run: spikes above its line, collapses of all devices below. */
final class EventStrip {
    private static final int MOST_RUNS = 4;
    private static final double LEFT = 40;
    private static final double RIGHT = 14;
    private static final double ROW = 62;
    private static final double AXIS = 26;
    private static final double LANE = 12;
    private static final int TICKS = 6;

    private final Pen pen;
    private final double right;

    private EventStrip(double width, Pen pen) {
        this.right = width - RIGHT;
        this.pen = pen;
    }

    /** Draws the runs that were watched, the first four, and moves below them. */
    static void draw(Report report, double width, Pen pen) {
        EventStrip strip = new EventStrip(width, pen);
        List<RunEvents> watched = report.analysis().runs().stream()
                .filter(run -> run.coverage().hull().isPresent())
                .toList();
        watched.stream().limit(MOST_RUNS).forEach(strip::add);
        if (watched.size() > MOST_RUNS) {
            pen.paragraph(
                    LEFT,
                    width,
                    Figures.count(watched.size() - MOST_RUNS, "more run") + " not drawn.",
                    Weight.NORMAL,
                    Pen.SIZE,
                    Ink.MUTED);
        }
    }

    private void add(RunEvents run) {
        Segment hull = run.coverage().hull().orElseThrow();
        pen.text(LEFT, LANE, "Run " + run.id() + ": ▾ spikes, ▪ collapses", Anchor.START, Ink.TEXT);
        pen.move(2 * LANE + 4);
        for (Segment watched : run.coverage().segments()) {
            pen.box(x(watched.startMillis(), hull), LANE, width(watched, hull), 2, Ink.MUTED);
        }
        run.spikes().stream()
                .filter(spike -> hull.contains(spike.onsetMillis()))
                .forEach(spike -> {
                    double x = x(spike.onsetMillis(), hull);
                    pen.area(Ink.SPIKE, new Point(x, LANE), new Point(x - 4, LANE - 8), new Point(x + 4, LANE - 8));
                });
        run.collapses().values().stream()
                .flatMap(List::stream)
                .filter(collapse -> hull.contains(collapse.onsetMillis()))
                .forEach(collapse -> pen.box(
                        x(collapse.onsetMillis(), hull),
                        LANE + 3,
                        Math.max(2, x(end(collapse, hull), hull) - x(collapse.onsetMillis(), hull)),
                        8,
                        Ink.COLLAPSE));
        for (int i = 0; i <= TICKS; i++) {
            long time = hull.startMillis() + i * hull.lengthMillis() / TICKS;
            Anchor anchor = i == 0 ? Anchor.START : i == TICKS ? Anchor.END : Anchor.MIDDLE;
            pen.line(x(time, hull), LANE + 13, x(time, hull), LANE + 17, Stroke.SOLID, Ink.MUTED);
            pen.text(x(time, hull), LANE + AXIS + 4, Figures.timeOfDay(time), anchor, Ink.MUTED);
        }
        pen.move(ROW);
    }

    private static long end(Event event, Segment hull) {
        return Math.min(event.endMillis(), hull.endMillis());
    }

    private double width(Segment stretch, Segment hull) {
        return x(stretch.endMillis(), hull) - x(stretch.startMillis(), hull);
    }

    private double x(long time, Segment hull) {
        return LEFT + (right - LEFT) * (time - hull.startMillis()) / hull.lengthMillis();
    }
}
