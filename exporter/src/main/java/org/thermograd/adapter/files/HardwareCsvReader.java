package org.thermograd.adapter.files;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.analysis.recording.HardwareRecording;
import org.thermograd.domain.analysis.recording.RecordedDevice;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.series.SampleTable;

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
    private static final double MEGAHERTZ = 1e6;

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
        HardwareCsvParser parser = new HardwareCsvParser(file, TextInput.checked(file, in), CsvColumns.RECORDING);
        HardwareRecording recording = parser.parse();
        List<Set<String>> reasons =
                parser.words().stream().map(RecordedDevice::reasons).toList();
        SortedMap<String, SampleTable> devices = new TreeMap<>();
        recording.devices().forEach((name, samples) -> devices.put(name, confirmed(name, samples, reasons)));
        return new HardwareRecording(devices, recording.tally());
    }

    /** Returns the columns of a recording, and what driver or clock say of the device. */
    private static SampleTable confirmed(String device, SampleTable samples, List<Set<String>> reasons) {
        SampleTable known = inHertz(samples, SampledRun.CLOCK, CsvColumns.CLOCK_MEGAHERTZ);
        known = inHertz(known, RecordedDevice.CLOCK_MAX, CsvColumns.CLOCK_MAX_MEGAHERTZ);
        if (!device.startsWith("gpu")) {
            // The highest clock of a processor is that of few cores, and far above that of all under load.
            double[] unknown = new double[known.size()];
            Arrays.fill(unknown, Double.NaN);
            known = known.with(RecordedDevice.CLOCK_MAX, unknown);
        }
        double[] held = new RecordedDevice(known, reasons).heldBack();
        String[] others = {RecordedDevice.CLOCK_MAX, RecordedDevice.THROTTLE_REASONS};
        return Arrays.stream(held).allMatch(Double::isNaN)
                ? known.without(others)
                : known.with(SampledRun.HELD_BACK, held, others);
    }

    /** Returns a column of hertz, filled from one of megahertz where it is empty; without the latter. */
    private static SampleTable inHertz(SampleTable samples, String hertz, String megahertz) {
        double[] values = samples.column(hertz).values();
        double[] others = samples.column(megahertz).values();
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(values[i]) ? others[i] * MEGAHERTZ : values[i];
        }
        return samples.with(hertz, values, megahertz);
    }
}
