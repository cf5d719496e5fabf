package org.thermograd.app.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.thermograd.adapter.report.ReportFileException;
import org.thermograd.adapter.report.comparison.ComparisonFiles;
import org.thermograd.adapter.report.comparison.ComparisonJson;
import org.thermograd.adapter.report.comparison.ComparisonText;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.Console;
import org.thermograd.app.cli.FileReasons;
import org.thermograd.app.cli.OptionValues;
import org.thermograd.app.cli.UsageException;
import org.thermograd.app.cli.Version;
import org.thermograd.domain.analysis.comparison.ComparedRun;
import org.thermograd.domain.analysis.comparison.ComparisonConfig;
import org.thermograd.domain.analysis.comparison.RunComparer;
import org.thermograd.domain.analysis.comparison.RunComparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares recorded runs. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        header = "A run is slower than another: was it the code or the hardware?",
        customSynopsis = {
            "thermograd compare RUN_A RUN_B [OPTION]...",
            "       thermograd compare RUN_A RUN_B --a RUN... --b RUN... [OPTION]...   (several runs a side)"
        },
        description = {
            "",
            "Says by how much the steps of B are slower than those of A, which part of that goes with throttling and",
            "clocks, and which does not. Prints the answer, and writes it as a page, as JSON and as Markdown.",
            ""
        },
        footer = {
            "",
            "RUN is the folder of a session that serve --record wrote; FOLDER#NAME where it holds several runs; or",
            "HARDWARE_CSV,TRAINING_LOG, of which only the clocks are known, not when the driver throttled.",
            "Runs should be of 30 minutes or more; three runs a side show how much runs differ anyway.",
            "Exit status: 0 as fast or faster; 3 slower by its code; 4 slower by the hardware alone; 5 cannot tell;",
            "1 failed; 2 wrong usage."
        })
public final class CompareCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "RUN_A", description = "The run to compare with.")
    private String runA = "";

    @Parameters(index = "1", paramLabel = "RUN_B", description = "The run that may be slower.")
    private String runB = "";

    @Option(names = "--a", paramLabel = "RUN", description = "Another run of the side of RUN_A; repeatable.")
    private List<String> moreA = new ArrayList<>();

    @Option(names = "--b", paramLabel = "RUN", description = "Another run of the side of RUN_B; repeatable.")
    private List<String> moreB = new ArrayList<>();

    @Option(
            names = "--tolerance",
            paramLabel = "SHARE",
            defaultValue = "0.03",
            converter = OptionValues.Share.class,
            description = "Up to how much slower counts as the same (default ${DEFAULT-VALUE})")
    private double tolerance;

    @Option(
            names = "--run-to-run-sd",
            paramLabel = "SHARE",
            defaultValue = "0.008",
            converter = OptionValues.Share.class,
            description =
                    "Standard deviation of the mean step between runs of the same code, where a side has fewer than"
                            + " three runs to show it (default ${DEFAULT-VALUE})")
    private double runToRunSd;

    @Option(
            names = "--ignore-label",
            paramLabel = "NAME",
            description =
                    "Label that may differ, such as batch_size; repeatable. Model, batch size, precision, world size,"
                            + " sequence length and data set must agree else.")
    private List<String> ignoredLabels = new ArrayList<>();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "thermograd-comparison",
            description = "Where the files go (default ${DEFAULT-VALUE})")
    private Path output = Path.of("thermograd-comparison");

    @Option(
            names = "--json",
            description = "Standard output holds only the comparison as JSON; text goes to standard error.")
    private boolean json;

    public CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailedException {
        List<String> sourcesA = side(runA, moreA);
        List<String> sourcesB = side(runB, moreB);
        sourcesA.stream().filter(sourcesB::contains).findFirst().ifPresent(both -> {
            throw new UsageException(List.of("a run must be on one side, got " + both + " on both"));
        });
        ComparedFiles files = new ComparedFiles(console, ignoredLabels);
        List<ComparedRun> a = files.read(sourcesA);
        List<ComparedRun> b = files.read(sourcesB);
        console.phase("comparing");
        ComparisonConfig config = new ComparisonConfig(tolerance, runToRunSd);
        RunComparison comparison = new RunComparer(config).compare(a, b);
        console.endPhase();
        PrintStream words = json ? console.err() : console.out();
        words.println(String.join("\n", ComparisonText.lines(comparison, config)));
        if (json) {
            console.out().print(ComparisonJson.write(comparison, config));
        }
        words.println("Written: " + write(comparison, config));
        return comparison.outcome().exitCode();
    }

    private static List<String> side(String first, List<String> more) {
        List<String> side = new ArrayList<>();
        side.add(first);
        side.addAll(more);
        return side;
    }

    private String write(RunComparison comparison, ComparisonConfig config) throws CommandFailedException {
        try {
            return ComparisonFiles.write(output, comparison, config);
        } catch (ReportFileException e) {
            IOException reason = e.reason();
            throw new CommandFailedException(FileReasons.cannotWrite(e.file(), reason), e);
        }
    }
}
