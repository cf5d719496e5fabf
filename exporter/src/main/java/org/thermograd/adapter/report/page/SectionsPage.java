package org.thermograd.adapter.report.page;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A page of an answer and sections, which needs no script.
 *
 * @param title what a browser shows above the page, after the name of the program
 * @param style its style sheet
 * @param answer what stands at its head
 * @param sections what stands below
 */
public record SectionsPage(String title, Embedded style, Answer answer, List<Section> sections) {
    /** Copies the list. */
    public SectionsPage {
        requireNonNull(title, "title");
        requireNonNull(style, "style");
        requireNonNull(answer, "answer");
        sections = List.copyOf(sections);
    }
}
