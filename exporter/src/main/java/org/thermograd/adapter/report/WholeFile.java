package org.thermograd.adapter.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file so that a reader never sees half of it. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a file, in place of one of that name.
     *
     * @param folder made if it is missing
     * @return the file
     * @throws ReportFileException if it cannot be written
     */
    public static Path write(Path folder, String name, byte[] content) throws ReportFileException {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(folder);
            Path partial = folder.resolve("." + ProcessHandle.current().pid() + "." + name);
            try {
                Files.write(partial, content);
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
            return file;
        } catch (IOException e) {
            throw new ReportFileException(file, e);
        }
    }
}
