package org.thermograd.adapter.files;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.thermograd.domain.analysis.recording.TrainingRecording;
import org.thermograd.testing.Dribble;
import org.thermograd.testing.Fuzz;

/** Fuzzes training logs: an array, one object a line, or CSV. */
public final class TrainingLogFuzz {
    private static final Path FILE = Path.of("training.json");
    private static final long YEAR_2100_MILLIS = 4_102_444_800_000L;

    private TrainingLogFuzz() {}

    /** Runs one input. */
    public static void fuzzerTestOneInput(byte[] data) {
        Optional<TrainingRecording> recording = read(new ByteArrayInputStream(data));
        if (Dribble.isDue(data)) {
            Fuzz.requireEqual(
                    recording.map(TrainingRecording::tally),
                    read(new Dribble(data)).map(TrainingRecording::tally),
                    "what was counted whole and a few bytes at a time");
        }
        recording.ifPresent(read -> check(read, data.length));
    }

    private static Optional<TrainingRecording> read(InputStream in) {
        return Fuzz.accepted(RecordingException.class, () -> new TrainingLogReader().read(FILE, in));
    }

    /** Fails unless the entries of a run are in order, of a time that is one, and no more than what they were read from. */
    static void check(TrainingRecording recording, int bytes) {
        int size = recording.entries().size();
        Fuzz.require(size == recording.tally().used() && size > 0 && size <= bytes, "entries: " + size);
        for (int i = 0; i < size; i++) {
            long time = recording.entries().epochMillis(i);
            Fuzz.require(time >= 0 && time <= YEAR_2100_MILLIS, "a time of " + time);
            Fuzz.require(i == 0 || recording.entries().epochMillis(i - 1) <= time, "entries out of order");
        }
    }
}
