package org.thermograd.adapter.files;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.thermograd.domain.analysis.recording.HardwareRecording;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.testing.Dribble;
import org.thermograd.testing.Fuzz;

/** Fuzzes the hardware CSV of any monitor. */
public final class HardwareCsvFuzz {
    private static final Path FILE = Path.of("hardware.csv");

    private HardwareCsvFuzz() {}

    /** Runs one input. */
    public static void fuzzerTestOneInput(byte[] data) {
        Optional<HardwareRecording> recording = read(new ByteArrayInputStream(data));
        if (Dribble.isDue(data)) {
            Fuzz.requireEqual(
                    recording.map(HardwareRecording::tally),
                    read(new Dribble(data)).map(HardwareRecording::tally),
                    "what was counted whole and a few bytes at a time");
        }
        recording.ifPresent(read -> check(read.devices(), data.length));
    }

    private static Optional<HardwareRecording> read(InputStream in) {
        return Fuzz.accepted(RecordingException.class, () -> new HardwareCsvReader().read(FILE, in));
    }

    /** Fails unless the tables of devices are in order and no larger than what they were read from. */
    static void check(Map<String, SampleTable> devices, int bytes) {
        int rows = 0;
        for (SampleTable samples : devices.values()) {
            rows += samples.size();
            for (int i = 1; i < samples.size(); i++) {
                Fuzz.require(samples.epochMillis(i - 1) < samples.epochMillis(i), "rows out of order");
            }
        }
        Fuzz.require(rows <= bytes, "more rows than bytes: " + rows);
    }
}
