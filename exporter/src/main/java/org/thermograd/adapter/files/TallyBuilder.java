package org.thermograd.adapter.files;

import java.util.EnumMap;
import java.util.Map;

/** Counts while a file is read; the first place of a rule is its lowest, in whatever order it is told. One thread. */
final class TallyBuilder {
    private final Map<SkipRule, Tally.Count> counts = new EnumMap<>(SkipRule.class);

    void count(SkipRule rule, Place place) {
        Tally.Count before = counts.get(rule);
        if (before == null) {
            counts.put(rule, new Tally.Count(1, place));
        } else {
            Place first = place.number() < before.first().number() ? place : before.first();
            counts.put(rule, new Tally.Count(before.count() + 1, first));
        }
    }

    Tally build(int used) {
        return new Tally(used, counts);
    }
}
