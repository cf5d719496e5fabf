package org.thermograd.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.thermograd.adapter.report.Report;
import org.thermograd.adapter.report.ReportJson;
import org.thermograd.adapter.report.ReportMarkdown;

/** Writes the files of a report into a folder, each so that a reader never sees half of it. */
final class ReportFiles {
    /** The report for programs. */
    static final String JSON = "report.json";
    /** The report as a results note. */
    static final String MARKDOWN = "report.md";

    /** The names of all files. */
    static final List<String> NAMES = List.of(JSON, MARKDOWN);

    private final Path folder;

    /**
     * Prepares to write.
     *
     * @param folder made if it is missing; files of an earlier report in it are replaced
     */
    ReportFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes all files.
     *
     * @return the files, that for programs first
     * @throws CommandFailedException if one cannot be written; those before it stand
     */
    List<Path> write(Report report) throws CommandFailedException {
        List<Path> files = new ArrayList<>();
        files.add(write(JSON, ReportJson.write(report)));
        files.add(write(MARKDOWN, ReportMarkdown.write(report)));
        return files;
    }

    private Path write(String name, String text) throws CommandFailedException {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            Path partial = folder.resolve("." + ProcessHandle.current().pid() + "." + name);
            try {
                Files.writeString(partial, text, StandardCharsets.UTF_8);
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
            return file;
        } catch (IOException e) {
            throw new CommandFailedException("cannot write " + file + ": " + FileReasons.of(e), e);
        }
    }
}
