package org.thermograd.adapter.report.figure;

import java.util.ArrayList;
import java.util.List;
import org.thermograd.adapter.report.figure.Shape.Anchor;
import org.thermograd.adapter.report.figure.Shape.Point;
import org.thermograd.adapter.report.figure.Shape.Stroke;
import org.thermograd.adapter.report.figure.Shape.Weight;

/** Draws shapes below each other: all that is drawn lies as far down as it was moved. Confined to one thread. */
public final class Pen {
    /** The size of ordinary text. */
    public static final double SIZE = 12;

    private static final double WIDTH_OF_LETTER = 0.54;

    private final List<Shape> shapes = new ArrayList<>();
    private double down;

    /** Moves down what is drawn from now on. */
    public void move(double by) {
        down += by;
    }

    /** Returns how far it was moved. */
    public double moved() {
        return down;
    }

    public void box(double x, double y, double width, double height, Ink ink) {
        shapes.add(new Shape.Box(x, y + down, width, height, ink));
    }

    public void line(double x1, double y1, double x2, double y2, Stroke stroke, Ink ink) {
        shapes.add(new Shape.Line(
                List.of(new Point(x1, y1 + down), new Point(x2, y2 + down)),
                stroke,
                stroke == Stroke.DASHED ? 1.5 : 1,
                ink));
    }

    public void area(Ink ink, Point... corners) {
        List<Point> moved = new ArrayList<>();
        for (Point corner : corners) {
            moved.add(new Point(corner.x(), corner.y() + down));
        }
        shapes.add(new Shape.Area(moved, ink));
    }

    public void text(double x, double y, String words, Anchor anchor, Ink ink) {
        text(x, y, words, anchor, Weight.NORMAL, SIZE, ink);
    }

    public void text(double x, double y, String words, Anchor anchor, Weight weight, double size, Ink ink) {
        shapes.add(new Shape.Text(new Point(x, y + down), words, anchor, weight, size, ink));
    }

    /** Writes words in as many lines as they need, each below the other, and moves below them. */
    public void paragraph(double x, double width, String words, Weight weight, double size, Ink ink) {
        for (String line : lines(words, (int) (width / (WIDTH_OF_LETTER * size)))) {
            move(1.35 * size);
            text(x, 0, line, Anchor.START, weight, size, ink);
        }
    }

    private static List<String> lines(String words, int most) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > most) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Returns all that was drawn. */
    public List<Shape> shapes() {
        return List.copyOf(shapes);
    }
}
