package org.thermograd.app.replay;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Where a replay goes: a file that appears whole, standard output, or a pipe. Confined to one thread. Closing it without
 * {@link #commit} leaves no file.
 */
final class ReplayOutput implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream out;
    private final Optional<PrintStream> standard;
    private final Path file;
    private final Optional<Path> partial;

    private ReplayOutput(OutputStream out, Optional<PrintStream> standard, Path file, Optional<Path> partial) {
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
        this.standard = standard;
        this.file = file;
        this.partial = partial;
    }

    /** Tells whether a file is standard output. */
    static boolean isStandard(Path file) {
        return file.toString().equals("-");
    }

    static ReplayOutput open(Path file, PrintStream standardOutput) throws IOException {
        if (isStandard(file)) {
            return new ReplayOutput(standardOutput, Optional.of(standardOutput), file, Optional.empty());
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return new ReplayOutput(Files.newOutputStream(file), Optional.empty(), file, Optional.empty());
        }
        Path partial = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".partial");
        OutputStream out = Files.newOutputStream(partial);
        partial.toFile().deleteOnExit();
        return new ReplayOutput(out, Optional.empty(), file, Optional.of(partial));
    }

    OutputStream stream() {
        return out;
    }

    /** Tells whether nobody reads on any more. */
    boolean isBroken() {
        return standard.filter(PrintStream::checkError).isPresent();
    }

    /** Makes what was written appear. */
    void commit() throws IOException {
        out.flush();
        if (partial.isPresent()) {
            out.close();
            Files.move(partial.get(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        if (standard.isEmpty()) {
            try {
                out.close();
            } finally {
                if (partial.isPresent()) {
                    Files.deleteIfExists(partial.get());
                }
            }
        }
    }
}
