package org.thermograd.adapter.state;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.domain.ingest.ArrivalClock;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.NotStoredException;
import org.thermograd.domain.ingest.Pusher;
import org.thermograd.domain.ingest.StepIngestor;
import org.thermograd.domain.ingest.StepSink;
import org.thermograd.domain.ingest.ToldConditions;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.training.PushResult;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;

/**
 * Writes what runs tell before it is counted and acknowledged. One thread writes: what waits is written together, and then counted in
 * the order in which it stands in the log. Thread-safe.
 */
public final class RunJournal implements StepSink, AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(RunJournal.class);
    private static final int MOST_WAITING = 1024;
    private static final long PATIENCE_SECONDS = 10;

    private final BlockingQueue<Waiting<?>> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final StepIngestor ingestor;
    private final StateFolder folder;
    private final JournalWriter writer;
    private final Thread thread;
    private final long damagedBytes;

    private RunJournal(StepIngestor ingestor, StateFolder folder, JournalWriter writer, long damagedBytes) {
        this.ingestor = ingestor;
        this.folder = folder;
        this.writer = writer;
        this.damagedBytes = damagedBytes;
        this.thread = new Thread(() -> writer.run(queue), "state");
        thread.setDaemon(true);
    }

    /** What a journal knows when it opens. */
    @SuppressWarnings("ArrayRecordComponent") // read once and never compared
    public record Opened(RunJournal journal, byte[] collapses) {}

    /**
     * Puts an ingestor that knows nothing yet to the state that a folder holds, and goes on from there.
     *
     * @param folder where; closed with the journal
     * @param ingestor counts what was written
     * @param told what the ingestor asks for conditions
     * @param config its options
     * @param clock when it is
     * @param sync when what was written is made to survive a loss of power
     * @return the journal, and the state of the collapses as it was written last; empty if none was
     * @throws StateException if the folder cannot be read or written
     */
    public static Opened open(
            StateFolder folder,
            StepIngestor ingestor,
            ToldConditions told,
            IngestConfig config,
            ArrivalClock clock,
            DataSync sync)
            throws StateException {
        requireNonNull(sync, "sync");
        try {
            long began = clock.elapsedMillis();
            OptionalLong newest = folder.newest();
            Recovery.Recovered found = newest.isPresent()
                    ? Recovery.read(folder, newest.getAsLong(), config)
                    : new Recovery.Recovered(
                            new Snapshot(
                                    clock.now(),
                                    config.maxRuns(),
                                    new StepIngestor.EndedRuns(0, 0),
                                    new byte[0],
                                    new TreeMap<>()),
                            0,
                            0,
                            0);
            Snapshot known = found.snapshot();
            ingestor.restore(known.ended());
            known.runs().forEach(ingestor::restore);
            if (found.damagedBytes() > 0) {
                logger.error(
                        "event=state_damaged bytes={} kept={}",
                        found.damagedBytes(),
                        folder.keepDamaged(newest.orElseThrow()));
            }
            if (found.tornBytes() > 0) {
                logger.warn("event=state_torn_tail bytes={} entries={}", found.tornBytes(), found.entries());
            }
            JournalWriter writer = new JournalWriter(
                    folder, ingestor, told, config.maxRuns(), clock, sync, newest.orElse(0) + 1, known.collapses());
            logger.info(
                    "event=state_restored dir={} runs={} entries={} millis={}",
                    folder.path(),
                    known.runs().size(),
                    found.entries(),
                    clock.elapsedMillis() - began);
            RunJournal journal = new RunJournal(ingestor, folder, writer, found.damagedBytes());
            journal.thread.start();
            return new Opened(journal, known.collapses());
        } catch (IOException e) {
            throw new StateException("cannot use --data-dir " + folder.path() + ": " + StateFolder.reason(e), e);
        }
    }

    @Override
    public PushResult push(RunId run, TrainingPush push, Optional<Pusher> pusher)
            throws TooManyRunsException, NotStoredException {
        Waiting<Waiting.Answer> waiting = new Waiting<>(Entry.Kind.PUSH, Entry.content(run, push), moment -> {
            try {
                return new Waiting.Answer(Optional.of(ingestor.push(run, push, pusher, moment)), Optional.empty());
            } catch (TooManyRunsException e) {
                return new Waiting.Answer(Optional.empty(), Optional.of(e));
            }
        });
        Waiting.Answer answer = await(waiting);
        if (answer.refused().isPresent()) {
            throw answer.refused().get();
        }
        return answer.result().orElseThrow();
    }

    @Override
    public boolean finish(RunId run) throws NotStoredException {
        return await(new Waiting<>(Entry.Kind.FINISH, Entry.content(run), moment -> ingestor.finish(run, moment)));
    }

    @Override
    public boolean delete(RunId run) throws NotStoredException {
        return await(new Waiting<>(Entry.Kind.DELETE, Entry.content(run), moment -> ingestor.delete(run, moment)));
    }

    /** Has the state of the collapses written, without waiting for it. */
    public void collapses(byte[] state) {
        writer.collapses(state);
        queue.offer(new Waiting<>(Entry.Kind.COLLAPSES, state, moment -> state));
    }

    private <T> T await(Waiting<T> waiting) throws NotStoredException {
        if (!isWriting() || !queue.offer(waiting)) {
            throw new NotStoredException("state is not written fast enough, or no more; try again later");
        }
        try {
            return waiting.done().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof NotStoredException notStored) {
                throw notStored;
            }
            throw new IllegalStateException(cause);
        } catch (TimeoutException e) {
            throw new NotStoredException("state must be written within " + PATIENCE_SECONDS + " s, got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotStoredException("the exporter stops", e);
        }
    }

    /** Returns where it writes. */
    Path path() {
        return folder.path();
    }

    /** Returns whether it still writes; when it does not, nothing is taken any more. */
    public boolean isWriting() {
        return thread.isAlive();
    }

    /** Returns how often writing has failed. */
    public long failures() {
        return writer.failures();
    }

    /** Returns how many bytes of the log could not be read when this opened. */
    public long damagedBytes() {
        return damagedBytes;
    }

    /** Returns how long the log is, in bytes. */
    public long logBytes() {
        return writer.logBytes();
    }

    /** Writes what waits and a last snapshot. */
    @Override
    public void close() {
        writer.stop();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        folder.close();
    }
}
