package org.thermograd.adapter.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.domain.analysis.recording.SessionFacts;

/** The new folder of a session, and how files in it are made: for others to read, never to write. */
final class SessionFolder {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String PARTIAL = ".session.json.partial";

    private static final Logger logger = LoggerFactory.getLogger(SessionFolder.class);

    private final Path folder;
    private final List<Path> madeAbove;

    private SessionFolder(Path folder, List<Path> madeAbove) {
        this.folder = folder;
        this.madeAbove = madeAbove;
    }

    /**
     * Makes a folder that was not there before, {@code <start>-<host>}, with {@code -2} and so on after it where that is
     * taken.
     *
     * @param dir where; made if it is not there
     * @param host any text; what is not fit for a file's name becomes {@code _}
     */
    static SessionFolder create(Path dir, Instant start, String host) throws IOException {
        List<Path> madeAbove = new ArrayList<>();
        for (Path above = dir.toAbsolutePath(); above != null && Files.notExists(above); above = above.getParent()) {
            madeAbove.add(above);
        }
        if (!Files.isDirectory(dir)) { // before Java 19 the call below refuses a link to a folder
            Files.createDirectories(dir);
        }
        String name = NAME.format(start) + "-" + host.replaceAll("[^A-Za-z0-9._-]", "_");
        for (int number = 1; ; number++) {
            Path folder = dir.resolve(number == 1 ? name : name + "-" + number);
            try {
                return new SessionFolder(Files.createDirectory(folder, permissions(dir, "rwxr-xr-x")), madeAbove);
            } catch (FileAlreadyExistsException e) {
                // another session began within this second: the next number
            }
        }
    }

    private static FileAttribute<?>[] permissions(Path dir, String permissions) throws IOException {
        return Files.getFileStore(dir).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    Path path() {
        return folder;
    }

    /** Removes it with its files, and what had to be made above it as far as nothing else is in it. */
    void discard() {
        try {
            for (String name : SessionFiles.ALL) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(folder.resolve(PARTIAL));
            Files.deleteIfExists(folder);
            for (Path above : madeAbove) {
                Files.deleteIfExists(above);
            }
        } catch (DirectoryNotEmptyException e) {
            // Somebody else uses it.
        } catch (IOException e) {
            logger.warn("event=discard_failed folder={}", folder, e);
        }
    }

    /** Makes a file to append to. */
    OutputStream create(String name) throws IOException {
        Path file = folder.resolve(name);
        return Channels.newOutputStream(Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND),
                permissions(folder, "rw-r--r--")));
    }

    /** Writes session.json, so that a reader never sees half of it. */
    void write(SessionFacts facts) throws IOException {
        Path partial = folder.resolve(PARTIAL);
        Files.deleteIfExists(partial);
        try (OutputStream out = create(PARTIAL)) {
            out.write(SessionJson.write(facts).getBytes(StandardCharsets.UTF_8));
        }
        Files.move(
                partial,
                folder.resolve(SessionFiles.FACTS),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
