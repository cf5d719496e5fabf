package org.thermograd.adapter.report;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** A file of a report cannot be written. */
public final class ReportFileException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final IOException reason;

    ReportFileException(Path file, IOException reason) {
        super(file + ": " + reason.getMessage(), reason);
        this.file = requireNonNull(file, "file");
        this.reason = reason;
    }

    /** Returns the file. */
    public Path file() {
        return file;
    }

    /** Returns why it cannot be written. */
    public IOException reason() {
        return reason;
    }
}
