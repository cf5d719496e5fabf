package org.thermograd.adapter.http.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tells whether a file is still the same; all absent while it is not there.
 *
 * @param modified when it was written
 * @param size in bytes
 * @param key what its file system knows it by
 */
record FileStamp(
        @Nullable FileTime modified, long size, @Nullable Object key) {
    private static FileStamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            return new FileStamp(null, 0, null);
        }
    }

    static List<FileStamp> of(List<Path> files) {
        return files.stream().map(FileStamp::of).toList();
    }
}
