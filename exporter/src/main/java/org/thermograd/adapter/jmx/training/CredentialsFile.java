package org.thermograd.adapter.jmx.training;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A file of one user and password, in the form that the JDK's own {@code jmxremote.password} has. */
final class CredentialsFile {
    private static final Set<PosixFilePermission> OF_THE_OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private CredentialsFile() {}

    /**
     * Returns user and password.
     *
     * @throws SourceException if the file cannot be read, others than its owner may do anything with it, or it has not
     *     exactly one line of two words (empty lines and those that begin with # aside)
     */
    static String[] read(Path file) throws SourceException {
        try {
            checkOwnerOnly(file);
            List<String> lines = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
            String[] words = lines.size() == 1 ? lines.get(0).split("\\s+", 2) : new String[0];
            if (words.length != 2) {
                throw new SourceException("credentials-file " + file
                        + " must have one line of a user and a password, got " + lines.size()
                        + (lines.size() == 1 ? " line without a password" : " lines"));
            }
            return words;
        } catch (CharacterCodingException e) {
            throw new SourceException("credentials-file " + file + " must be UTF-8", e);
        } catch (SourceException e) {
            throw e;
        } catch (IOException e) {
            throw new SourceException("credentials-file " + file + " cannot be read: " + reason(e), e);
        }
    }

    /** Returns why, by the kind of the failure: its message is the name of the file once more. */
    static String reason(IOException failure) {
        return failure.getClass().getSimpleName().replaceFirst("Exception$", "");
    }

    /** Systems without such permissions have other ways, which are their administrator's. */
    private static void checkOwnerOnly(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        PosixFileAttributes attributes = view.readAttributes();
        if (!OF_THE_OWNER.containsAll(attributes.permissions())) {
            throw new SourceException("credentials-file " + file + " must be open to its owner only (chmod 600), got "
                    + PosixFilePermissions.toString(attributes.permissions()));
        }
    }
}
