package org.thermograd.adapter.state;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.domain.ingest.ArrivalClock;
import org.thermograd.domain.ingest.ArrivalClock.Moment;
import org.thermograd.domain.ingest.ConditionAnswers;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.StepIngestor;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.ingest.TooManyRunsException;

/**
 * Puts together what a generation tells: the snapshot, and what the log says happened after it, counted again by an ingestor that nobody
 * hears, at the moments of then. Confined to one thread.
 */
final class Recovery {
    private static final Logger logger = LoggerFactory.getLogger(Recovery.class);

    private final StepIngestor ingestor;
    private final int maxRuns;
    private final ConditionAnswers answers = new ConditionAnswers();
    private Moment moment;
    private byte[] collapses;
    private long unreadable;

    private Recovery(Snapshot snapshot, IngestConfig config) {
        // What ended has made room when the log was written, by when it really ended.
        IngestConfig then = config.withMaxRuns(snapshot.maxRuns()).withEndedStay(Duration.ZERO);
        this.moment = snapshot.moment();
        this.maxRuns = snapshot.maxRuns();
        this.collapses = snapshot.collapses();
        this.ingestor = new StepIngestor(then, ArrivalClock.of(() -> Instant.EPOCH), StepListener.NONE, answers);
        ingestor.restore(snapshot.ended());
        snapshot.runs().forEach((run, state) -> ingestor.restore(run, state, moment));
    }

    /**
     * What was found.
     *
     * @param snapshot all that is known, as of the end of the log
     * @param entries how many entries the log had
     * @param tornBytes how many bytes after the last whole entry were left out: what was being written
     * @param damagedBytes how many bytes between entries, or of entries, cannot be read
     */
    record Recovered(Snapshot snapshot, long entries, long tornBytes, long damagedBytes) {}

    /**
     * Reads a generation.
     *
     * @throws StateException if its snapshot is damaged, or something is of another version
     */
    static Recovered read(StateFolder folder, long generation, IngestConfig config) throws IOException, StateException {
        Path snapshotPath = folder.snapshot(generation);
        Snapshot snapshot = Snapshot.read(snapshotPath);
        Recovery recovery;
        try {
            recovery = new Recovery(snapshot, config);
        } catch (IllegalArgumentException e) {
            throw new StateException(snapshotPath + ": " + e.getMessage() + "; move the folder away to begin anew", e);
        }
        return recovery.replay(folder.log(generation), generation);
    }

    private Recovered replay(Path log, long generation) throws IOException, StateException {
        try (LogReader reader = LogReader.open(log, generation);
                Afterword afterword = new Afterword(log, generation)) {
            long entries = 0;
            for (Optional<byte[]> payload = reader.next(); payload.isPresent(); payload = reader.next()) {
                List<Entry> afterwards = afterword.about(reader.frameStart());
                try {
                    apply(payload.get(), afterwards);
                } catch (IOException | IllegalArgumentException e) {
                    if (unreadable == 0) {
                        logger.error("event=state_entry_unreadable first_at={}", reader.frameStart(), e);
                    }
                    unreadable += Frame.HEAD_BYTES + payload.get().length;
                }
                entries++;
            }
            Snapshot all = new Snapshot(moment, maxRuns, ingestor.ended(), collapses, ingestor.write());
            return new Recovered(all, entries, reader.tornBytes(), reader.damagedBytes() + unreadable);
        }
    }

    /** Counts an entry, or throws before anything of it is counted. */
    private void apply(byte[] payload, List<Entry> afterwards) throws IOException {
        Entry entry = Entry.of(payload);
        boolean refused = false;
        answers.read(new byte[0]);
        for (Entry about : afterwards) {
            refused |= about.kind() == Entry.Kind.REFUSED;
            if (about.kind() == Entry.Kind.ANSWERS) {
                answers.read(about.answers());
            }
        }
        Moment then = entry.moment();
        switch (entry.kind()) {
            case PUSH -> {
                if (!refused) {
                    push(entry, then, payload.length);
                }
            }
            case FINISH -> ingestor.finish(entry.run(), then);
            case DELETE -> ingestor.delete(entry.run(), then);
            case COLLAPSES -> collapses = entry.content();
            case REFUSED, ANSWERS -> entry.position();
        }
        moment = then;
    }

    private void push(Entry entry, Moment then, int bytes) throws IOException {
        Entry.Pushed pushed = entry.pushed();
        try {
            ingestor.push(pushed.run(), pushed.push(), Optional.empty(), then);
        } catch (TooManyRunsException e) {
            unreadable += bytes;
            logger.error("event=state_push_lost run={}", pushed.run(), e);
        }
    }
}
