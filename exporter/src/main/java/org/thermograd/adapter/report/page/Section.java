package org.thermograd.adapter.report.page;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A section of a page. What it does not have is left out, and what it has comes in this order.
 *
 * @param title what stands above it
 * @param paragraphs sentences, a paragraph each
 * @param picture a picture
 * @param table a table
 * @param list sentences as a list
 * @param notes how to read it, a small paragraph each
 */
public record Section(
        String title,
        List<String> paragraphs,
        Optional<Picture> picture,
        Optional<PageTable> table,
        List<String> list,
        List<String> notes) {
    /**
     * A drawing in two widths, of which the style sheet shows one.
     *
     * @param wide SVG for wide screens
     * @param narrow SVG for narrow ones
     * @param caption what is to be seen
     */
    public record Picture(String wide, String narrow, String caption) {
        public Picture {
            requireNonNull(wide, "wide");
            requireNonNull(narrow, "narrow");
            requireNonNull(caption, "caption");
        }
    }

    public Section {
        requireNonNull(title, "title");
        paragraphs = List.copyOf(paragraphs);
        requireNonNull(picture, "picture");
        requireNonNull(table, "table");
        list = List.copyOf(list);
        notes = List.copyOf(notes);
    }

    /** Returns a section of paragraphs. */
    public static Section of(String title, List<String> paragraphs) {
        return new Section(title, paragraphs, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /** Returns a section of a list. */
    public static Section ofList(String title, List<String> list) {
        return of(title, List.of()).withList(list);
    }

    /** Returns this section with a picture. */
    public Section with(Picture shown) {
        return new Section(title, paragraphs, Optional.of(shown), table, list, notes);
    }

    /** Returns this section with a table. */
    public Section with(PageTable shown) {
        return new Section(title, paragraphs, picture, Optional.of(shown), list, notes);
    }

    /** Returns this section with a list. */
    public Section withList(List<String> sentences) {
        return new Section(title, paragraphs, picture, table, sentences, notes);
    }

    /** Returns this section with notes. */
    public Section withNotes(List<String> sentences) {
        return new Section(title, paragraphs, picture, table, list, sentences);
    }

    /** Returns whether nothing stands below its title but notes on what is not there. */
    public boolean isEmpty() {
        return paragraphs.isEmpty() && picture.isEmpty() && table.isEmpty() && list.isEmpty();
    }
}
