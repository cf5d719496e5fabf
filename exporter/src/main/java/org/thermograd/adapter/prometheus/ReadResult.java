package org.thermograd.adapter.prometheus;

import java.util.List;

/**
 * What a selector gave.
 *
 * @param series one entry per set of labels that has a sample in the range, sorted by labels; empty if nothing matches
 * @param warnings what the server remarked, each text once, at most {@value #MAX_WARNINGS}; a partial answer is one
 */
public record ReadResult(List<LabelledSeries> series, List<String> warnings) {
    static final int MAX_WARNINGS = 100;

    public ReadResult {
        series = List.copyOf(series);
        warnings = List.copyOf(warnings);
    }

    /** Returns the number of samples of all series together. */
    public long samples() {
        return series.stream().mapToLong(one -> one.samples().size()).sum();
    }
}
