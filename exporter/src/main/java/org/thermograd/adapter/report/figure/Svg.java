package org.thermograd.adapter.report.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Drawings as SVG. Stateless and thread-safe. */
public final class Svg {
    private static final String FONTS = "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";
    private static final int DECIMALS = 2;

    /** Where the colors come from. */
    private enum Colors {
        OWN,
        PAGE
    }

    private final Colors colors;
    private final StringBuilder text = new StringBuilder();

    private Svg(Colors colors) {
        this.colors = colors;
    }

    /** Returns a drawing as a file of its own, with the colors of paper. */
    public static String file(Drawing drawing) {
        Svg svg = new Svg(Colors.OWN);
        svg.text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        svg.open(
                drawing,
                " width=\"" + number(drawing.width()) + "\" height=\"" + number(drawing.height()) + "\" font-family=\""
                        + FONTS + "\"");
        svg.add(new Shape.Box(0, 0, drawing.width(), drawing.height(), Ink.PAPER));
        return svg.close(drawing);
    }

    /**
     * Returns a drawing as an element of a page, whose style sheet has to color the classes {@code fill-x} and
     * {@code line-x} for the {@link Ink#id} x of each ink.
     *
     * @param styleClass its class in that page
     */
    public static String element(Drawing drawing, String styleClass) {
        Svg svg = new Svg(Colors.PAGE);
        svg.open(drawing, " class=\"" + escaped(styleClass) + "\"");
        return svg.close(drawing);
    }

    private void open(Drawing drawing, String attributes) {
        text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(number(drawing.width()))
                .append(' ')
                .append(number(drawing.height()))
                .append('"')
                .append(attributes)
                .append(" role=\"img\" aria-label=\"")
                .append(escaped(drawing.title() + ". " + drawing.description()))
                .append("\">\n<title>")
                .append(escaped(drawing.title()))
                .append("</title>\n<desc>")
                .append(escaped(drawing.description()))
                .append("</desc>\n");
    }

    private String close(Drawing drawing) {
        drawing.shapes().forEach(this::add);
        return text.append("</svg>\n").toString();
    }

    private void add(Shape shape) {
        if (shape instanceof Shape.Box box) {
            text.append("<rect x=\"")
                    .append(number(box.x()))
                    .append("\" y=\"")
                    .append(number(box.y()))
                    .append("\" width=\"")
                    .append(number(box.width()))
                    .append("\" height=\"")
                    .append(number(box.height()))
                    .append('"')
                    .append(fill(box.ink()))
                    .append("/>\n");
        } else if (shape instanceof Shape.Area area) {
            text.append("<polygon points=\"")
                    .append(points(area.corners()))
                    .append('"')
                    .append(fill(area.ink()))
                    .append("/>\n");
        } else if (shape instanceof Shape.Line line) {
            text.append("<polyline points=\"")
                    .append(points(line.points()))
                    .append("\" fill=\"none\" stroke-width=\"")
                    .append(number(line.width()))
                    .append('"')
                    .append(line.stroke() == Shape.Stroke.DASHED ? " stroke-dasharray=\"6 4\"" : "")
                    .append(stroke(line.ink()))
                    .append("/>\n");
        } else if (shape instanceof Shape.Text words) {
            add(words);
        }
    }

    private void add(Shape.Text words) {
        text.append("<text x=\"")
                .append(number(words.at().x()))
                .append("\" y=\"")
                .append(number(words.at().y()))
                .append("\" font-size=\"")
                .append(number(words.size()))
                .append('"')
                .append(words.weight() == Shape.Weight.BOLD ? " font-weight=\"600\"" : "")
                .append(
                        words.anchor() == Shape.Anchor.START
                                ? ""
                                : " text-anchor=\"" + words.anchor().name().toLowerCase(Locale.ROOT) + "\"")
                .append(fill(words.ink()))
                .append('>')
                .append(escaped(words.words()))
                .append("</text>\n");
    }

    private String fill(Ink ink) {
        return colors == Colors.PAGE ? " class=\"fill-" + ink.id() + "\"" : " fill=\"" + color(ink) + "\"";
    }

    private String stroke(Ink ink) {
        return colors == Colors.PAGE ? " class=\"line-" + ink.id() + "\"" : " stroke=\"" + color(ink) + "\"";
    }

    private static String color(Ink ink) {
        return String.format(Locale.ROOT, "#%06x", ink.rgb());
    }

    private static String points(List<Shape.Point> points) {
        return points.stream()
                .map(point -> number(point.x()) + "," + number(point.y()))
                .collect(Collectors.joining(" "));
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
