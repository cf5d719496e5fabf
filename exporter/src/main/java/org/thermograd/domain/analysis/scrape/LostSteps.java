package org.thermograd.domain.analysis.scrape;

import static java.util.Objects.requireNonNull;

import org.thermograd.domain.series.Segment;

/**
 * What a restart of the exporter took along: steps and events since the last scrape before it.
 *
 * @param time from that scrape to what the exporter knows again
 * @param most how many steps at most, if no more came between two scrapes than at the most before
 */
public record LostSteps(Segment time, long most) {
    public LostSteps {
        requireNonNull(time, "time");
    }
}
