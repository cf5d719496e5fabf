package org.thermograd.adapter.report.figure;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A picture before any format. Immutable.
 *
 * @param width in pixels, above 0
 * @param height in pixels, above 0
 * @param title what it shows, for those who do not see it
 * @param description what is to be seen in it, likewise
 * @param shapes what is drawn, later ones over earlier ones
 */
public record Drawing(double width, double height, String title, String description, List<Shape> shapes) {
    /**
     * Copies the list and checks the size.
     *
     * @throws IllegalArgumentException if a side is not above 0
     */
    public Drawing {
        requireNonNull(title, "title");
        requireNonNull(description, "description");
        if (!(width > 0 && height > 0)) {
            throw new IllegalArgumentException("width and height must be above 0, got " + width + " and " + height);
        }
        shapes = List.copyOf(shapes);
    }
}
