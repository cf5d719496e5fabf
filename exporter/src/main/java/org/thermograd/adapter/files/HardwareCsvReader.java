package org.thermograd.adapter.files;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.thermograd.domain.analysis.recording.HardwareRecording;
import org.thermograd.domain.analysis.recording.SkipRule;

/**
 * Reads the hardware CSV of a recorded session: one row per device and sample, columns bound by the names of the header.
 * Stateless and thread-safe.
 *
 * <p>A row needs {@code timestamp} (ISO-8601, without a zone it is UTC; rounded half to even to milliseconds) and
 * {@code device} ({@code cpu}, {@code gpu}, {@code gpu} with a number, {@code mobile}). An empty field is not known; so
 * is a value that cannot be read, which is counted. A row that breaks a rule is skipped and counted, see
 * {@link SkipRule}; of several rows of one device and millisecond the last one counts. A header between the rows is
 * counted, and columns are bound by it from there on.
 *
 * <p>A quoted field ends in its line. No CSV library is used because each of them reads on past the line end there, so
 * that one torn quote swallows the rows after it.
 *
 * <p>A last line without a line end may have been torn within its last field, and a torn number looks like a whole one
 * (56.5, 56., 5). So the row is used if it has all its fields, but its last one only where it cannot be mistaken, which
 * is {@code collapse}; another measured value there is taken as not known and counted, and a row that ends in its
 * timestamp or device is skipped. A file whose writer leaves out the last line end loses that one value.
 *
 * <p>A line may be 1 MiB long. Memory is bounded by that and by 64 bytes per usable row and a copy of them.
 */
public final class HardwareCsvReader {
    /** Makes a reader; it has no settings. */
    public HardwareCsvReader() {}

    /**
     * Returns the usable rows of a file.
     *
     * @throws RecordingException if the file is missing, a directory, not readable, empty, not text, has a line of more
     *     than 1 MiB, does not start with a header that holds {@code timestamp} and {@code device}, or has no usable row
     */
    public HardwareRecording read(Path file) throws RecordingException {
        requireNonNull(file, "file");
        try (InputStream in = TextInput.open(file)) {
            return read(file, in);
        } catch (IOException e) {
            throw RecordingException.unreadable(file, e);
        }
    }

    HardwareRecording read(Path file, InputStream in) throws IOException, RecordingException {
        return new HardwareCsvParser(file, TextInput.checked(file, in), CsvColumns.RECORDING).parse();
    }
}
