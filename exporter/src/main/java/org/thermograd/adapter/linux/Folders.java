package org.thermograd.adapter.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Looks into folders of the kernel, seldom: for what is found once and kept. Whatever cannot be read is absent. */
final class Folders {
    private static final Comparator<Path> BY_NUMBER =
            Comparator.<Path>comparingInt(path -> name(path).length()).thenComparing(Folders::name);

    private Folders() {}

    /** Returns the entries of a folder whose name fits, those with shorter names first, so that 2 comes before 10. */
    static List<Path> list(Path folder, Pattern names) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                folder, entry -> names.matcher(name(entry)).matches())) {
            entries.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        found.sort(BY_NUMBER);
        return List.copyOf(found);
    }

    /** Returns what a file holds, without space around; nothing where that is nothing. */
    static Optional<String> text(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip())
                    .filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns the number that a file holds. */
    static OptionalLong number(Path file) {
        Optional<String> text = text(file);
        try {
            return text.isPresent() ? OptionalLong.of(Long.parseLong(text.get())) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Returns the name of what a link leads to: in these folders the device or driver behind something. */
    static Optional<String> target(Path link) {
        try {
            return Optional.of(name(link.toRealPath()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns the last name of a path. */
    static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
