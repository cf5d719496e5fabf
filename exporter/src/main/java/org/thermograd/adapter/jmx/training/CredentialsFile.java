package org.thermograd.adapter.jmx.training;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.List;
import org.thermograd.adapter.secret.SecretFile;

/** A file of one user and password, in the form that the JDK's own {@code jmxremote.password} has. */
final class CredentialsFile {
    private CredentialsFile() {}

    /**
     * Returns user and password.
     *
     * @throws SourceException if the file cannot be read, its permissions are too wide ({@link SecretFile}), or it has not exactly
     *     one line of two words (empty lines and those that begin with # aside)
     */
    static String[] read(Path file) throws SourceException {
        try {
            List<String> lines = SecretFile.read(file)
                    .lines()
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
        } catch (IllegalArgumentException e) {
            throw new SourceException("credentials-file " + file + " " + e.getMessage(), e);
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
}
