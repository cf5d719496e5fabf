package org.thermograd.domain.event;

import java.util.List;
import org.thermograd.domain.Require;
import org.thermograd.domain.series.Segment;

/**
 * Events that were counted and whose time nobody knows.
 *
 * @param count how many, 0 or more
 * @param stretches when they happened: each between two looks at the counter
 */
public record MissingEvents(long count, List<Segment> stretches) {
    public MissingEvents {
        stretches = List.copyOf(stretches);
        Require.notNegative("count", count);
    }
}
