package org.thermograd.adapter.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.adapter.report.json.ReportJson;
import org.thermograd.domain.ParallelPart;
import org.thermograd.domain.analysis.report.Report;

/** Writes the files of a report into a folder, each so that a reader never sees half of it. */
public final class ReportFiles {
    /** The report for programs. */
    public static final String JSON = "report.json";
    /** The report as a results note. */
    static final String MARKDOWN = "report.md";
    /** The report as a page. */
    public static final String HTML = "report.html";
    /** The report as a figure. */
    static final String SVG = "report.svg";
    /** The same in pixels. */
    static final String PNG = "report.png";

    /** The names of all files. */
    public static final List<String> NAMES = List.of(JSON, MARKDOWN, HTML, SVG, PNG);

    private static final Logger logger = LoggerFactory.getLogger(ReportFiles.class);

    private final Path folder;

    /**
     * Prepares to write.
     *
     * @param folder made if it is missing; files of an earlier report in it are replaced
     */
    public ReportFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes all files.
     *
     * @return the files, that for programs first, without the figure in pixels, which not every Java can draw
     * @throws ReportFileException if one cannot be written; those before it stand
     */
    public List<Path> write(Report report) throws ReportFileException {
        ParallelPart<Optional<byte[]>, RuntimeException> png = ParallelPart.start(() -> png(report));
        ParallelPart<String, RuntimeException> page = ParallelPart.start(() -> ReportHtml.write(report));
        List<Path> files = new ArrayList<>();
        files.add(write(JSON, ReportJson.write(report)));
        files.add(write(MARKDOWN, ReportMarkdown.write(report)));
        String figure = ReportFigure.svg(report);
        files.add(write(HTML, page.join()));
        files.add(write(SVG, figure));
        Optional<byte[]> drawn = png.join();
        if (drawn.isPresent()) {
            write(PNG, drawn.get());
        }
        return files;
    }

    /** Draws the figure with what the Java in use has; some have no fonts, or nothing to draw with. */
    private static Optional<byte[]> png(Report report) {
        try {
            return Optional.of(ReportFigure.png(report));
        } catch (LinkageError | InternalError | RuntimeException e) {
            logger.info("event=no_png reason=\"this Java cannot draw\" detail=\"{}\"", e.toString());
            return Optional.empty();
        }
    }

    private Path write(String name, String text) throws ReportFileException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path write(String name, byte[] content) throws ReportFileException {
        return WholeFile.write(folder, name, content);
    }
}
