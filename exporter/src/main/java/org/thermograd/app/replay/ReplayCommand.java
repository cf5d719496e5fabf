package org.thermograd.app.replay;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.http.ListenAddress;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.Console;
import org.thermograd.app.cli.LogOptions;
import org.thermograd.app.cli.OptionValues;
import org.thermograd.app.cli.RatingOptions;
import org.thermograd.app.cli.UsageException;
import org.thermograd.app.cli.Version;
import org.thermograd.app.cli.WebConfigOptions;
import org.thermograd.app.process.Termination;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A recording played back. Names no class of the metrics in a field or a signature: other commands look at this class and
 * must not load those.
 */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        header = "Plays a recording back: live through an exporter, or as a file of what scrapes would have stored.",
        customSynopsis = {
            "thermograd replay --session DIR [OPTION]...",
            "       thermograd replay --hardware-csv FILE --training-log FILE [OPTION]...",
            "       thermograd replay --openmetrics FILE ... [OPTION]..."
        },
        description = {
            "",
            "Samples and steps go through what serve makes metrics with, in their own time.",
            "",
            "Live: answers http://HOST:PORT/metrics, every time shifted so that the first sample is now. Windows and",
            "refractories of the detectors are those of the data at any --speed. At a speed other than 1, and after a",
            "pause, times of the data are not those of the scrapes: what is seen then are counts, no verdict. The space",
            "bar pauses and resumes on a terminal, for scripts POST http://HOST:PORT/api/v1/replay/pause and /resume do;",
            "GET http://HOST:PORT/api/v1/replay says how it goes. SIGTERM and SIGINT end it with status 0.",
            "",
            "With --openmetrics: scrapes at a fixed interval. The file is OpenMetrics text with a time on each sample;",
            "promtool makes blocks of Prometheus of it: promtool tsdb create-blocks-from openmetrics FILE DATA.",
            ""
        },
        footer = {
            "",
            "thermograd_source_info says replayed. Collapse flags of a hardware CSV are shown with the reason recorded;",
            "in a session collapses are found again.",
            "Exit status: 0 done; 1 failed; 2 wrong usage."
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(5);

    private static final String LISTEN = "--listen";
    private static final String SPEED = "--speed";
    private static final String LOOP = "--loop";
    private static final String LINGER = "--linger";
    private static final String SCRAPE_INTERVAL = "--scrape-interval";
    private static final String JOB = "--job";
    private static final String INSTANCE = "--instance";
    private static final List<String> LIVE = Stream.concat(
                    Stream.of(LISTEN, SPEED, LOOP, LINGER), WebConfigOptions.NAMES.stream())
            .toList();
    private static final double FASTEST = 1000;

    private final Console console;
    private final InstantSource clock;
    private final Termination termination;

    @Option(
            names = "--session",
            paramLabel = "DIR",
            description = "The folder of a session, as serve --record makes it.")
    private @Nullable Path session;

    @Option(names = "--hardware-csv", paramLabel = "FILE", description = "Recording of the devices by another monitor.")
    private @Nullable Path hardwareCsv;

    @Option(names = "--training-log", paramLabel = "FILE", description = "Training log of the same run.")
    private @Nullable Path trainingLog;

    @Option(
            names = "--run-ttl",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = OptionValues.PositiveMillis.class,
            description = "A training run that is silent for this long has ended (default ${DEFAULT-VALUE})")
    private long runTtlMillis;

    @Option(
            names = LISTEN,
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9877",
            split = ",",
            converter = OptionValues.Address.class,
            description = "Live: where to answer; port 0 for any free one; repeatable (default ${DEFAULT-VALUE})")
    private List<ListenAddress> listen = List.of();

    @Option(
            names = SPEED,
            paramLabel = "X",
            defaultValue = "1",
            converter = OptionValues.Positive.class,
            description = "Live: seconds of data a second, at most 1000 (default ${DEFAULT-VALUE})")
    private double speed;

    @Option(
            names = LOOP,
            description =
                    "Live: over and over, times go on; runs are named NAME-loop2, NAME-loop3... from the second time"
                            + " on, counters of devices go on (default: once)")
    private boolean loop;

    @Option(
            names = LINGER,
            paramLabel = "TIME",
            defaultValue = "1m",
            converter = OptionValues.PositiveMillis.class,
            description = "Live: how long to answer after the last sample, so that it is scraped (default"
                    + " ${DEFAULT-VALUE})")
    private long lingerMillis;

    @Option(names = "--openmetrics", paramLabel = "FILE", description = "Write a file instead; - is standard output.")
    private @Nullable Path openMetrics;

    @Option(
            names = SCRAPE_INTERVAL,
            paramLabel = "TIME",
            defaultValue = "15s",
            converter = OptionValues.PositiveMillis.class,
            description = "File: the time between scrapes, at most 5m (default ${DEFAULT-VALUE})")
    private long scrapeIntervalMillis;

    @Option(
            names = JOB,
            paramLabel = "NAME",
            defaultValue = "thermograd",
            description = "File: the label job of all series (default ${DEFAULT-VALUE})")
    private String job = "";

    @Option(
            names = INSTANCE,
            paramLabel = "NAME",
            description = "File: the label instance of all series (default: the name of the folder)")
    private @Nullable String instance;

    @Mixin
    private RatingOptions ratings = new RatingOptions();

    @Mixin
    private WebConfigOptions web = new WebConfigOptions();

    @Mixin
    private LogOptions log = new LogOptions();

    @Spec
    private @Nullable CommandSpec spec;

    public ReplayCommand(Console console, InstantSource clock, Termination termination) {
        this.console = console;
        this.clock = clock;
        this.termination = termination;
    }

    @Override
    public Integer call() throws CommandFailedException {
        log.apply();
        List<String> problems = new ArrayList<>();
        if (scrapeIntervalMillis > LONGEST_INTERVAL.toMillis()) {
            problems.add("Invalid value for option '--scrape-interval': must be at most 5m, got " + scrapeIntervalMillis
                    + "ms");
        }
        if (speed > FASTEST) {
            problems.add("Invalid value for option '--speed': must be at most 1000, got " + speed);
        }
        addPointless(problems);
        problems.addAll(ratings.problems());
        Optional<FileReplayConfig.Source> source = source(problems);
        if (!problems.isEmpty() || source.isEmpty()) {
            throw new UsageException(problems);
        }
        Path file = openMetrics;
        if (file == null) {
            LiveReplayService.run(
                    new LiveReplayConfig(
                            source.get(),
                            listen,
                            web.webConfig(),
                            web.telemetryPath(),
                            speed,
                            loop ? LiveReplayConfig.Passes.ENDLESS : LiveReplayConfig.Passes.ONE,
                            Duration.ofMillis(lingerMillis),
                            Duration.ofMillis(runTtlMillis),
                            ratings.ratings()),
                    clock,
                    termination,
                    console);
        } else {
            FileReplay.run(
                    new FileReplayConfig(
                            source.get(),
                            file,
                            Duration.ofMillis(scrapeIntervalMillis),
                            Duration.ofMillis(runTtlMillis),
                            job,
                            Optional.ofNullable(instance),
                            ratings.ratings()),
                    console);
        }
        return 0;
    }

    /** An option on the command line that does nothing is a mistake; a variable may be there for another command. */
    private void addPointless(List<String> problems) {
        boolean live = openMetrics == null;
        for (String option : live ? List.of(SCRAPE_INTERVAL, JOB, INSTANCE) : LIVE) {
            if (requireNonNull(spec, "spec").commandLine().getParseResult().hasMatchedOption(option)) {
                problems.add("Option '" + option + "' " + (live ? "needs" : "must not come with") + " --openmetrics");
            }
        }
    }

    private Optional<FileReplayConfig.Source> source(List<String> problems) {
        Path folder = session;
        Path csv = hardwareCsv;
        Path log = trainingLog;
        if (folder != null && csv == null && log == null) {
            return Optional.of(new FileReplayConfig.Session(folder));
        }
        if (folder == null && csv != null && log != null) {
            return Optional.of(new FileReplayConfig.Pair(csv, log));
        }
        if (folder != null) {
            problems.add("--session must come alone, got --hardware-csv or --training-log with it");
        } else if (csv == null && log == null) {
            problems.add("nothing to play back: give --session DIR, or --hardware-csv FILE and --training-log FILE");
        } else {
            problems.add("--hardware-csv and --training-log must come together, got one of them");
        }
        return Optional.empty();
    }
}
