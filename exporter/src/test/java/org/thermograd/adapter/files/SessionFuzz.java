package org.thermograd.adapter.files;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.thermograd.domain.analysis.recording.RecordedEvents;
import org.thermograd.domain.analysis.recording.SessionFacts;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.testing.Dribble;
import org.thermograd.testing.Fuzz;

/** Fuzzes the files of a session. The first byte says which: {@code f}acts, {@code h}ardware, {@code t}raining, {@code e}vents. */
public final class SessionFuzz {
    private static final Path FILE = Path.of("session");
    private static final Instant START = Instant.parse("2026-11-22T10:36:00Z");

    private SessionFuzz() {}

    /** Runs one input. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        byte[] text = Arrays.copyOfRange(data, 1, data.length);
        switch (data[0]) {
            case 'f' -> facts(text);
            case 'h' -> hardware(text);
            case 't' -> training(text);
            case 'e' -> events(text);
            default -> {
                // None of the files.
            }
        }
    }

    private static void facts(byte[] text) {
        Optional<SessionFacts> facts = readFacts(text);
        if (facts.isPresent()) {
            byte[] written = SessionJson.write(facts.get()).getBytes(StandardCharsets.UTF_8);
            Fuzz.requireEqual(readFacts(written).orElseThrow(), facts.get(), "facts and what was written of them");
        }
    }

    private static Optional<SessionFacts> readFacts(byte[] text) {
        return Fuzz.accepted(RecordingException.class, () -> SessionJson.read(FILE, text));
    }

    private static void hardware(byte[] text) {
        both(text, in -> Fuzz.accepted(RecordingException.class, () -> SessionReader.hardware(FILE, in)))
                .ifPresent(hardware -> {
                    SortedMap<String, SampleTable> samples = new TreeMap<>();
                    hardware.devices().forEach((name, device) -> {
                        samples.put(name, device.samples());
                        for (int row = 0; row < device.samples().size(); row++) {
                            device.throttleReasons(row);
                        }
                    });
                    HardwareCsvFuzz.check(samples, text.length);
                });
    }

    private static void training(byte[] text) {
        both(
                        text,
                        in -> Fuzz.accepted(
                                RecordingException.class, () -> new SessionTrainingParser(FILE, START).parse(in)))
                .ifPresent(steps -> steps.runs().values().forEach(run -> TrainingLogFuzz.check(run, text.length)));
    }

    private static void events(byte[] text) {
        Optional<RecordedEvents> events = both(
                text, in -> Fuzz.accepted(RecordingException.class, () -> new SessionEventsParser(FILE).parse(in)));
        Fuzz.require(events.stream().allMatch(read -> read.tally().used() <= text.length), "more events than bytes");
    }

    /** Returns what a file is, whether it comes whole or a few bytes at a time. */
    private static <T> Optional<T> both(byte[] text, Function<InputStream, Optional<T>> read) {
        Optional<T> whole = read.apply(new ByteArrayInputStream(text));
        if (Dribble.isDue(text)) {
            Fuzz.requireEqual(
                    whole.isPresent(), read.apply(new Dribble(text)).isPresent(), "whole and a few bytes at a time");
        }
        return whole;
    }
}
