package org.thermograd.domain.analysis.scrape;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.thermograd.domain.series.Segment;

/**
 * A run that an exporter told of.
 *
 * @param id its name in the analysis
 * @param run its name at the exporter
 * @param job the scrape job of the exporter, empty where there is none
 * @param instance the exporter, empty likewise
 * @param devices its devices, as the analysis names them
 * @param steps how many steps were counted
 * @param scrapes how often it was scraped
 * @param scrapeIntervalMillis the median time between scrapes, 0 with fewer than two
 * @param range from the first to the last scrape
 */
public record FoundRun(
        String id,
        String run,
        String job,
        String instance,
        List<String> devices,
        long steps,
        int scrapes,
        long scrapeIntervalMillis,
        Segment range) {
    /** Copies the list. */
    public FoundRun {
        devices = List.copyOf(devices);
        requireNonNull(range, "range");
    }
}
