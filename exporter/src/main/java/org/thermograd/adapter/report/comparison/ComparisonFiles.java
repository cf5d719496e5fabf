package org.thermograd.adapter.report.comparison;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.thermograd.adapter.report.ReportFileException;
import org.thermograd.adapter.report.WholeFile;
import org.thermograd.domain.analysis.comparison.ComparisonConfig;
import org.thermograd.domain.analysis.comparison.RunComparison;

/** Writes the files of a comparison. */
public final class ComparisonFiles {
    private static final String JSON = "comparison.json";
    private static final String MARKDOWN = "comparison.md";
    private static final String HTML = "comparison.html";

    private ComparisonFiles() {}

    /**
     * Writes them.
     *
     * @param folder made if it is missing; files of an earlier comparison in it are replaced
     * @return the path of the first and the names of the others
     * @throws ReportFileException if one cannot be written
     */
    public static String write(Path folder, RunComparison comparison, ComparisonConfig config)
            throws ReportFileException {
        Path first = write(folder, JSON, ComparisonJson.write(comparison, config));
        write(folder, MARKDOWN, ComparisonMarkdown.write(comparison, config));
        write(folder, HTML, ComparisonHtml.write(comparison, config));
        return first + ", " + MARKDOWN + ", " + HTML;
    }

    private static Path write(Path folder, String name, String text) throws ReportFileException {
        return WholeFile.write(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }
}
