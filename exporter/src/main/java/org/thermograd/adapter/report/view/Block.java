package org.thermograd.adapter.report.view;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A part of a report for people, before any format: sentences, a table, more sentences. It says why where there is nothing
 * to show.
 *
 * @param title what stands above it
 * @param sentences what it comes to, a paragraph each
 * @param table the figures; without rows where there are none
 * @param shading which cells stand out
 * @param notes how to read it, one sentence each
 */
public record Block(String title, List<String> sentences, Table table, Table.Shading shading, List<String> notes) {
    private static final Table NO_TABLE = new Table(List.of(), List.of());

    public Block {
        requireNonNull(title, "title");
        requireNonNull(table, "table");
        requireNonNull(shading, "shading");
        sentences = List.copyOf(sentences);
        notes = List.copyOf(notes);
    }

    /** Returns a block that says why there is nothing to show. */
    static Block absent(String title, String reason) {
        return new Block(title, List.of(reason), NO_TABLE, Table.Shading.NONE, List.of());
    }
}
