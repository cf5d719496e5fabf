package org.thermograd.adapter.report.page;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The page of a report.
 *
 * @param title what a browser shows above the page, after the name of the program
 * @param style its style sheet
 * @param script its script
 * @param answer what stands at its head
 * @param before the sections before the timeline
 * @param timeline the timeline
 * @param after the sections after it
 */
public record ReportPage(
        String title,
        Embedded style,
        Embedded script,
        Answer answer,
        List<Section> before,
        Timelines timeline,
        List<Section> after) {
    public ReportPage {
        requireNonNull(title, "title");
        requireNonNull(style, "style");
        requireNonNull(script, "script");
        requireNonNull(answer, "answer");
        before = List.copyOf(before);
        requireNonNull(timeline, "timeline");
        after = List.copyOf(after);
    }
}
