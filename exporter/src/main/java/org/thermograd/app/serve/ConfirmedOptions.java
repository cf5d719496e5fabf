package org.thermograd.app.serve;

import java.time.Duration;
import org.thermograd.app.cli.OptionValues;
import org.thermograd.domain.collapse.CollapseConfig;
import picocli.CommandLine.Option;

/** When a reason of the driver makes a confirmed collapse. */
final class ConfirmedOptions {
    private static final String DEFAULT = " (default ${DEFAULT-VALUE})";

    @Option(
            names = "--collapse-enter",
            paramLabel = "TIME",
            defaultValue = "3s",
            converter = OptionValues.Millis.class,
            description = "Confirmed collapses: how long a reason must be given without a break" + DEFAULT)
    private long enterMillis;

    @Option(
            names = "--collapse-leave",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = OptionValues.Millis.class,
            description = "Confirmed collapses: how long the reason must be absent before one has ended, with its last"
                    + " sample; 0s ends it at the first sample without" + DEFAULT)
    private long leaveMillis;

    @Option(
            names = "--collapse-min-duration",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = OptionValues.Millis.class,
            description =
                    "Confirmed collapses: a shorter one is none; it is counted once it has lasted for this, from its"
                            + " first sample on" + DEFAULT)
    private long shortestMillis;

    CollapseConfig.Confirmed confirmed() {
        return new CollapseConfig.Confirmed(
                Duration.ofMillis(enterMillis), Duration.ofMillis(leaveMillis), Duration.ofMillis(shortestMillis));
    }
}
