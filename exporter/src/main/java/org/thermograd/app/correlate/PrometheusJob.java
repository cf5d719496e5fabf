package org.thermograd.app.correlate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.thermograd.adapter.prometheus.Failure;
import org.thermograd.adapter.prometheus.Pacing;
import org.thermograd.adapter.prometheus.PrometheusClient;
import org.thermograd.adapter.prometheus.PrometheusConfig;
import org.thermograd.adapter.prometheus.PrometheusQueryException;
import org.thermograd.adapter.prometheus.ReadListener;
import org.thermograd.adapter.prometheus.runs.ExistingSetup;
import org.thermograd.adapter.prometheus.runs.ExporterQuery;
import org.thermograd.adapter.prometheus.runs.ExporterReader;
import org.thermograd.adapter.prometheus.runs.NothingFoundException;
import org.thermograd.adapter.prometheus.runs.SetupReader;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.Console;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.scrape.ScrapeReading;
import org.thermograd.domain.analysis.study.ScrapedStudy;
import org.thermograd.domain.analysis.study.StudyConfig;

/** Analyses what exporters told a Prometheus. Confined to one thread. */
public final class PrometheusJob {
    private final Console console;
    private final PrometheusConfig config;
    private final ExistingSetup setup;
    private final StudyConfig study;

    /**
     * Prepares.
     *
     * @param console is told of progress
     * @param config where Prometheus is
     * @param setup what is read in place of what our exporter told
     * @param study the parameters of the analysis
     */
    public PrometheusJob(Console console, PrometheusConfig config, ExistingSetup setup, StudyConfig study) {
        this.console = console;
        this.config = config;
        this.setup = setup;
        this.study = study;
    }

    /**
     * Reads and analyzes.
     *
     * @param query what is read
     * @param generated the date of the report
     * @throws CommandFailedException if Prometheus does not answer, or holds nothing of what was asked for
     */
    public Report report(ExporterQuery query, Instant generated) throws CommandFailedException {
        try {
            console.phase("asking " + config.baseUrl());
            Optional<String> server = server(config);
            PrometheusClient client = PrometheusClient.of(config, pacing());
            ScrapeReading reading = setup.isOwn()
                    ? new ExporterReader(client, query, this::listener).read()
                    : new SetupReader(client, query, setup, this::listener).read();
            console.phase("analyzing");
            return new ScrapedStudy(study)
                    .of(
                            reading,
                            new ScrapedStudy.Server(config.baseUrl().toString(), server, query.range()),
                            generated);
        } catch (PrometheusQueryException | NothingFoundException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted while reading " + config.baseUrl(), e);
        }
    }

    private static Pacing pacing() {
        SplittableRandom random = new SplittableRandom();
        return new Pacing(System::nanoTime, duration -> Thread.sleep(duration.toMillis()), random::nextDouble);
    }

    /** Asks once, so that a wrong address shows at once. Not every server tells its build; then the first query shows why. */
    private static Optional<String> server(PrometheusConfig config)
            throws PrometheusQueryException, InterruptedException {
        PrometheusConfig once = new PrometheusConfig(
                config.baseUrl(),
                config.headers(),
                config.credentials(),
                config.caFile(),
                config.connectTimeout(),
                config.requestTimeout(),
                config.deadline(),
                config.chunk(),
                config.minimumChunk(),
                config.maxAnswerBytes(),
                1);
        try {
            return Optional.of(PrometheusClient.of(once, pacing()).serverBuild().toString());
        } catch (PrometheusQueryException e) {
            if (List.of(Failure.UNREACHABLE, Failure.UNKNOWN_HOST, Failure.TLS, Failure.TIMEOUT, Failure.CREDENTIALS)
                    .contains(e.failure())) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private ReadListener listener(String family) {
        console.phase("reading " + family);
        return new ReadListener() {
            @Override
            public void progress(long samples, double rangeRatio) {
                console.progress("reading " + family + ", " + Math.round(100 * rangeRatio) + " %");
            }

            @Override
            public void retrying(PrometheusQueryException failure, Duration delay) {
                console.phase("once more in " + delay.toMillis() + " ms: " + failure.getMessage());
            }
        };
    }
}
