package org.thermograd.app.correlate;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.thermograd.adapter.prometheus.runs.ExporterQuery;
import org.thermograd.adapter.prometheus.runs.NothingFoundException;
import org.thermograd.adapter.report.ReportFileException;
import org.thermograd.adapter.report.ReportFiles;
import org.thermograd.adapter.report.ReportText;
import org.thermograd.adapter.report.json.ReportJson;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.Console;
import org.thermograd.app.cli.FileReasons;
import org.thermograd.app.cli.OptionValues;
import org.thermograd.app.cli.UsageException;
import org.thermograd.app.cli.Version;
import org.thermograd.app.correlate.service.CorrelationService;
import org.thermograd.app.correlate.service.ServiceOptions;
import org.thermograd.app.process.Termination;
import org.thermograd.domain.ParallelPart;
import org.thermograd.domain.analysis.crosscorrelation.CouplingConfig;
import org.thermograd.domain.analysis.crosscorrelation.WarmUp;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.study.RecordedRuns;
import org.thermograd.domain.analysis.study.RecordedStudy;
import org.thermograd.domain.analysis.study.StudyConfig;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.series.TimeRange;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The correlation job, on recorded files or on what a Prometheus holds. */
@Command(
        name = "correlate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        header = "Do gradient-norm spikes and hardware collapses go together, and which comes first?",
        customSynopsis = {
            "thermograd correlate --hardware-csv FILE --training-log FILE [OPTION]...",
            "       (repeat the pair for more runs of the same experiment; they are pooled)",
            "       thermograd correlate --session DIR [OPTION]...",
            "       thermograd correlate --prometheus-url URL [--run ID]... [--since TIME] [OPTION]...",
            "       thermograd correlate --prometheus-url URL --every 5m [OPTION]..."
        },
        description = {
            "",
            "Answers that they do, that there is no evidence although there was enough data, or that the data cannot",
            "tell and how much longer to run. Prints the answer and writes the report: as a page, a figure, a note, and JSON.",
            ""
        },
        footer = {
            "",
            "The hardware CSV needs the columns timestamp and device, and for an answer collapse, or with --collapses",
            "inferred util_pct and temp_c, and power_w where it is measured; the training log (a JSON array, one object",
            "a line, or CSV) needs timestamp_shared (epoch seconds) and grad_norm. From Prometheus it reads what",
            "'thermograd serve' told it; the detector of the exporter counts then.",
            "Exit status: 0 done, whatever the verdict; 1 failed; 2 wrong usage."
        })
public final class CorrelateCommand implements Callable<Integer> {
    private final Console console;
    private final InstantSource clock;
    private final Termination termination;
    /** How much was read; empty until it was. */
    private Optional<DataSize> size = Optional.empty();

    @ArgGroup(validate = false)
    private FileOptions fileOptions = new FileOptions();

    @Option(
            names = "--device",
            paramLabel = "ID",
            description = "Only this device, such as gpu0; repeatable (default: all in the file, or all of the run)")
    private List<String> devices = new ArrayList<>();

    @Option(
            names = "--align-tolerance",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = OptionValues.Millis.class,
            description = "How far a log entry may be from the sample it is joined to, in the first experiment's table"
                    + " (default ${DEFAULT-VALUE})")
    private long alignToleranceMillis;

