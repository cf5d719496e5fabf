package org.thermograd.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.thermograd.testing.Checkout;

/** A page of the documentation, as far as tests look at it: headings, tables and code spans. Immutable. */
final class Page {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CELL_BORDER = Pattern.compile("(?<!\\\\)\\|");

    private final Path file;
    private final List<String> lines;

    private Page(Path file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Reads a page of the folder {@code docs}. */
    static Page of(String name) {
        return of(Checkout.root().resolve("docs").resolve(name));
    }

    static Page of(Path file) {
        try {
            return new Page(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file() {
        return file;
    }

    String text() {
        return String.join("\n", lines);
    }

    /** Returns the words of all headings, of any level. */
    List<String> headings() {
        List<String> headings = new ArrayList<>();
        boolean fenced = false;
        for (String line : lines) {
            fenced ^= line.startsWith("```");
            if (!fenced && line.startsWith("#")) {
                headings.add(line.replaceFirst("^#+ ", ""));
            }
        }
        return headings;
    }

    /** Returns the anchors of the headings, as GitHub makes them. */
    List<String> anchors() {
        List<String> anchors = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String heading : headings()) {
            String slug = heading.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            int before = seen.merge(slug, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? slug : slug + "-" + before);
        }
        return anchors;
    }

    /**
     * Returns the rows of the first table below a heading, without its header: the cells as they are written.
     *
     * @throws IllegalArgumentException if there is no such heading, or no table below it
     */
    List<List<String>> table(String heading) {
        return tables(heading).get(0);
    }

    /** Returns all tables between a heading and the next one. */
    List<List<List<String>>> tables(String heading) {
        int at = 0;
        while (at < lines.size() && !lines.get(at).matches("#+ " + Pattern.quote(heading))) {
            at++;
        }
        List<List<List<String>>> tables = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (at++; at < lines.size() && !lines.get(at).startsWith("#"); at++) {
            if (lines.get(at).startsWith("|")) {
                block.add(lines.get(at));
            } else if (!block.isEmpty()) {
                tables.add(rows(block));
                block.clear();
            }
        }
        if (!block.isEmpty()) {
            tables.add(rows(block));
        }
        if (tables.isEmpty()) {
            throw new IllegalArgumentException(file + " must have a table below \"" + heading + "\", got none");
        }
        return tables;
    }

    private static List<List<String>> rows(List<String> block) {
        return block.stream().skip(2).map(Page::cells).toList();
    }

    private static List<String> cells(String row) {
        String inner = row.substring(1, row.lastIndexOf('|'));
        return CELL_BORDER.splitAsStream(inner).map(String::strip).toList();
    }

    /** Returns the code spans of a cell, without their marks. */
    static List<String> code(String cell) {
        Matcher matcher = CODE.matcher(cell);
        List<String> spans = new ArrayList<>();
        while (matcher.find()) {
            spans.add(matcher.group(1));
        }
        return spans;
    }

    /** Returns the code spans in the first column of a table. */
    static List<String> names(List<List<String>> table) {
        return table.stream().flatMap(row -> code(row.get(0)).stream()).toList();
    }
}
