package org.thermograd.adapter.files;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.thermograd.domain.analysis.recording.Place;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.analysis.recording.Tally;

/** Counts while a file is read; the first place of a rule is its lowest, in whatever order it is told. One thread. */
final class TallyBuilder {
    private final Map<SkipRule, Tally.Count> counts = new EnumMap<>(SkipRule.class);

    void count(SkipRule rule, Place place) {
        count(rule, place, Optional.empty());
    }

    void count(SkipRule rule, Place place, String value) {
        count(rule, place, Optional.of(Excerpt.of(value)));
    }

    void count(SkipRule rule, Place place, Optional<String> value) {
        Tally.Count before = counts.get(rule);
        if (before == null) {
            counts.put(rule, new Tally.Count(1, place, value));
        } else if (place.number() < before.first().number()) {
            counts.put(rule, new Tally.Count(before.count() + 1, place, value));
        } else {
            counts.put(rule, new Tally.Count(before.count() + 1, before.first(), before.value()));
        }
    }

    Tally build(int used) {
        return new Tally(used, counts);
    }
}
