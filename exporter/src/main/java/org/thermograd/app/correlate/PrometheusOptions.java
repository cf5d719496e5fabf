package org.thermograd.app.correlate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.prometheus.Credentials;
import org.thermograd.adapter.prometheus.Header;
import org.thermograd.adapter.prometheus.PrometheusConfig;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.FileReasons;
import org.thermograd.app.cli.OptionValues;
import org.thermograd.domain.series.TimeRange;
import picocli.CommandLine.Option;

/** Where Prometheus is, and which of its data is read. */
final class PrometheusOptions {
    private static final Duration USUAL_RANGE = Duration.ofHours(24);

    @Option(
            names = "--prometheus-url",
            paramLabel = "URL",
            description = "Reads what exporters told this Prometheus, such as http://host:9090 or https://host/prefix,"
                    + " in place of files.")
    private @Nullable String url;

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "Only this training run; repeatable (default: all that pushed in the range)")
    private List<String> runs = new ArrayList<>();

    @Option(
            names = "--instance",
            paramLabel = "TARGET",
            description = "Only runs that pushed to this exporter, by its label instance; repeatable")
    private List<String> instances = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "WHEN",
            converter = OptionValues.Moment.class,
            description = "Beginning of the range, RFC 3339 or epoch seconds (default: --since before its end)")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "WHEN",
            converter = OptionValues.Moment.class,
            description = "End of the range (default: now)")
    private @Nullable Instant to;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = OptionValues.PositiveMillis.class,
            description = "Length of the range, such as 6h, where --from is not given (default: 24h)")
    private @Nullable Long sinceMillis;

    @Option(
            names = "--header",
            paramLabel = "HEADER",
            converter = OptionValues.HttpHeader.class,
            description = "Goes with every request, such as 'X-Scope-OrgID: team'; repeatable")
    private List<Header> headers = new ArrayList<>();

    @Option(
            names = "--bearer-token-file",
            paramLabel = "FILE",
            description = "Token to be let in with, read anew for each request")
    private @Nullable Path bearerTokenFile;

    @Option(names = "--basic-auth-user", paramLabel = "NAME", description = "User to be let in as")
    private @Nullable String basicAuthUser;

    @Option(names = "--basic-auth-password-file", paramLabel = "FILE", description = "Its password")
    private @Nullable Path basicAuthPasswordFile;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "Certificates in PEM that are trusted, in place of those of Java")
    private @Nullable Path caFile;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = OptionValues.PositiveMillis.class,
            description = "How long one answer may take (default ${DEFAULT-VALUE})")
    private long timeoutMillis;

    /** Returns whether Prometheus is to be read. */
    boolean isChosen() {
        return url != null;
    }

    /** Returns whether the options say which time is read. */
    boolean hasRange() {
        return from != null || to != null || sinceMillis != null;
    }

    /** Returns what is wrong with the options; empty if nothing is. */
    List<String> problems(Instant now) {
        List<String> problems = new ArrayList<>();
        if (url == null) {
            addUnused(problems);
            return problems;
        }
        if (from != null && sinceMillis != null) {
            problems.add("--since and --from both say when the range begins; give one of them");
        } else if (!from(now).isBefore(end(now))) {
            problems.add("--from must be before --to, got " + from(now) + " and " + end(now));
        }
        if (bearerTokenFile != null && basicAuthUser != null) {
            problems.add("--bearer-token-file and --basic-auth-user must not come together");
        }
        if ((basicAuthUser == null) != (basicAuthPasswordFile == null)) {
            problems.add("--basic-auth-user and --basic-auth-password-file must come together");
        }
        if (problems.isEmpty()) {
            addRefused(problems);
        }
        return problems;
    }

    /** What only Prometheus could follow must not be dropped silently. */
    private void addUnused(List<String> problems) {
        List<String> given = new ArrayList<>();
        addIf(!runs.isEmpty(), "--run", given);
        addIf(!instances.isEmpty(), "--instance", given);
        addIf(from != null, "--from", given);
        addIf(to != null, "--to", given);
        addIf(sinceMillis != null, "--since", given);
        addIf(!headers.isEmpty(), "--header", given);
        addIf(bearerTokenFile != null, "--bearer-token-file", given);
        addIf(basicAuthUser != null, "--basic-auth-user", given);
        addIf(basicAuthPasswordFile != null, "--basic-auth-password-file", given);
        addIf(caFile != null, "--ca-file", given);
        if (!given.isEmpty()) {
            problems.add(String.join(", ", given) + " must come with --prometheus-url");
        }
    }

    private static void addIf(boolean given, String option, List<String> options) {
        if (given) {
            options.add(option);
        }
    }

    private void addRefused(List<String> problems) {
        try {
            builder("").build();
        } catch (IllegalArgumentException e) {
            problems.add("Invalid value for option '--prometheus-url' or those that go with it: " + e.getMessage());
        }
    }

    /**
     * Returns where the server is.
     *
     * @throws CommandFailedException if the file with the password cannot be read
     */
    PrometheusConfig config() throws CommandFailedException {
        if (basicAuthPasswordFile == null) {
            return builder("").build();
        }
        try {
            return builder(Files.readString(basicAuthPasswordFile).strip()).build();
        } catch (IOException e) {
            throw new CommandFailedException(
                    "cannot read the password in " + basicAuthPasswordFile + ": " + FileReasons.of(e), e);
        }
    }

    private PrometheusConfig.Builder builder(String password) {
        PrometheusConfig.Builder builder = PrometheusConfig.of(Objects.requireNonNull(url, "url"))
                .requestTimeout(Duration.ofMillis(timeoutMillis));
        headers.forEach(builder::header);
        if (bearerTokenFile != null) {
            builder.credentials(new Credentials.BearerTokenFile(bearerTokenFile));
        }
        if (basicAuthUser != null) {
            builder.credentials(new Credentials.BasicAuth(basicAuthUser, password));
        }
        if (caFile != null) {
            builder.caFile(caFile);
        }
        return builder;
    }

    /** Returns the time that is read; {@link #problems} must have found nothing. */
    TimeRange range(Instant now) {
        return new TimeRange(from(now), end(now));
    }

    private Instant from(Instant now) {
        Duration length = sinceMillis == null ? USUAL_RANGE : Duration.ofMillis(sinceMillis);
        return from == null ? end(now).minus(length) : from;
    }

    private Instant end(Instant now) {
        return (to == null ? now : to).truncatedTo(ChronoUnit.MILLIS);
    }

    List<String> runs() {
        return runs;
    }

    List<String> instances() {
        return instances;
    }
}
