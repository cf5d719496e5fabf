package org.thermograd.adapter.report;

import java.util.List;
import java.util.Optional;
import org.thermograd.adapter.report.figure.Drawing;
import org.thermograd.adapter.report.figure.Ink;
import org.thermograd.adapter.report.figure.Pen;
import org.thermograd.adapter.report.figure.Png;
import org.thermograd.adapter.report.figure.Shape.Weight;
import org.thermograd.adapter.report.figure.Svg;
import org.thermograd.adapter.report.view.Headline;
import org.thermograd.domain.analysis.finding.LagHistogram;
import org.thermograd.domain.analysis.report.Report;

/** A report as one figure, fit for print: the answer, the lag histogram, and when spikes and collapses came. */
final class ReportFigure {
    private static final double WIDTH = 720;
    private static final double MARGIN = 20;
    private static final double ANSWER_SIZE = 15;
    private static final double TEXT_SIZE = 12;

    private ReportFigure() {}

    /** Returns the figure as the text of an SVG file. */
    public static String svg(Report report) {
        return Svg.file(drawing(report));
    }

    /** Returns the figure as the bytes of a PNG file; what {@link Png} needs of Java, and how it fails, is said there. */
    public static byte[] png(Report report) {
        return Png.file(drawing(report));
    }

    static Drawing drawing(Report report) {
        Pen pen = new Pen();
        double width = WIDTH - 2 * MARGIN;
        pen.move(MARGIN / 2);
        Headline.notice(report)
                .ifPresent(notice -> pen.paragraph(MARGIN, width, notice, Weight.BOLD, TEXT_SIZE, Ink.SPIKE));
        List<String> sentences = Headline.sentences(report);
        for (int i = 0; i < sentences.size(); i++) {
            boolean verdict = i == sentences.size() - 1;
            pen.paragraph(
                    MARGIN, width, sentences.get(i), verdict ? Weight.BOLD : Weight.NORMAL, ANSWER_SIZE, Ink.TEXT);
            pen.move(4);
        }
        pen.paragraph(MARGIN, width, Headline.counts(report) + ".", Weight.NORMAL, TEXT_SIZE, Ink.MUTED);
        pen.move(MARGIN);
        Optional<LagHistogram> histogram = report.findings().lagHistogram();
        if (histogram.isPresent()) {
            LagFigure.draw(report, histogram.get(), WIDTH, pen);
            pen.move(LagFigure.HEIGHT);
        } else {
            pen.paragraph(MARGIN, width, LagFigure.ABSENT, Weight.NORMAL, TEXT_SIZE, Ink.MUTED);
            pen.move(MARGIN);
        }
        EventStrip.draw(report, WIDTH, pen);
        pen.paragraph(
                MARGIN, width, "Made " + report.generated() + ". Times are UTC.", Weight.NORMAL, TEXT_SIZE, Ink.MUTED);
        pen.move(MARGIN);
        String title = sentences.get(sentences.size() - 1);
        String description = histogram
                .map(found -> String.join(" ", LagFigure.sentences(found)))
                .orElse(LagFigure.ABSENT);
        return new Drawing(WIDTH, Math.ceil(pen.moved()), title, description, pen.shapes());
    }
}
