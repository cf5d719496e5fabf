package org.thermograd.adapter.state;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.domain.ingest.NotStoredException;

/**
 * What groups of the Pushgateway protocol pushed, entry by entry, in a file of its own beside the state of runs. It is written anew as
 * one of all that is held when it has grown long: the new file gets its name when it is whole. Thread-safe.
 */
public final class GroupLog implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(GroupLog.class);
    private static final Pattern FILE = Pattern.compile("groups-(\\d{1,18})");
    private static final long SHORT_BYTES = 4L * 1024 * 1024;
    private static final int TIMES_ITS_START = 4;

    private final Path dir;
    private final DataSync sync;

    @GuardedBy("this")
    private Optional<LogFile> log = Optional.empty();

    @GuardedBy("this")
    private long generation;

    @GuardedBy("this")
    private long startBytes;

    @GuardedBy("this")
    private boolean unsynced;

    private GroupLog(Path dir, DataSync sync, long generation) {
        this.dir = dir;
        this.sync = sync;
        this.generation = generation;
    }

    /**
     * Reads what there is. Before anything can be written, {@link #rewrite} has to be called.
     *
     * @param folder where; the caller holds it
     * @param sync when what was written is made to survive a loss of power
     * @param reader takes each entry, in their order
     * @throws StateException if it cannot be read, or is of another version
     */
    public static GroupLog open(StateFolder folder, DataSync sync, Consumer<byte[]> reader) throws StateException {
        requireNonNull(sync, "sync");
        Path dir = folder.path();
        try {
            OptionalLong newest = newest(dir);
            if (newest.isPresent()) {
                read(file(dir, newest.getAsLong()), newest.getAsLong(), reader);
            }
            return new GroupLog(dir, sync, newest.orElse(0));
        } catch (IOException e) {
            throw new StateException("cannot read --data-dir " + dir + ": " + StateFolder.reason(e), e);
        }
    }

    private static void read(Path file, long generation, Consumer<byte[]> reader) throws IOException, StateException {
        try (LogReader log = LogReader.open(file, generation)) {
            for (Optional<byte[]> entry = log.next(); entry.isPresent(); entry = log.next()) {
                reader.accept(entry.get());
            }
            if (log.damagedBytes() > 0) {
                Path kept = file.resolveSibling(file.getFileName() + ".damaged");
                Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
                logger.error("event=groups_damaged bytes={} kept={}", log.damagedBytes(), kept);
            }
            if (log.tornBytes() > 0) {
                logger.warn("event=groups_torn_tail bytes={}", log.tornBytes());
            }
        }
    }

    private static OptionalLong newest(Path dir) throws IOException {
        try (Stream<Path> all = Files.list(dir)) {
            return all.map(path -> FILE.matcher(path.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToLong(name -> Long.parseLong(name.group(1)))
                    .max();
        }
    }

    private static Path file(Path dir, long generation) {
        return dir.resolve("groups-" + generation);
    }

    /**
     * Writes an entry.
     *
     * @throws NotStoredException if that fails; the log is as it was then
     */
    public synchronized void append(byte[] entry) throws NotStoredException {
        LogFile open = log.orElseThrow(() -> new NotStoredException("groups are written no more"));
        try {
            open.append(List.of(entry));
            unsynced = true;
            if (sync == DataSync.ALWAYS) {
                force();
            }
        } catch (IOException e) {
            throw notStored(e);
        }
    }

    private NotStoredException notStored(IOException e) {
        return new NotStoredException("groups cannot be written to --data-dir: " + StateFolder.reason(e), e);
    }

    /** Tells whether it has grown long. */
    public synchronized boolean isLong() {
        return log.filter(one -> one.bytes() > Math.max(SHORT_BYTES, TIMES_ITS_START * startBytes))
                .isPresent();
    }

    /**
     * Begins it anew.
     *
     * @param entries all that is held
     * @throws NotStoredException if that fails; the log is as it was then
     */
    public synchronized void rewrite(List<byte[]> entries) throws NotStoredException {
        long next = generation + 1;
        Path fresh = dir.resolve("groups-" + next + ".new");
        try {
            LogFile begun = LogFile.create(fresh, next);
            try {
                begun.append(entries);
                begun.force();
                Files.move(fresh, file(dir, next), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                begun.close();
                Files.deleteIfExists(fresh);
                throw e;
            }
            close();
            Files.deleteIfExists(file(dir, generation));
            generation = next;
            startBytes = begun.bytes();
            log = Optional.of(begun);
        } catch (IOException e) {
            throw notStored(e);
        }
    }

    /** Makes what was written survive a loss of power, where that is to be done now and then. */
    public synchronized void sync() {
        if (sync == DataSync.INTERVAL && unsynced) {
            try {
                force();
            } catch (IOException e) {
                logger.error("event=groups_sync_failed dir={}", dir, e);
            }
        }
    }

    private synchronized void force() throws IOException {
        if (log.isPresent()) {
            log.get().force();
            unsynced = false;
        }
    }

    /** Writes no more. */
    @Override
    public synchronized void close() {
        try {
            force();
            if (log.isPresent()) {
                log.get().close();
            }
        } catch (IOException e) {
            logger.warn("event=groups_close_failed", e);
        }
        log = Optional.empty();
    }
}