    @Option(
            names = "--max-lag",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = OptionValues.Millis.class,
            description = "How far before and after the gradient norm continuous signals are looked at"
                    + " (default ${DEFAULT-VALUE})")
    private long maxLagMillis;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            converter = OptionValues.Whole.class,
            description = "Seed of the phase surrogates of short continuous signals (default ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "thermograd-report",
            description = "Where the report's files go (default ${DEFAULT-VALUE})")
    private Path output = Path.of("thermograd-report");

    @Option(
            names = "--json",
            description = "Standard output holds only the report as JSON; text goes to standard error.")
    private boolean json;

    @ArgGroup(validate = false, heading = "%nPrometheus as the source:%n")
    private PrometheusOptions prometheusOptions = new PrometheusOptions();

    @ArgGroup(
            validate = false,
            heading = "%nAn existing setup, read from Prometheus in place of what 'thermograd serve' told it:%n")
    private SetupOptions setupOptions = new SetupOptions();

    @ArgGroup(validate = false, heading = "%nAs a service, over Prometheus:%n")
    private ServiceOptions serviceOptions = new ServiceOptions();

    @ArgGroup(validate = false, heading = "%nCollapses:%n")
    private CollapseOptions collapseOptions = new CollapseOptions();

    @ArgGroup(validate = false, heading = "%nThe spike detector, explained in docs/correlation.md:%n")
    private DetectorOptions detectorOptions = new DetectorOptions();

    @ArgGroup(validate = false, heading = "%nParameters of the analysis, explained in docs/correlation.md:%n")
    private AnalysisOptions analysisOptions = new AnalysisOptions();

    public CorrelateCommand(Console console, InstantSource clock, Termination termination) {
        this.console = console;
        this.clock = clock;
        this.termination = termination;
    }

    @Override
    public Integer call() throws CommandFailedException {
        serviceOptions.applyLog();
        checkUsage();
        if (serviceOptions.isChosen()) {
            CorrelationService.run(serviceOptions, this::ofWindow, output, clock, termination);
            return 0;
        }
        try {
            return correlate();
        } catch (OutOfMemoryError e) {
            long available = Runtime.getRuntime().maxMemory();
            throw new CommandFailedException(
                    "the data do not fit into the " + DataSize.megabytes(available) + " of memory that Java may use; "
                            + size.filter(one -> !one.fits(available))
                                    .map(DataSize::need)
                                    .orElseGet(() -> DataSize.more(available)),
                    e);
        }
    }

    /** Says before a long analysis that it may fail. */
    private void noteSize(DataSize read) {
        long available = Runtime.getRuntime().maxMemory();
        size = Optional.of(read);
        if (!read.fits(available)) {
            console.note(read.need() + ", Java may use " + DataSize.megabytes(available));
        }
    }

    private int correlate() throws CommandFailedException {
        Report report = report();
        console.endPhase();
        PrintStream words = json ? console.err() : console.out();
        words.println(String.join("\n", ReportText.lines(report)));
        if (json) {
            console.out().print(ReportJson.write(report));
        }
        words.println("Report: " + names(write(report)));
        return 0;
    }

    /** Returns the path of the first file, and the names of the others beside it. */
    private static String names(List<Path> files) {
        return files.get(0)
                + files.stream().skip(1).map(file -> ", " + file.getFileName()).collect(Collectors.joining());
    }

    private Report report() throws CommandFailedException {
        Instant now = clock.instant();
        return prometheusOptions.isChosen()
                ? fromPrometheus(console, prometheusOptions.range(now), now)
                : fromFiles(now);
    }

    /** Returns the report on a window of the service, which has a log in place of progress; nothing where it holds no run. */
    private Optional<Report> ofWindow(TimeRange window) throws CommandFailedException {
        try {
            return Optional.of(fromPrometheus(Console.silent(), window, clock.instant()));
        } catch (CommandFailedException e) {
            if (e.getCause() instanceof NothingFoundException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Report fromPrometheus(Console shown, TimeRange range, Instant now) throws CommandFailedException {
        StudyConfig study = study();
        ExporterQuery query = new ExporterQuery(
                range,
                new TreeSet<>(prometheusOptions.runs()),
                new TreeSet<>(prometheusOptions.instances()),
                new TreeSet<>(devices),
                collapseOptions.kind(),
                study.correlation());
        return new PrometheusJob(shown, prometheusOptions.config(), setupOptions.setup(), study)
                .report(query, date(now));
    }

    private Report fromFiles(Instant now) throws CommandFailedException {
        return ParallelPart.inPool(() -> {
            RecordedRuns recorded = fileOptions.read(console, new TreeSet<>(devices));
            List<String> problems = collapseOptions.problemsWith(recorded);
            if (!problems.isEmpty()) {
                throw new UsageException(problems);
            }
            noteSize(DataSize.of(recorded));
            console.phase("analyzing");
            return new RecordedStudy(study(), collapseOptions.choice()).of(recorded, date(now));
        });
    }

    private static Instant date(Instant now) {
        return now.truncatedTo(ChronoUnit.MILLIS);
    }

    private StudyConfig study() {
        CorrelationConfig correlation = analysisOptions.config(detectorOptions.config());
        return new StudyConfig(
                correlation,
                new CouplingConfig(
                        maxLagMillis,
                        correlation.events().gaps(),
                        correlation.coincidence().alpha(),
                        seed,
                        WarmUp.DEFAULTS),
                alignToleranceMillis);
    }

    private void checkUsage() {
        List<String> problems = detectorOptions.problems();
        int sources = (fileOptions.hasPairs() ? 1 : 0)
                + (fileOptions.hasSessions() ? 1 : 0)
                + (prometheusOptions.isChosen() ? 1 : 0);
        if (sources > 1) {
            problems.add("--prometheus-url, --session and recorded files (--hardware-csv, --training-log) must not come"
                    + " together");
        }
        if (sources == 0) {
            problems.add("nothing to read: give --hardware-csv FILE and --training-log FILE, or --session DIR, or"
                    + " --prometheus-url URL");
        }
        if (prometheusOptions.isChosen()) {
            addNotOverPrometheus(problems);
        } else {
            problems.addAll(setupOptions.problemsWithoutPrometheus());
        }
        problems.addAll(fileOptions.problems());
        if (fileOptions.hasSessions()) {
            problems.addAll(collapseOptions.problemsWithSessions());
        }
        problems.addAll(prometheusOptions.problems(clock.instant()));
        problems.addAll(serviceOptions.problems());
        if (serviceOptions.isChosen()) {
            addUnfitForService(problems);
        }
        problems.addAll(collapseOptions.problems());
        if (!problems.isEmpty()) {
            throw new UsageException(problems);
        }
    }

    private void addUnfitForService(List<String> problems) {
        if (!prometheusOptions.isChosen()) {
            problems.add("--every must come with --prometheus-url");
        }
        if (prometheusOptions.hasRange()) {
            problems.add(
                    "--from, --to and --since must not come with --every: the service reads windows of --analysis-window");
        }
        if (json) {
            problems.add("--json must not come with --every: the service answers with report.json at --listen");
        }
    }

    private void addNotOverPrometheus(List<String> problems) {
        if (problems.isEmpty() && !setupOptions.findsSpikes()) {
            problems.addAll(detectorOptions.problemsWithoutSteps());
        }
        if (!setupOptions.hasTraining()) {
            problems.addAll(analysisOptions.problemsWithoutSteps());
        }
        if (!setupOptions.hasHardware()) {
            problems.addAll(analysisOptions.problemsWithoutFlags());
        }
        problems.addAll(collapseOptions.problemsWithoutSamples());
        problems.addAll(setupOptions.problemsWith(collapseOptions.kind()));
        problems.addAll(setupOptions.problems());
    }

    /** Writes the files of a report and returns them, report.json first. */
    private List<Path> write(Report report) throws CommandFailedException {
        try {
            return new ReportFiles(output).write(report);
        } catch (ReportFileException e) {
            throw new CommandFailedException(FileReasons.cannotWrite(e.file(), e.reason()), e);
        }
    }
}
