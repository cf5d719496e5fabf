package org.thermograd.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.adapter.exposition.CorrelationStatus;
import org.thermograd.adapter.report.Look;
import org.thermograd.adapter.report.Report;

/**
 * The passes of the correlation service. A pass looks at every window that has ended since the last one, and then at the
 * newest one until now, for a report that is exploratory. Confined to one thread, but for {@link #status}.
 */
final class CorrelationPasses {
    private static final Logger logger = LoggerFactory.getLogger(CorrelationPasses.class);

    private final Correlation correlation;
    private final LookWindows windows;
    private final ReportFiles tumbling;
    private final ReportFiles sliding;
    private final InstantSource clock;
    private final LongSupplier nanoTicker;
    private final Instant since;
    private Optional<PrometheusOptions.Range> last = Optional.empty();
    private long slides;
    private boolean failing;
    private volatile CorrelationStatus status = CorrelationStatus.NONE;

    /** Makes a report of a window. */
    @FunctionalInterface
    interface Correlation {
        /**
         * Reads and analyses.
         *
         * @return nothing where the window holds no run, which is no failure
         * @throws CommandFailedException if that fails
         */
        Optional<Report> of(PrometheusOptions.Range window) throws CommandFailedException;
    }

    /**
     * Prepares the first pass.
     *
     * @param correlation makes the reports
     * @param windows the windows
     * @param output where the reports go, the exploratory ones into a folder {@code exploratory} in it
     * @param clock the wall clock
     * @param nanoTicker elapsed time
     */
    CorrelationPasses(
            Correlation correlation, LookWindows windows, Path output, InstantSource clock, LongSupplier nanoTicker) {
        this.correlation = correlation;
        this.windows = windows;
        this.tumbling = new ReportFiles(output);
        this.sliding = new ReportFiles(output.resolve(CorrelationServing.EXPLORATORY));
        this.clock = clock;
        this.nanoTicker = nanoTicker;
        this.since = clock.instant();
    }

    /** Returns what is known now; thread-safe. */
    CorrelationStatus status() {
        return status;
    }

    /**
     * Makes one pass. If it fails, what is known stays, and the next pass tries again.
     *
     * @param skipped how many passes were left out so far
     */
    void pass(long skipped) {
        long startNanos = nanoTicker.getAsLong();
        try {
            look();
            slide();
            Duration took = Duration.ofNanos(nanoTicker.getAsLong() - startNanos);
            status = new CorrelationStatus(
                    status.look(),
                    Optional.of(new CorrelationStatus.Pass(clock.instant(), took)),
                    status.looks(),
                    status.failures(),
                    skipped);
            if (failing) {
                failing = false;
                logger.info("event=pass_succeeded_again");
            }
        } catch (CommandFailedException e) {
            if (!Thread.currentThread().isInterrupted()) {
                failed(String.valueOf(e.getMessage()), skipped);
            }
        } catch (OutOfMemoryError e) {
            failed("the data of a window do not fit into the memory that Java may use", skipped);
        } catch (RuntimeException e) {
            logger.error("event=pass_broke", e);
            failed("internal error, please report it", skipped);
        }
    }

    private void failed(String reason, long skipped) {
        status = new CorrelationStatus(status.look(), status.pass(), status.looks(), status.failures() + 1, skipped);
        if (!failing) {
            failing = true;
            logger.warn("event=pass_failed reason=\"{}\"", reason);
        }
    }

    private void look() throws CommandFailedException {
        for (PrometheusOptions.Range window : windows.due(last, clock.instant())) {
            long number = status.looks() + 1;
            Optional<Report> report = report(window, Look.Kind.TUMBLING, number);
            if (report.isPresent()) {
                tumbling.write(report.get());
            }
            last = Optional.of(window);
            status = new CorrelationStatus(
                    Optional.of(new CorrelationStatus.Look(
                            window.from(),
                            window.to(),
                            report.map(CorrelatedRuns::of).orElseGet(List::of))),
                    status.pass(),
                    report.isPresent() ? number : status.looks(),
                    status.failures(),
                    status.skipped());
            logger.info(
                    "event=looked from={} to={} verdict={}",
                    window.from(),
                    window.to(),
                    report.map(one -> one.analysis().verdict().code().name()).orElse("none"));
        }
    }

    private void slide() throws CommandFailedException {
        Optional<Report> report = report(windows.sliding(clock.instant()), Look.Kind.SLIDING, slides + 1);
        if (report.isPresent()) {
            slides++;
            sliding.write(report.get());
        }
    }

    private Optional<Report> report(PrometheusOptions.Range window, Look.Kind kind, long number)
            throws CommandFailedException {
        return correlation.of(window).map(report -> report.of(new Look(kind, number, windows.length(), since)));
    }
}
