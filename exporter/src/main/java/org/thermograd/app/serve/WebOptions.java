package org.thermograd.app.serve;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.thermograd.app.cli.OptionValues;
import org.thermograd.app.cli.WebConfigOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the server treats those who ask. */
final class WebOptions {
    @Option(
            names = "--web.max-requests",
            paramLabel = "N",
            defaultValue = "40",
            converter = OptionValues.Count.class,
            description = "How many requests may be under way at once; past it the one whose client is slowest is cut"
                    + " off, and where none is slow the answer is 503 (default ${DEFAULT-VALUE})")
    private int maxRequests;

    @Option(
            names = "--web-host",
            paramLabel = "NAME",
            split = ",",
            description = "Another name by which programs on this host ask for it, beside localhost, its addresses and"
                    + " the one of --listen; repeatable (default: none)")
    private Set<String> hosts = new LinkedHashSet<>();

    @Option(
            names = "--require-push-token",
            description = "Programs on this host need a token to push, too: for where a tunnel or a proxy makes"
                    + " everybody local (default: off)")
    private boolean requirePushToken;

    @Mixin
    private WebConfigOptions web = new WebConfigOptions();

    /** Returns what is wrong with the options. */
    List<String> problems(boolean hasTokenFile) {
        return requirePushToken && !hasTokenFile
                ? List.of("Option '--require-push-token' needs --push-token-file")
                : List.of();
    }

    /** Returns what the options state. */
    ServeConfig.Web config() {
        return new ServeConfig.Web(
                maxRequests, Set.copyOf(hosts), requirePushToken, web.webConfig(), web.telemetryPath());
    }
}
