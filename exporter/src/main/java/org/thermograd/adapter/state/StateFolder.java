package org.thermograd.adapter.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one exporter, which no other process uses at the same time. In it a generation is a snapshot and the log of what came
 * after it; there is one, and for moments two. A snapshot gets its name last, so that whichever has one is whole and has its log.
 */
public final class StateFolder implements AutoCloseable {
    private static final Pattern FILE = Pattern.compile("(snapshot|log)-(\\d{1,18})(\\.new)?");

    private final Path dir;
    private final FileChannel lockFile;
    private final FileLock lock;

    private StateFolder(Path dir, FileChannel lockFile, FileLock lock) {
        this.dir = dir;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Takes a folder, and makes it where there is none.
     *
     * @throws StateException if it cannot be written, or another process has it
     */
    public static StateFolder open(Path dir) throws StateException {
        FileChannel file;
        try {
            Files.createDirectories(dir);
            file = FileChannel.open(dir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new StateException("cannot write to --data-dir " + dir + ": " + reason(e), e);
        }
        try {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return new StateFolder(dir, file, lock);
            }
            file.close();
        } catch (OverlappingFileLockException | IOException e) {
            closeQuietly(file);
            throw new StateException("cannot lock --data-dir " + dir + ": " + reason(e), e);
        }
        throw new StateException("cannot use --data-dir " + dir + ": another exporter uses it");
    }

    /** Returns why a file cannot be used, for people. */
    static String reason(Exception e) {
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no file " + e.getMessage();
        }
        return e instanceof OverlappingFileLockException
                ? "this process uses it already"
                : String.valueOf(e.getMessage());
    }

    private static void closeQuietly(FileChannel file) {
        try {
            file.close();
        } catch (IOException e) {
            // The lock goes with the process.
        }
    }

    /** Returns where it is. */
    public Path path() {
        return dir;
    }

    /** Returns the newest generation that is whole, nothing where there is none. */
    OptionalLong newest() throws IOException {
        return files().stream()
                .filter(file -> file.isSnapshot() && !file.isNew())
                .mapToLong(StateFile::generation)
                .max();
    }

    Path snapshot(long generation) {
        return dir.resolve("snapshot-" + generation);
    }

    Path log(long generation) {
        return dir.resolve("log-" + generation);
    }

    /**
     * Makes a generation out of a snapshot, and returns its log, which is empty.
     *
     * @throws IOException if that fails; the generation before is as it was then
     */
    LogFile begin(long generation, Snapshot snapshot) throws IOException {
        Path fresh = dir.resolve("snapshot-" + generation + ".new");
        LogFile log = LogFile.create(log(generation), generation);
        try {
            snapshot.write(fresh);
            Files.move(fresh, snapshot(generation), StandardCopyOption.ATOMIC_MOVE);
            forceNames();
            return log;
        } catch (IOException e) {
            log.close();
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(log(generation));
            throw e;
        }
    }

    /** Makes names survive a loss of power, where the system can. */
    private void forceNames() {
        try (FileChannel folder = FileChannel.open(dir, StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // Windows opens no folder.
        }
    }

    /** Keeps a log that was damaged beside the others. */
    Path keepDamaged(long generation) throws IOException {
        Path kept = dir.resolve("log-" + generation + ".damaged");
        return Files.move(log(generation), kept, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes every generation but one. */
    void keepOnly(long generation) throws IOException {
        for (StateFile file : files()) {
            if (file.generation() != generation || file.isNew()) {
                Files.deleteIfExists(file.path());
            }
        }
    }

    private record StateFile(Path path, long generation, boolean isSnapshot, boolean isNew) {}

    private List<StateFile> files() throws IOException {
        List<StateFile> found = new ArrayList<>();
        try (Stream<Path> all = Files.list(dir)) {
            for (Path path : all.toList()) {
                Matcher name = FILE.matcher(path.getFileName().toString());
                if (name.matches()) {
                    found.add(new StateFile(
                            path,
                            Long.parseLong(name.group(2)),
                            name.group(1).equals("snapshot"),
                            name.group(3) != null));
                }
            }
        }
        return found;
    }

    /** Lets another process have it. */
    @Override
    public void close() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            // The lock goes with the process.
        }
    }
}
