package org.thermograd.adapter.files;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.analysis.recording.TrainingRecording;

/**
 * Reads the training log of a recorded session: a JSON array of objects, one JSON object a line, or CSV with a header that
 * names {@code timestamp_shared}, told apart by the first line that is not blank. Stateless and thread-safe.
 *
 * <p>An entry needs {@code timestamp_shared}, seconds since 1970 UTC before the year 2100, as a number or a string of
 * one; it is rounded to milliseconds. {@code grad_norm}, {@code loss}, {@code learning_rate} and {@code step} may be numbers, null, absent, one
 * of {@code NaN}, {@code Infinity}, {@code -Infinity} (bare or as a string, {@code Inf} there too), or a number as a
 * string; anything else, and an infinite {@code step}, is taken as null and counted. Other keys are ignored.
 *
 * <p>Entries are sorted by time, those of one time staying in the order of the file. One that repeats both the step and
 * the millisecond of an earlier one is skipped. Where the step then goes down at more than one in ten of the entries
 * that have one, and at least three times, two writers share the log: entries whose step is not above all before are
 * skipped. Fewer falls are restarts from a checkpoint and stay.
 *
 * <p>An array that breaks off is read up to there, a line that is no object is skipped, and both are counted, see
 * {@link SkipRule}. Memory is bounded: a line, or the way from the end of one entry of an array to that of the next, may
 * be 1 MiB, a string that is read 64 KiB, nesting 100 levels; and 56 bytes per usable entry and a copy of them.
 */
public final class TrainingLogReader {
    /** Makes a reader; it has no settings. */
    public TrainingLogReader() {}

    /**
     * Returns the usable entries of a file.
     *
     * @throws RecordingException if the file is missing, a directory, not readable, empty, not text, beyond a limit, has
     *     no usable entry, or no entry with the key {@code grad_norm}
     */
    public TrainingRecording read(Path file) throws RecordingException {
        requireNonNull(file, "file");
        try (InputStream in = TextInput.open(file)) {
            return read(file, in);
        } catch (IOException e) {
            throw RecordingException.unreadable(file, e);
        }
    }

    TrainingRecording read(Path file, InputStream in) throws IOException, RecordingException {
        BufferedInputStream text = TextInput.checked(file, in);
        TrainingLogParser parser = new TrainingLogParser(file);
        return startsWithBracket(file, text) ? parser.parseArray(text) : parser.parseLines(text);
    }

    private static boolean startsWithBracket(Path file, BufferedInputStream in) throws IOException, RecordingException {
        in.mark(LineReader.LIMIT_BYTES + 1);
        for (int read = 0; read <= LineReader.LIMIT_BYTES; read++) {
            int c = in.read();
            if (c < 0) {
                throw RecordingException.of(file, "file must hold entries, got blanks only");
            }
            if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
                in.reset();
                in.mark(0); // or all that is read from now on would stay in the buffer up to the limit
                return c == '[';
            }
        }
        throw RecordingException.of(
                file, "file must hold an entry, got " + LineReader.LIMIT_BYTES + " bytes of blanks at its start");
    }
}
