package org.thermograd.app.replay;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.thermograd.adapter.http.ListenAddress;
import org.thermograd.domain.Require;
import org.thermograd.domain.efficiency.Ratings;

/**
 * What a live replay was told.
 *
 * @param source what is played back
 * @param listen where it answers, at least one
 * @param webConfig the web configuration file; empty for none
 * @param telemetryPath where metrics are
 * @param speed seconds of data a second, more than 0
 * @param passes how often it is played
 * @param linger how long it answers after the last sample, more than 0
 * @param runTtl how long a run may be silent before it counts as ended
 * @param ratings what devices are built for of which the recording does not tell
 */
record LiveReplayConfig(
        FileReplayConfig.Source source,
        List<ListenAddress> listen,
        Optional<Path> webConfig,
        String telemetryPath,
        double speed,
        Passes passes,
        Duration linger,
        Duration runTtl,
        Ratings ratings) {
    LiveReplayConfig {
        requireNonNull(source, "source");
        listen = List.copyOf(listen);
        requireNonNull(passes, "passes");
        requireNonNull(linger, "linger");
        Require.positive("speed", speed);
    }

    /** How often a recording is played. */
    enum Passes {
        /** Once. */
        ONE,
        /** Over and over, until the end of the process. */
        ENDLESS
    }
}
