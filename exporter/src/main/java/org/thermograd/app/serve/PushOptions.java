package org.thermograd.app.serve;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.http.pushgateway.GroupLimits;
import org.thermograd.app.cli.OptionValues;
import org.thermograd.domain.ingest.IngestConfig;
import picocli.CommandLine.Option;

/** Who may push training steps, and how much. */
final class PushOptions {
    @Option(
            names = "--push-token-file",
            paramLabel = "FILE",
            description =
                    "Lines of a token and, if it is not for every run, a run prefix; with it programs elsewhere may"
                            + " push (default: only programs on this host)")
    private @Nullable Path tokenFile;

    @Option(
            names = "--run-ttl",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = OptionValues.PositiveMillis.class,
            description = "A training run that is silent for this long has ended (default ${DEFAULT-VALUE})")
    private long runTtlMillis;

    @Option(
            names = "--max-runs",
            paramLabel = "N",
            defaultValue = "64",
            converter = OptionValues.Count.class,
            description = "How many training runs are remembered (default ${DEFAULT-VALUE})")
    private int maxRuns;

    @Option(
            names = "--max-runs-per-token",
            paramLabel = "N",
            converter = OptionValues.Count.class,
            description = "How many runs of one token may be active, or have ended less than 5 minutes ago"
                    + " (default: half of --max-runs)")
    private @Nullable Integer maxRunsEach;

    @Option(
            names = "--max-rate-per-token",
            paramLabel = "N",
            converter = OptionValues.Count.class,
            description = "How many requests a second may come with one token; of all together 10000 (default: 5000)")
    private @Nullable Integer maxRateEach;

    @Option(
            names = "--max-body",
            paramLabel = "BYTES",
            defaultValue = "1048576",
            converter = OptionValues.Count.class,
            description = "The largest body of a push, packed and unpacked (default ${DEFAULT-VALUE})")
    private int maxBodyBytes;

    @Option(
            names = "--max-ranks-per-run",
            paramLabel = "N",
            defaultValue = "64",
            converter = OptionValues.Count.class,
            description = "How many ranks of a run have series of their own, at most 512; the others share one (default"
                    + " ${DEFAULT-VALUE})")
    private int maxRanks;

    /** Returns what is wrong with the options. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (tokenFile == null && maxRunsEach != null) {
            problems.add("Option '--max-runs-per-token' needs --push-token-file");
        }
        if (tokenFile == null && maxRateEach != null) {
            problems.add("Option '--max-rate-per-token' needs --push-token-file");
        }
        if (maxRanks > IngestConfig.MOST_RANKS) {
            problems.add(
                    "Option '--max-ranks-per-run' must be at most " + IngestConfig.MOST_RANKS + ", got " + maxRanks);
        }
        return problems;
    }

    boolean hasTokenFile() {
        return tokenFile != null;
    }

    /** Returns what the options state, and what is held of the Pushgateway protocol. */
    ServeConfig.Push config(GroupLimits groups) {
        return new ServeConfig.Push(
                Optional.ofNullable(tokenFile),
                Duration.ofMillis(runTtlMillis),
                maxRuns,
                Optional.ofNullable(maxRunsEach),
                Optional.ofNullable(maxRateEach),
                maxBodyBytes,
                groups,
                maxRanks);
    }
}
