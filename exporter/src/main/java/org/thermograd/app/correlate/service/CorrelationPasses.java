package org.thermograd.app.correlate.service;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.adapter.exposition.collector.CorrelationStatus;
import org.thermograd.adapter.report.ReportFileException;
import org.thermograd.adapter.report.ReportFiles;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.FileReasons;
import org.thermograd.domain.analysis.report.Look;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.study.CorrelatedRun;
import org.thermograd.domain.analysis.study.CorrelatedRuns;
import org.thermograd.domain.series.TimeRange;

/**
 * The passes of the correlation service. A pass looks at the window until now first, for a report that is exploratory, and
 * then at every window that has ended and was not looked at yet, the oldest first. What fails keeps nothing else waiting:
 * the next pass tries it again, and a window is abandoned once a later one is due, unless nothing at all could be read
 * meanwhile. Confined to one thread, but for {@link #status}.
 */
final class CorrelationPasses {
    /** Windows that wait for a Prometheus that does not answer; of more the oldest are abandoned. A week of 6 h. */
    static final int MOST_WAITING = 28;

    private static final Logger logger = LoggerFactory.getLogger(CorrelationPasses.class);

    private final Correlation correlation;
    private final LookWindows windows;
    private final ReportFiles tumbling;
    private final ReportFiles sliding;
    private final Consumer<CorrelationStatus.Window> listener;
    private final InstantSource clock;
    private final LongSupplier nanoTicker;
    private final Instant since;
    private Instant settled;
    private long slides;
    private boolean failing;
    private volatile CorrelationStatus status = CorrelationStatus.NONE;

    /** Makes a report of a window. */
    @FunctionalInterface
    public interface Correlation {
        /**
         * Reads and analyses.
         *
         * @return nothing where the window holds no run, which is no failure
         * @throws CommandFailedException if that fails
         */
        Optional<Report> of(TimeRange window) throws CommandFailedException;
    }

    /** One view of a pass, which fails without harm to the others. */
    @FunctionalInterface
    private interface View {
        void make() throws CommandFailedException, ReportFileException;
    }

    /**
     * Prepares the first pass, which looks at the newest window that has ended.
     *
     * @param correlation makes the reports
     * @param windows the windows
     * @param output where the reports go, the exploratory ones into a folder {@code exploratory} in it
     * @param listener hears of each window that was looked at, after {@link #status} shows it
     * @param clock the wall clock
     * @param nanoTicker elapsed time
     */
    CorrelationPasses(
            Correlation correlation,
            LookWindows windows,
            Path output,
            Consumer<CorrelationStatus.Window> listener,
            InstantSource clock,
            LongSupplier nanoTicker) {
        this.correlation = correlation;
        this.windows = windows;
        this.tumbling = new ReportFiles(output);
        this.sliding = new ReportFiles(output.resolve(CorrelationService.EXPLORATORY));
        this.listener = listener;
        this.clock = clock;
        this.nanoTicker = nanoTicker;
        this.since = clock.instant();
        this.settled = windows.newest(since).from();
    }

    /** Returns what is known now; thread-safe. */
    CorrelationStatus status() {
        return status;
    }

    /**
     * Makes one pass. What fails in it leaves what is known as it is. Returns early, without a count, where the thread is
     * interrupted.
     *
     * @param skipped how many passes were left out so far
     */
    void pass(long skipped) {
        long startNanos = nanoTicker.getAsLong();
        status = status.with(status.counts().withSkipped(skipped));
        Optional<String> exploratory = failureOf(this::slide);
        List<TimeRange> due = due();
        Map<TimeRange, String> failed = new LinkedHashMap<>();
        for (TimeRange window : due) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            failureOf(() -> look(window)).ifPresent(reason -> failed.put(window, reason));
        }
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        if (exploratory.isEmpty() || failed.size() < due.size()) {
            settle(due, failed);
        }
        List<String> reasons = new ArrayList<>(failed.values());
        exploratory.ifPresent(reasons::add);
        if (reasons.isEmpty()) {
            succeeded(Duration.ofNanos(nanoTicker.getAsLong() - startNanos));
        } else {
            failed(reasons.get(0));
        }
    }

    /** Returns the windows to look at, in order of time; abandons the oldest where they are too many. */
    private List<TimeRange> due() {
        List<TimeRange> due = windows.due(settled, clock.instant());
        int tooMany = due.size() - MOST_WAITING;
        if (tooMany > 0) {
            settled = due.get(tooMany).from();
            status = status.with(status.counts().plusGivenUp(tooMany));
            logger.warn(
                    "event=windows_abandoned windows={} from={} to={} reason=\"more than {} would wait\"",
                    tooMany,
                    due.get(0).from(),
                    settled,
                    MOST_WAITING);
            return due.subList(tooMany, due.size());
        }
        return due;
    }

    /** Gives up the windows that failed, but for the newest, which is tried again until the next one is due. */
    private void settle(List<TimeRange> due, Map<TimeRange, String> failed) {
        if (due.isEmpty()) {
            return;
        }
        TimeRange newest = due.get(due.size() - 1);
        settled = failed.containsKey(newest) ? newest.from() : newest.to();
        failed.forEach((window, reason) -> {
            if (!window.equals(newest)) {
                status = status.with(status.counts().plusGivenUp(1));
                logger.warn("event=window_abandoned from={} to={} reason=\"{}\"", window.from(), window.to(), reason);
            }
        });
    }

    /** Makes a view and returns why that failed; nothing where it did not. */
    private static Optional<String> failureOf(View view) {
        try {
            view.make();
            return Optional.empty();
        } catch (CommandFailedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (ReportFileException e) {
            return Optional.of(FileReasons.cannotWrite(e.file(), e.reason()));
        } catch (OutOfMemoryError e) {
            return Optional.of("the data of a window do not fit into the memory that Java may use");
        } catch (RuntimeException e) {
            logger.error("event=pass_broke", e);
            return Optional.of("internal error, please report it");
        }
    }

    private void succeeded(Duration took) {
        status = status.with(new CorrelationStatus.Pass(clock.instant(), took));
        if (failing) {
            failing = false;
            logger.info("event=pass_succeeded_again");
        }
    }

    private void failed(String reason) {
        status = status.with(status.counts().plusFailure());
        if (!failing) {
            failing = true;
            logger.warn("event=pass_failed reason=\"{}\"", reason);
        }
    }

    private void look(TimeRange window) throws CommandFailedException, ReportFileException {
        CorrelationStatus.Counts counts = status.counts();
        Optional<Report> report = report(window, Look.Kind.TUMBLING, counts.looks() + 1);
        List<CorrelatedRun> runs = report.map(CorrelatedRuns::of).orElseGet(List::of);
        if (report.isPresent()) {
            tumbling.write(report.get());
            counts = counts.plusLook();
        }
        CorrelationStatus.Window looked = new CorrelationStatus.Window(window.from(), window.to(), runs);
        status = status.with(counts).with(looked);
        listener.accept(looked);
        logger.info(
                "event=looked from={} to={} verdict={}",
                window.from(),
                window.to(),
                report.map(one -> one.analysis().verdict().code().name()).orElse("none"));
    }

    private void slide() throws CommandFailedException, ReportFileException {
        Optional<Report> report = report(windows.sliding(clock.instant()), Look.Kind.SLIDING, slides + 1);
        if (report.isPresent()) {
            slides++;
            sliding.write(report.get());
        }
    }

    private Optional<Report> report(TimeRange window, Look.Kind kind, long number) throws CommandFailedException {
        return correlation.of(window).map(report -> report.of(new Look(kind, number, windows.length(), since)));
    }
}
