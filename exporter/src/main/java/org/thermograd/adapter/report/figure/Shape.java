package org.thermograd.adapter.report.figure;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A part of a drawing. Lengths are in pixels, x to the right and y downwards. */
public sealed interface Shape {
    /** Returns what it is for. */
    Ink ink();

    /** A place. */
    record Point(double x, double y) {}

    /** A filled rectangle, with its left upper corner. */
    record Box(double x, double y, double width, double height, Ink ink) implements Shape {
        /**
         * Checks the sides.
         *
         * @throws IllegalArgumentException if one is negative
         */
        public Box {
            requireNonNull(ink, "ink");
            if (!(width >= 0 && height >= 0)) {
                throw new IllegalArgumentException(
                        "width and height must not be negative, got " + width + " and " + height);
            }
        }
    }

    /** A filled polygon. */
    record Area(List<Point> corners, Ink ink) implements Shape {
        /** Copies the list. */
        public Area {
            requireNonNull(ink, "ink");
            corners = List.copyOf(corners);
        }
    }

    /** How a line is drawn. */
    enum Stroke {
        SOLID,
        DASHED
    }

    /** A line through points. */
    record Line(List<Point> points, Stroke stroke, double width, Ink ink) implements Shape {
        /** Copies the list. */
        public Line {
            requireNonNull(stroke, "stroke");
            requireNonNull(ink, "ink");
            points = List.copyOf(points);
        }
    }

    /** Which part of a text stands at its place. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** How a text looks. */
    enum Weight {
        NORMAL,
        BOLD
    }

    /** One line of text; y is that of its base line. */
    record Text(Point at, String words, Anchor anchor, Weight weight, double size, Ink ink) implements Shape {
        /** Checks that nothing is missing. */
        public Text {
            requireNonNull(at, "at");
            requireNonNull(words, "words");
            requireNonNull(anchor, "anchor");
            requireNonNull(weight, "weight");
            requireNonNull(ink, "ink");
        }
    }
}
