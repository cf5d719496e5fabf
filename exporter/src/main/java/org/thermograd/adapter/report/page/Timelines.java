package org.thermograd.adapter.report.page;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The section of a page in which its script draws the timelines.
 *
 * @param runs those that are drawn
 * @param hasPhases whether there is a phase to be seen in them
 * @param hasMarks whether there is a mark to be seen in them
 * @param notDrawn what is not drawn, as a sentence
 * @param json what the script draws, in which no {@code <} stands
 */
public record Timelines(
        List<RunTimeline> runs, boolean hasPhases, boolean hasMarks, Optional<String> notDrawn, String json) {
    /**
     * The timeline of a run.
     *
     * @param title its name, where there are several
     * @param span from when to when it goes, as a sentence
     * @param panels one a signal
     * @param notDrawn which devices are not drawn, as a sentence
     */
    public record RunTimeline(
            Optional<String> title, Optional<String> span, List<Panel> panels, Optional<String> notDrawn) {
        public RunTimeline {
            requireNonNull(title, "title");
            requireNonNull(span, "span");
            panels = List.copyOf(panels);
            requireNonNull(notDrawn, "notDrawn");
        }
    }

    /**
     * Where the curves of a signal are drawn.
     *
     * @param title the signal
     * @param unit its unit, maybe none
     * @param curves how many there are
     * @param description what is to be seen, for those who do not see it
     */
    public record Panel(String title, String unit, int curves, String description) {
        public Panel {
            requireNonNull(title, "title");
            requireNonNull(unit, "unit");
            requireNonNull(description, "description");
        }

        /** Returns whether there is one curve only, which needs no key. */
        public boolean isSingle() {
            return curves == 1;
        }
    }

    public Timelines {
        runs = List.copyOf(runs);
        requireNonNull(notDrawn, "notDrawn");
        requireNonNull(json, "json");
    }
}
