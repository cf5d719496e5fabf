package org.thermograd.adapter.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that lines are appended to. A write that fails may have left a part of a line, so the next one begins with a line
 * end. Confined to one thread.
 */
final class LineFile implements AutoCloseable {
    private static final int FLUSH_BYTES = 1 << 16;

    private final OutputStream out;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private int pendingLines;
    private boolean torn;
    private long lost;
    private @Nullable IOException failure;

    LineFile(OutputStream out) {
        this.out = out;
    }

    /** Adds a line, given without its end; it is in the file after {@link #flush}. */
    void add(String line) {
        pending.writeBytes(line.getBytes(StandardCharsets.UTF_8));
        pending.write('\n');
        pendingLines++;
        if (pending.size() >= FLUSH_BYTES) {
            flush();
        }
    }

    /** Writes what was added, or gives it up. */
    void flush() {
        if (pendingLines == 0) {
            return;
        }
        try {
            if (torn) {
                out.write('\n');
                torn = false;
            }
            out.write(pending.toByteArray());
            out.flush();
        } catch (IOException e) {
            torn = true;
            lost += pendingLines;
            failure = e;
        }
        pending.reset();
        pendingLines = 0;
    }

    /** Returns how many lines were given up since it was asked last; some of them may be in the file. */
    long takeLost() {
        long taken = lost;
        lost = 0;
        return taken;
    }

    /** Returns why a line was last given up. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() throws IOException {
        flush();
        out.close();
    }
}
