package org.thermograd.app.correlate.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.adapter.exposition.Exposition;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.adapter.exposition.collector.CorrelationCollector;
import org.thermograd.adapter.exposition.collector.JvmCollector;
import org.thermograd.adapter.http.Endpoint;
import org.thermograd.adapter.http.FileRoutes;
import org.thermograd.adapter.http.HealthRoutes;
import org.thermograd.adapter.http.LandingRoutes;
import org.thermograd.adapter.http.ListenException;
import org.thermograd.adapter.http.MetricsRoutes;
import org.thermograd.adapter.http.ThermogradServer;
import org.thermograd.adapter.jmx.BeanOperation;
import org.thermograd.adapter.jmx.Beans;
import org.thermograd.adapter.jmx.RootBean;
import org.thermograd.adapter.report.ReportFiles;
import org.thermograd.app.cli.Build;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.pipeline.ExpositionPage;
import org.thermograd.app.pipeline.MetricBeans;
import org.thermograd.app.pipeline.RemoteAccess;
import org.thermograd.app.pipeline.WebAccess;
import org.thermograd.app.process.Pace;
import org.thermograd.app.process.Termination;

/** One run of the correlation service, from its options to its orderly end. */
public final class CorrelationService {
    /** The folder of the reports on windows that overlap. */
    static final String EXPLORATORY = "exploratory";

    private static final Logger logger = LoggerFactory.getLogger(CorrelationService.class);
    private static final long END_MILLIS = 3_000;

    private final Duration interval;
    private final CorrelationPasses passes;
    private final LongSupplier nanoTicker;
    private final CountDownLatch stop = new CountDownLatch(1);

    private CorrelationService(Duration interval, CorrelationPasses passes, LongSupplier nanoTicker) {
        this.interval = interval;
        this.passes = passes;
        this.nanoTicker = nanoTicker;
    }

    /**
     * Looks again and again until it is asked to stop.
     *
     * @param options how often, at which windows, and where it answers
     * @param correlation makes the reports
     * @param output where they go
     * @throws CommandFailedException if it cannot listen, or the web configuration file breaks a rule
     */
    public static void run(
            ServiceOptions options,
            CorrelationPasses.Correlation correlation,
            Path output,
            InstantSource clock,
            Termination termination)
            throws CommandFailedException {
        logger.info(
                "event=configured every={} look_window={} listen={} output={}",
                options.interval(),
                options.window(),
                options.listen(),
                output);
        VerdictNews news = new VerdictNews();
        CorrelationPasses passes = new CorrelationPasses(
                correlation, new LookWindows(options.window()), output, news, clock, System::nanoTime);
        Exposition exposition = new Exposition(
                List.of(new CorrelationCollector(passes::status), JvmCollector.start()), Scrape::empty, clock);
        Endpoint endpoint = WebAccess.endpoint(
                options.listen(), options.web().webConfig(), options.web().telemetryPath());
        ThermogradServer server = new ThermogradServer(
                endpoint,
                List.of(
                        new LandingRoutes(
                                "Correlation service", Build.facts().version(), endpoint.metricsPath(), files()),
                        new HealthRoutes(
                                Optional::empty, () -> passes.status().pass().isPresent()),
                        new MetricsRoutes(new ExpositionPage(exposition), endpoint.metricsPath()),
                        new FileRoutes(output, files())));
        termination.run(() -> {
            serve(options, server, exposition, news, output, passes, termination);
            logger.info("event=stopped");
        });
    }

    private static void serve(
            ServiceOptions options,
            ThermogradServer server,
            Exposition exposition,
            VerdictNews news,
            Path output,
            CorrelationPasses passes,
            Termination termination)
            throws CommandFailedException {
        try (server;
                RemoteAccess remote = RemoteAccess.open(options.jmx())) {
            server.start();
            remote.announce();
            logger.info("event=started url={}", server.metricsUrls());
            try (Beans beans = MetricBeans.open(RootBean.CORRELATION, exposition, report(output), System::nanoTime)) {
                news.open(beans);
                new CorrelationService(options.interval(), passes, System::nanoTime).await(termination);
            }
        } catch (ListenException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns what gives the newest report; not on windows that overlap. */
    static BeanOperation report(Path output) {
        String name = ReportFiles.JSON;
        return new BeanOperation("report", "Returns the newest report as GET /" + name + " does.", () -> {
            try {
                return Files.readString(output.resolve(name));
            } catch (NoSuchFileException e) {
                throw new IOException("there is no report yet", e);
            }
        });
    }

    private static List<String> files() {
        List<String> files = new ArrayList<>(ReportFiles.NAMES);
        ReportFiles.NAMES.forEach(name -> files.add(EXPLORATORY + "/" + name));
        return files;
    }

    /** Makes passes on a thread of its own until it is asked to stop; one that is under way then is interrupted. */
    private void await(Termination termination) {
        Thread thread = new Thread(this::pass, "correlation");
        thread.setDaemon(true);
        thread.start();
        try {
            termination.await();
            logger.info("event=stopping");
            stop.countDown();
            thread.interrupt();
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass() {
        Pace pace = new Pace(interval, nanoTicker.getAsLong());
        try {
            long delay = 0;
            while (!stop.await(delay, TimeUnit.NANOSECONDS)) {
                passes.pass(pace.overruns());
                delay = pace.nextDelayNanos(nanoTicker.getAsLong());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
