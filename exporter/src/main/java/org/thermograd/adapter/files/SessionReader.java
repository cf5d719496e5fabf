package org.thermograd.adapter.files;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.analysis.recording.HardwareRecording;
import org.thermograd.domain.analysis.recording.RecordedDevice;
import org.thermograd.domain.analysis.recording.RecordedEvents;
import org.thermograd.domain.analysis.recording.RecordedSession;
import org.thermograd.domain.analysis.recording.SessionFacts;
import org.thermograd.domain.analysis.recording.Tally;

/**
 * Reads a session from its folder, see docs/session-format.md: also one whose recorder was killed, or is recording still.
 * A last line without an end is skipped and counted in each file. training.jsonl and events.jsonl may be empty, and
 * hardware.csv may hold its header only. Stateless and thread-safe.
 *
 * <p>Memory is bounded by lines of 1 MiB, a session.json of 16 MiB, about 200 bytes per row, 100 per step and 200 per
 * event.
 */
public final class SessionReader {
    private static final int MOST_FACTS_BYTES = 16 << 20;
    private static final CsvColumns COLUMNS = new CsvColumns(
            RecordedDevice.COLUMNS.subList(0, RecordedDevice.COLUMNS.size() - 1),
            List.of(RecordedDevice.THROTTLE_REASONS),
            reasons -> true,
            CsvColumns.LastLine.SKIP);

    /** Makes a reader; it has no settings. */
    public SessionReader() {}

    /**
     * Returns the session in a folder.
     *
     * @throws RecordingException if a file is missing, not readable, not text, beyond a limit, of another schema version,
     *     or does not say what it must
     */
    public RecordedSession read(Path folder) throws RecordingException {
        requireNonNull(folder, "folder");
        if (!Files.isDirectory(folder)) {
            throw RecordingException.of(
                    folder, Files.exists(folder) ? "must be the folder of a session, got a file" : "no such folder");
        }
        SessionFacts facts = parse(folder.resolve(SessionFiles.FACTS), (file, in) -> {
            byte[] text = TextInput.checked(file, in).readNBytes(MOST_FACTS_BYTES);
            return SessionJson.read(file, text);
        });
        Hardware hardware = parse(folder.resolve(SessionFiles.HARDWARE), SessionReader::hardware);
        SessionTrainingParser.Steps steps = parse(
                folder.resolve(SessionFiles.TRAINING),
                (file, in) -> new SessionTrainingParser(file, facts.start()).parse(lines(file, in)));
        RecordedEvents events = parse(
                folder.resolve(SessionFiles.EVENTS),
                (file, in) -> new SessionEventsParser(file).parse(lines(file, in)));
        return new RecordedSession(
                folder, facts, hardware.devices(), steps.runs(), events, hardware.tally(), steps.tally());
    }

    record Hardware(SortedMap<String, RecordedDevice> devices, Tally tally) {}

    static Hardware hardware(Path file, InputStream in) throws IOException, RecordingException {
        HardwareCsvParser parser = new HardwareCsvParser(file, TextInput.checked(file, in), COLUMNS);
        HardwareRecording recording = parser.parseAny();
        List<Set<String>> reasons =
                parser.words().stream().map(RecordedDevice::reasons).toList();
        SortedMap<String, RecordedDevice> devices = new TreeMap<>();
        recording.devices().forEach((name, samples) -> devices.put(name, new RecordedDevice(samples, reasons)));
        return new Hardware(devices, recording.tally());
    }

    /** Returns the bytes of a file of lines, which may have none. */
    private static InputStream lines(Path file, InputStream in) throws IOException, RecordingException {
        return Files.size(file) == 0 ? in : TextInput.checked(file, in);
    }

    /** Makes something of the bytes of a file. */
    @FunctionalInterface
    private interface Parse<T> {
        T parse(Path file, InputStream in) throws IOException, RecordingException;
    }

    private static <T> T parse(Path file, Parse<T> parse) throws RecordingException {
        try (InputStream in = TextInput.open(file)) {
            return parse.parse(file, in);
        } catch (IOException e) {
            throw RecordingException.unreadable(file, e);
        }
    }
}
