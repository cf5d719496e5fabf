package org.thermograd.adapter.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.analysis.recording.Place;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.analysis.recording.Tally;
import org.thermograd.domain.analysis.recording.TrainingRecording;

/** One pass over one training.jsonl, in which the steps of all runs stand as they came. Confined to one thread; parses once. */
final class SessionTrainingParser {
    private static final Duration OLD = Duration.ofDays(1);

    private final Path file;
    private final long oldMillis;
    private final TallyBuilder tally = new TallyBuilder();
    private final TrainingEntry entry = new TrainingEntry();
    private final Map<String, TrainingEntries> runs = new TreeMap<>();

    /**
     * Prepares to parse a file.
     *
     * @param start when the session began
     */
    SessionTrainingParser(Path file, Instant start) {
        this.file = file;
        this.oldMillis = start.minus(OLD).toEpochMilli();
    }

    /**
     * The steps of all runs.
     *
     * @param runs by name; a run of which no step is usable is not there
     * @param tally what was skipped of which it is not known to which run it belongs
     */
    record Steps(SortedMap<String, TrainingRecording> runs, Tally tally) {}

    Steps parse(InputStream in) throws IOException, RecordingException {
        LineReader lines = new LineReader(file, in);
        while (lines.next()) {
            String line = lines.text();
            Place place = Place.line(lines.number());
            if (!lines.ended()) {
                tally.count(SkipRule.TORN_LAST_LINE, place);
            } else if (line.isBlank()) {
                tally.count(SkipRule.BLANK_LINE, place);
            } else {
                readLine(line, place);
            }
        }
        SortedMap<String, TrainingRecording> recordings = new TreeMap<>();
        int used = 0;
        for (Map.Entry<String, TrainingEntries> run : runs.entrySet()) {
            if (!run.getValue().isEmpty()) {
                TrainingRecording recording = run.getValue().ofSession();
                used += recording.tally().used();
                recordings.put(run.getKey(), recording);
            }
        }
        return new Steps(recordings, tally.build(used));
    }

    private void readLine(String line, Place place) throws IOException {
        Optional<SkipRule> problem = TrainingLogParser.read(line, entry);
        if (problem.isPresent()) {
            tally.count(problem.get(), place);
        } else if (entry.run().isEmpty()) {
            tally.count(SkipRule.NO_RUN, place);
        } else {
            if (entry.hasTime() && entry.epochMillis() < oldMillis) {
                tally.count(SkipRule.BEFORE_SESSION, place);
            }
            runs.computeIfAbsent(entry.run(), name -> new TrainingEntries()).add(entry, place);
        }
    }
}
