package org.thermograd.adapter.prometheus;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a selector gave.
 *
 * @param series one entry per set of labels that has a sample in the range, sorted by labels; empty if nothing matches
 * @param warnings what the server remarked, each text once, at most {@value #MAX_WARNINGS}; a partial answer is one
 */
public record ReadResult(List<LabeledSeries> series, List<String> warnings) {
    static final int MAX_WARNINGS = 100;

    public ReadResult {
        series = List.copyOf(series);
        warnings = List.copyOf(warnings);
    }

    /** Returns the number of samples of all series together. */
    public long samples() {
        return series.stream().mapToLong(one -> one.samples().size()).sum();
    }

    /** Puts the pieces of a read together. Confined to one thread. */
    static final class Builder {
        private final TreeMap<Labels, SampleBuffer> series = new TreeMap<>();
        private final Set<String> warnings = new LinkedHashSet<>();
        private long samples;

        void add(Answer.Success<Map<Labels, SampleBuffer>> piece) {
            for (String warning : piece.warnings()) {
                if (warnings.size() < ReadResult.MAX_WARNINGS) {
                    warnings.add(warning);
                }
            }
            piece.data().forEach((labels, buffer) -> {
                samples += buffer.size();
                SampleBuffer before = series.putIfAbsent(labels, buffer);
                if (before != null) {
                    before.addAll(buffer);
                }
            });
        }

        long samples() {
            return samples;
        }

        /** Returns everything and forgets it. */
        ReadResult take() {
            List<LabeledSeries> all = new ArrayList<>(series.size());
            Iterator<Map.Entry<Labels, SampleBuffer>> entries =
                    series.entrySet().iterator();
            while (entries.hasNext()) {
                Map.Entry<Labels, SampleBuffer> entry = entries.next();
                all.add(new LabeledSeries(entry.getKey(), entry.getValue().take()));
                entries.remove();
            }
            return new ReadResult(all, List.copyOf(warnings));
        }
    }
}
