package org.thermograd.adapter.linux;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A file of the kernel that is read again and again, which makes it anew each time. It stays open, since opening costs
 * more than reading; after a read that failed it is opened anew. Confined to one thread at a time.
 */
final class KernelFile implements AutoCloseable {
    private final Path path;
    private @Nullable FileChannel channel;

    KernelFile(Path path) {
        this.path = path;
    }

    /** Reads it to its end. */
    void readWhole(Contents into) throws IOException {
        read(into, true);
    }

    /** Reads it to its end, and returns whether there is such a file. */
    boolean readWholeIfThere(Contents into) throws IOException {
        try {
            readWhole(into);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Reads it, if it can be read, and returns whether it could. One read: enough for a file of one value or table. */
    boolean readOnce(Contents into) {
        try {
            read(into, false);
            return true;
        } catch (IOException e) {
            return false; // absent, or not for this user, or the device behind it does not answer
        }
    }

    /** Returns the number that it holds; nothing where it cannot be read or holds anything else. */
    OptionalLong value(Contents into) {
        return readOnce(into) ? into.value() : OptionalLong.empty();
    }

    private void read(Contents into, boolean whole) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open = FileChannel.open(path, StandardOpenOption.READ);
            channel = open;
        }
        try {
            into.read(path, open, whole);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Nothing was written, and it is opened anew if it is read again.
            }
        }
    }
}
