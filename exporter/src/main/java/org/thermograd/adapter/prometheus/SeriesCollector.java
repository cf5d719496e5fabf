package org.thermograd.adapter.prometheus;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts the pieces of a read together. Confined to one thread. */
final class SeriesCollector {
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
        List<LabelledSeries> all = new ArrayList<>(series.size());
        Iterator<Map.Entry<Labels, SampleBuffer>> entries = series.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Labels, SampleBuffer> entry = entries.next();
            all.add(new LabelledSeries(entry.getKey(), entry.getValue().take()));
            entries.remove();
        }
        return new ReadResult(all, List.copyOf(warnings));
    }
}
