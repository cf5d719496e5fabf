package org.thermograd.adapter.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file with a secret. Its permissions are looked at as ssh looks at those of a key: one that belongs to the user of this process
 * is closed to group and others. One of somebody else, as systems that hand out secrets mount it, may be read by others, since
 * that is how this process reads it, but not written.
 */
public final class SecretFile {
    private static final Set<PosixFilePermission> FOREIGN_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private SecretFile() {}

    /**
     * Reads the text of a file.
     *
     * @throws IllegalArgumentException if its permissions break the rule
     */
    public static String read(Path file) throws IOException {
        check(file, ProcessHandle.current().info().user());
        return Files.readString(file);
    }

    /**
     * Checks the permissions, where the file system has any.
     *
     * @param user whose process this is; empty where the user has no name, and owns no file then
     */
    static void check(Path file, Optional<String> user) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        boolean own = user.filter(Files.getOwner(file).getName()::equals).isPresent();
        if (own && permissions.stream().anyMatch(one -> !one.name().startsWith("OWNER_"))) {
            throw refused(
                    "must be closed to group and others, as it belongs to the user of this process (chmod 600)",
                    permissions);
        }
        if (permissions.stream().anyMatch(FOREIGN_WRITE::contains)) {
            throw refused("must not be writable for group or others (chmod go-w)", permissions);
        }
    }

    private static IllegalArgumentException refused(String rule, Set<PosixFilePermission> permissions) {
        return new IllegalArgumentException(rule + ", got " + PosixFilePermissions.toString(permissions));
    }
}
