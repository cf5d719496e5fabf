package org.thermograd.adapter.state;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.domain.ingest.ArrivalClock;
import org.thermograd.domain.ingest.NotStoredException;
import org.thermograd.domain.ingest.StepIngestor;
import org.thermograd.domain.ingest.ToldConditions;

/**
 * The one thread that writes and counts. A snapshot is taken when the log is long or old, and soon after a run has ended, since at an end
 * more is decided than its entry tells. What it knows goes with {@link #run}; figures may be asked for by any thread.
 */
final class JournalWriter {
    private static final Logger logger = LoggerFactory.getLogger(JournalWriter.class);
    private static final int MOST_AT_ONCE = 256;
    private static final long LONGEST_LOG_BYTES = 64L * 1024 * 1024;
    private static final long SECOND_MILLIS = 1000;
    private static final long OLDEST_LOG_MILLIS = 300 * SECOND_MILLIS;
    private static final long AFTER_END_MILLIS = 5 * SECOND_MILLIS;
    private static final long AFTER_FAILURE_MILLIS = 10 * SECOND_MILLIS;
    private static final long LOOK_MILLIS = 100;

    private final StateFolder folder;
    private final StepIngestor ingestor;
    private final ToldConditions told;
    private final int maxRuns;
    private final ArrivalClock clock;
    private final LogSync sync;
    private final List<byte[]> alsoNext = new ArrayList<>();
    private LogFile log;
    private long generation;
    private long begunMillis;
    private long endsThen;
    private long triedMillis;
    private boolean failing;
    private boolean snapshotFailed;
    private volatile byte[] collapses;
    private final AtomicLong failures = new AtomicLong();
    private volatile long logBytes;
    private volatile boolean stopping;

    /** Begins a generation. */
    JournalWriter(
            StateFolder folder,
            StepIngestor ingestor,
            ToldConditions told,
            int maxRuns,
            ArrivalClock clock,
            DataSync sync,
            long generation,
            byte[] collapses)
            throws IOException {
        this.folder = folder;
        this.ingestor = ingestor;
        this.told = told;
        this.maxRuns = maxRuns;
        this.clock = clock;
        this.sync = new LogSync(sync, clock::elapsedMillis);
        this.generation = generation;
        this.collapses = collapses;
        this.log = begin(generation);
        folder.keepOnly(generation);
    }

    private LogFile begin(long number) throws IOException {
        endsThen = ingestor.ends();
        LogFile begun =
                folder.begin(number, new Snapshot(clock.now(), maxRuns, ingestor.ended(), collapses, ingestor.write()));
        begunMillis = clock.elapsedMillis();
        sync.begun();
        logBytes = begun.bytes();
        return begun;
    }

    void collapses(byte[] state) {
        collapses = state;
    }

    long failures() {
        return failures.get();
    }

    long logBytes() {
        return logBytes;
    }

    void stop() {
        stopping = true;
    }

    /** Writes until it is told to stop. */
    void run(BlockingQueue<Waiting<?>> queue) {
        List<Waiting<?>> batch = new ArrayList<>();
        try {
            while (!stopping || !queue.isEmpty()) {
                Waiting<?> first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, MOST_AT_ONCE - 1);
                    write(batch);
                    batch.clear();
                }
                syncNowAndThen();
                snapshotNowAndThen();
            }
            if (log.frames() > 0) {
                snapshot();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            // Pushes are refused from now on, and health tells.
            logger.error("event=state_writer_died", e);
            throw e;
        } finally {
            batch.addAll(queue);
            batch.forEach(one -> one.fail(new NotStoredException("state is written no more")));
            sync.close();
            closeLog(log);
        }
    }

    private void write(List<Waiting<?>> batch) {
        ArrivalClock.Moment now = clock.now();
        List<byte[]> payloads = new ArrayList<>(alsoNext);
        int also = alsoNext.size();
        batch.forEach(one -> payloads.add(one.entry(now).payload()));
        long position = log.bytes() + Frame.bytes(alsoNext);
        try {
            log.append(payloads);
            makeLast();
        } catch (IOException e) {
            failed("write", e);
            NotStoredException why =
                    new NotStoredException("state cannot be written to --data-dir: " + StateFolder.reason(e), e);
            batch.forEach(one -> one.fail(why));
            return;
        }
        if (failing) {
            failing = false;
            logger.info("event=state_write_recovered failures={}", failures);
        }
        alsoNext.clear();
        logBytes = log.bytes();
        List<byte[]> written = payloads.subList(also, payloads.size());
        for (int i = 0; i < batch.size(); i++) {
            Waiting<?> one = batch.get(i);
            byte[] answers = told.toldDuring(() -> one.count(now));
            if (one.wasRefused()) {
                alsoNext.add(new Entry(Entry.Kind.REFUSED, now, Entry.content(position)).payload());
            }
            if (answers.length > 0) {
                alsoNext.add(new Entry(Entry.Kind.ANSWERS, now, Entry.content(position, answers)).payload());
            }
            position += Frame.HEAD_BYTES + written.get(i).length;
        }
        writeAfterword();
    }

    /** Where this fails it stands before what comes next. */
    private void writeAfterword() {
        if (alsoNext.isEmpty()) {
            return;
        }
        try {
            log.append(alsoNext);
            alsoNext.clear();
            logBytes = log.bytes();
        } catch (IOException e) {
            failed("write", e);
        }
    }

    private void makeLast() throws IOException {
        try {
            sync.written(log::force);
        } catch (IOException e) {
            // What of it is on the disk nobody knows: memory holds what was acknowledged, and is written anew.
            snapshot();
            throw e;
        }
    }

    private void syncNowAndThen() {
        try {
            sync.nowAndThen(log::force);
        } catch (IOException e) {
            snapshot();
            failed("sync", e);
        }
    }

    private void snapshotNowAndThen() {
        long now = clock.elapsedMillis();
        long age = now - begunMillis;
        boolean due = log.bytes() >= LONGEST_LOG_BYTES
                || (age >= OLDEST_LOG_MILLIS && log.frames() > 0)
                || (age >= AFTER_END_MILLIS && ingestor.ends() != endsThen);
        if (due && (!snapshotFailed || now - triedMillis >= AFTER_FAILURE_MILLIS)) {
            snapshot();
        }
    }

    /** Begins a new generation; where that fails the one before goes on. */
    private void snapshot() {
        try {
            LogFile before = log;
            log = begin(generation + 1);
            generation++;
            snapshotFailed = false;
            alsoNext.clear();
            closeLog(before);
            folder.keepOnly(generation);
        } catch (IOException e) {
            triedMillis = clock.elapsedMillis();
            snapshotFailed = true;
            failed("snapshot", e);
        }
    }

    private void failed(String what, IOException e) {
        failures.incrementAndGet();
        if (!failing) {
            logger.error("event=state_{}_failed dir={}", what, folder.path(), e);
        }
        failing = true;
    }

    private static void closeLog(LogFile log) {
        try {
            log.close();
        } catch (IOException e) {
            logger.warn("event=state_close_failed", e);
        }
    }
}
