package org.thermograd.adapter.report.page;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The head of a report: the question, and what came of it.
 *
 * @param question the question
 * @param notice what is simulated; nothing where all was measured
 * @param cost what throttling cost, a paragraph each
 * @param verdict the verdict as a sentence
 * @param code the verdict for programs
 * @param glance the figures that come first
 * @param notes what the answer rests on, a paragraph each
 */
public record Answer(
        String question,
        Optional<String> notice,
        List<String> cost,
        String verdict,
        String code,
        List<Glance> glance,
        List<String> notes) {
    /**
     * A figure with its name.
     *
     * @param name what it counts
     * @param figure the figure, with its unit
     */
    public record Glance(String name, String figure) {
        public Glance {
            requireNonNull(name, "name");
            requireNonNull(figure, "figure");
        }
    }

    public Answer {
        requireNonNull(question, "question");
        requireNonNull(notice, "notice");
        cost = List.copyOf(cost);
        requireNonNull(verdict, "verdict");
        requireNonNull(code, "code");
        glance = List.copyOf(glance);
        notes = List.copyOf(notes);
    }
}
