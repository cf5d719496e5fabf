package org.thermograd.adapter.prometheus.runs;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.thermograd.domain.analysis.scrape.GaugedRun;
import org.thermograd.domain.analysis.scrape.TrainingHistory;
import org.thermograd.domain.series.TimeSeries;

/**
 * A run that somebody exposes.
 *
 * @param key which one
 * @param history what happened in it
 * @param named what it says of its devices
 * @param gauge what was scraped of it, where that is the newest gradient norm and nothing else
 * @param loss its losses, where they were scraped; else empty
 */
record SetupRun(
        RunKey key, TrainingHistory history, List<RunDevices.Named> named, Optional<GaugedRun> gauge, TimeSeries loss) {
    SetupRun {
        requireNonNull(key, "key");
        requireNonNull(history, "history");
        named = List.copyOf(named);
        requireNonNull(gauge, "gauge");
        requireNonNull(loss, "loss");
    }
}
