package org.thermograd.adapter.http.web;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that is read as a whole. */
final class TextFile {
    private TextFile() {}

    /** Reads a text file, or says why not in a few words. */
    static String read(Path file) throws WebConfigException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new WebConfigException(file + " must be a file that is there", e);
        } catch (AccessDeniedException e) {
            throw new WebConfigException(file + " must be readable for this process", e);
        } catch (CharacterCodingException e) {
            throw new WebConfigException(file + " must be text in UTF-8", e);
        } catch (IOException e) {
            throw new WebConfigException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
