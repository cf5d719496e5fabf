package org.thermograd.adapter.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Drawings as PNG, with the colors of paper, two pixels for each of the drawing's. It needs the module
 * {@code java.desktop} and a font, which not every Java has: whoever calls it has to expect a {@link LinkageError}, an
 * {@link InternalError} or a {@link RuntimeException} of the JDK. Stateless and thread-safe.
 */
public final class Png {
    private static final int SCALE = 2;
    private static final float[] DASHES = {6, 4};

    private final Graphics2D graphics;

    private Png(Graphics2D graphics) {
        this.graphics = graphics;
    }

    /** Returns a drawing as the bytes of a PNG file. */
    public static byte[] file(Drawing drawing) {
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(SCALE * drawing.width()),
                (int) Math.ceil(SCALE * drawing.height()),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.scale(SCALE, SCALE);
            Png png = new Png(graphics);
            png.add(new Shape.Box(0, 0, drawing.width(), drawing.height(), Ink.PAPER));
            drawing.shapes().forEach(png::add);
        } finally {
            graphics.dispose();
        }
        return bytes(image);
    }

    private static byte[] bytes(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IllegalStateException("this Java has no writer of PNG");
            }
        } catch (IOException e) {
            throw new IllegalStateException("an array of bytes must take them", e);
        }
        return bytes.toByteArray();
    }

    private void add(Shape shape) {
        graphics.setColor(new Color(shape.ink().rgb()));
        if (shape instanceof Shape.Box box) {
            graphics.fill(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
        } else if (shape instanceof Shape.Area area) {
            Path2D path = path(area.corners());
            path.closePath();
            graphics.fill(path);
        } else if (shape instanceof Shape.Line line) {
            boolean dashed = line.stroke() == Shape.Stroke.DASHED;
            graphics.setStroke(new BasicStroke(
                    (float) line.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashed ? DASHES : null, 0));
            graphics.draw(path(line.points()));
        } else if (shape instanceof Shape.Text words) {
            add(words);
        }
    }

    private void add(Shape.Text words) {
        int style = words.weight() == Shape.Weight.BOLD ? Font.BOLD : Font.PLAIN;
        graphics.setFont(new Font(Font.SANS_SERIF, style, 1).deriveFont((float) words.size()));
        double width = graphics.getFontMetrics().stringWidth(words.words());
        double before = switch (words.anchor()) {
            case START -> 0;
            case MIDDLE -> width / 2;
            case END -> width;
        };
        graphics.drawString(words.words(), (float) (words.at().x() - before), (float)
                words.at().y());
    }

    private static Path2D path(List<Shape.Point> points) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < points.size(); i++) {
            if (i == 0) {
                path.moveTo(points.get(i).x(), points.get(i).y());
            } else {
                path.lineTo(points.get(i).x(), points.get(i).y());
            }
        }
        return path;
    }
}
