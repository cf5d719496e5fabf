package org.thermograd.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A recording played back. Names no class of the metrics in a field or a signature: other commands look at this class and
 * must not load those.
 */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = ThermogradCommand.Version.class,
        sortOptions = false,
        header = "Plays a recording back as the metrics that scrapes of it would have stored.",
        customSynopsis = {
            "thermograd replay --openmetrics FILE --session DIR [OPTION]...",
            "       thermograd replay --openmetrics FILE --hardware-csv FILE --training-log FILE [OPTION]..."
        },
        description = {
            "",
            "Samples and steps go through what serve makes metrics with, in their own time, and are scraped at a fixed",
            "interval. The file is OpenMetrics text with a time on each sample; promtool makes blocks of Prometheus of",
            "it: promtool tsdb create-blocks-from openmetrics FILE DATA.",
            ""
        },
        footer = {
            "",
            "Collapse flags of a hardware CSV are shown with the reason recorded; in a session collapses are found again.",
            "Exit status: 0 done; 1 failed; 2 wrong usage."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(5);

    private final Console console;

    @Option(
            names = "--openmetrics",
            paramLabel = "FILE",
            required = true,
            description = "Where the metrics go; - is standard output.")
    private Path openMetrics = Path.of("-");

    @Option(
            names = "--scrape-interval",
            paramLabel = "TIME",
            defaultValue = "15s",
            converter = OptionValues.PositiveMillis.class,
            description = "The time between scrapes, at most 5m (default ${DEFAULT-VALUE})")
    private long scrapeIntervalMillis;

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
            names = "--job",
            paramLabel = "NAME",
            defaultValue = "thermograd",
            description = "The label job of all series (default ${DEFAULT-VALUE})")
    private String job = "";

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            description = "The label instance of all series (default: the name of the folder)")
    private @Nullable String instance;

    @Option(
            names = Ratings.RATED_WATTS,
            paramLabel = "DEVICE=X",
            split = ",",
            converter = OptionValues.PositiveOfDevice.class,
            description = "Rated power of a device of which the recording does not tell, such as gpu0=350; repeatable."
                    + " Else 125 for cpu, 200 for a gpu")
    private List<OptionValues.OfDevice> ratedWatts = new ArrayList<>();

    @Option(
            names = Ratings.LIMIT_CELSIUS,
            paramLabel = "DEVICE=X",
            split = ",",
            converter = OptionValues.PositiveOfDevice.class,
            description = "Temperature limit of a device of which the recording does not tell, such as gpu0=87;"
                    + " repeatable. Else 80 for cpu, 83 for a gpu")
    private List<OptionValues.OfDevice> limitCelsius = new ArrayList<>();

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailedException {
        List<String> problems = new ArrayList<>();
        if (scrapeIntervalMillis > LONGEST_INTERVAL.toMillis()) {
            problems.add("Invalid value for option '--scrape-interval': must be at most 5m, got " + scrapeIntervalMillis
                    + "ms");
        }
        Ratings.addRepeated(ratedWatts, limitCelsius, problems);
        Optional<ReplayConfig.Source> source = source(problems);
        if (!problems.isEmpty() || source.isEmpty()) {
            throw new UsageException(problems);
        }
        Replaying.run(
                new ReplayConfig(
                        source.get(),
                        openMetrics,
                        Duration.ofMillis(scrapeIntervalMillis),
                        Duration.ofMillis(runTtlMillis),
                        job,
                        Optional.ofNullable(instance),
                        Ratings.of(ratedWatts, limitCelsius)),
                console);
        return 0;
    }

    private Optional<ReplayConfig.Source> source(List<String> problems) {
        Path folder = session;
        Path csv = hardwareCsv;
        Path log = trainingLog;
        if (folder != null && csv == null && log == null) {
            return Optional.of(new ReplayConfig.Session(folder));
        }
        if (folder == null && csv != null && log != null) {
            return Optional.of(new ReplayConfig.Pair(csv, log));
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
