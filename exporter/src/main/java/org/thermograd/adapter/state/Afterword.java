package org.thermograd.adapter.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the log says about entries after them, once they were counted. It stands in the order of what it is about and not far behind, so
 * a second reader that is ahead of the first finds it. Confined to one thread.
 */
final class Afterword implements AutoCloseable {
    private final LogReader reader;
    private Optional<Entry> ahead = Optional.empty();
    private boolean ended;

    Afterword(Path log, long generation) throws IOException, StateException {
        this.reader = LogReader.open(log, generation);
    }

    /** Returns what is said about the frame at a place; places ascend from call to call. */
    List<Entry> about(long position) throws IOException {
        List<Entry> found = new ArrayList<>();
        while (true) {
            if (ahead.isEmpty() && !ended) {
                ahead = next();
            }
            if (ahead.isEmpty() || ahead.get().position() > position) {
                return found;
            }
            if (ahead.get().position() == position) {
                found.add(ahead.get());
            }
            ahead = Optional.empty();
        }
    }

    private Optional<Entry> next() throws IOException {
        for (Optional<byte[]> payload = reader.next(); payload.isPresent(); payload = reader.next()) {
            Optional<Entry> found = afterword(payload.get());
            if (found.isPresent()) {
                return found;
            }
        }
        ended = true;
        return Optional.empty();
    }

    /** Returns what one says that can be read; of others the first reader tells. */
    private static Optional<Entry> afterword(byte[] payload) {
        if (!Entry.isAfterword(payload)) {
            return Optional.empty();
        }
        try {
            Entry entry = Entry.of(payload);
            entry.position();
            return Optional.of(entry);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
