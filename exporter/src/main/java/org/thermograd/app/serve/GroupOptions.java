package org.thermograd.app.serve;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.http.pushgateway.GroupLimits;
import org.thermograd.app.cli.OptionValues;
import picocli.CommandLine.Option;

/** What is held of pushes in the Pushgateway protocol. */
final class GroupOptions {
    @Option(
            names = "--push-max-groups",
            paramLabel = "N",
            defaultValue = "10000",
            converter = OptionValues.Count.class,
            description = "How many groups of the Pushgateway protocol are held (default ${DEFAULT-VALUE})")
    private int maxGroups;

    @Option(
            names = "--push-max-series",
            paramLabel = "N",
            defaultValue = "100000",
            converter = OptionValues.Count.class,
            description = "How many series all those groups may have, two times each included (default"
                    + " ${DEFAULT-VALUE})")
    private int maxSeries;

    @Option(
            names = "--push-ttl",
            paramLabel = "TIME",
            converter = OptionValues.PositiveMillis.class,
            description = "Forget a group that was not pushed for this long (default: never)")
    private @Nullable Long ttlMillis;

    GroupLimits limits() {
        return GroupLimits.of(
                maxGroups, maxSeries, Optional.ofNullable(ttlMillis).map(Duration::ofMillis));
    }
}
