package org.thermograd.app.correlate.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.http.ListenAddress;
import org.thermograd.app.cli.JmxOptions;
import org.thermograd.app.cli.JmxRemote;
import org.thermograd.app.cli.LogOptions;
import org.thermograd.app.cli.OptionValues;
import org.thermograd.app.cli.WebConfigOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Whether the job goes on as a service, and how. Names no class of the server beside the address it listens at. */
public final class ServiceOptions {
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);
    private static final ListenAddress USUAL_ADDRESS = new ListenAddress("127.0.0.1", 9878);
    private static final Duration USUAL_WINDOW = Duration.ofHours(6);

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = OptionValues.PositiveMillis.class,
            description =
                    "Run as a service and evaluate at this interval, such as 5m, until SIGTERM or SIGINT (default: once)")
    private @Nullable Long everyMillis;

    @Option(
            names = "--analysis-window",
            paramLabel = "TIME",
            converter = OptionValues.PositiveMillis.class,
            description = "Length of the windows whose verdicts become metrics; they do not overlap (default: 6h)")
    private @Nullable Long windowMillis;

    /** The name that {@code --analysis-window} had; until the release after 0.1.0. */
    @Option(names = "--look-window", hidden = true, converter = OptionValues.PositiveMillis.class)
    private @Nullable Long formerWindowMillis;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            split = ",",
            converter = OptionValues.Address.class,
            description = "Where the service answers with metrics and reports; repeatable (default: 127.0.0.1:9878)")
    private List<ListenAddress> listen = List.of();

    @ArgGroup(validate = false)
    private LogOptions log = new LogOptions();

    @ArgGroup(validate = false)
    private WebConfigOptions web = new WebConfigOptions();

    @ArgGroup(validate = false)
    private JmxOptions jmx = new JmxOptions();

    /** Returns whether the job goes on as a service. */
    public boolean isChosen() {
        return everyMillis != null;
    }

    /** Returns what is wrong with the options; empty if nothing is. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (windowMillis != null && formerWindowMillis != null) {
            problems.add("--look-window must be left out, it is the former name of --analysis-window");
        }
        if (everyMillis == null) {
            if (windowMillis != null || formerWindowMillis != null || !listen.isEmpty()) {
                problems.add("--analysis-window and --listen must come with --every");
            }
            if (web.isAny()) {
                problems.add(String.join(" and ", WebConfigOptions.NAMES) + " must come with --every");
            }
            if (log.isAny()) {
                problems.add(String.join(" and ", LogOptions.NAMES) + " must come with --every");
            }
            if (jmx.isAny()) {
                problems.add("--jmx-listen and its files must come with --every");
            }
            return problems;
        }
        problems.addAll(jmx.problems(web.webConfig()));
        if (interval().compareTo(SHORTEST_INTERVAL) < 0) {
            problems.add("Invalid value for option '--every': must be at least 1s, got " + everyMillis + "ms");
        }
        if (window().compareTo(SHORTEST_WINDOW) < 0) {
            problems.add("Invalid value for option '--analysis-window': must be at least 1m, got " + window().toMillis()
                    + "ms");
        }
        return problems;
    }

    /** Returns how often the service looks. */
    Duration interval() {
        return Duration.ofMillis(Objects.requireNonNull(everyMillis, "everyMillis"));
    }

    /** Returns how long a window is. */
    Duration window() {
        Long millis = windowMillis == null ? formerWindowMillis : windowMillis;
        return millis == null ? USUAL_WINDOW : Duration.ofMillis(millis);
    }

    /** Returns where beans of the service can be read from elsewhere. */
    Optional<JmxRemote> jmx() {
        return jmx.remote(web.webConfig());
    }

    /** Returns where the service answers. */
    List<ListenAddress> listen() {
        return listen.isEmpty() ? List.of(USUAL_ADDRESS) : List.copyOf(listen);
    }

    /** Has the options of the log hold. */
    public void applyLog() {
        log.apply();
    }

    /** Returns how the service answers. */
    WebConfigOptions web() {
        return web;
    }
}
