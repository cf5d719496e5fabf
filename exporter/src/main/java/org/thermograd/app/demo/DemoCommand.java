package org.thermograd.app.demo;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.thermograd.adapter.report.ReportFiles;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.Console;
import org.thermograd.app.cli.OptionValues;
import org.thermograd.app.cli.Version;
import org.thermograd.app.process.ChildServer;
import org.thermograd.app.process.Opener;
import org.thermograd.app.process.Termination;
import org.thermograd.app.serve.ServeCommand;
import org.thermograd.domain.simulation.Scenario;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The whole pipeline on simulated hardware and training, in accelerated time. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        header = "Shows what Thermograd answers, on simulated hardware and training, in a minute.",
        customSynopsis = "thermograd demo [OPTION]...",
        description = {
            "",
            "Simulates accelerators that heat up and a training loop on them, hours in seconds, records what the real",
            "detectors see, and correlates it. With prometheus and promtool on the PATH also through a Prometheus of its",
            "own on a free port of this host, which it ends again.",
            ""
        },
        footer = {"", "Exit status: 0 done, whatever the verdicts; 1 failed; 2 wrong usage."})
public final class DemoCommand implements Callable<Integer> {
    private final Console console;
    private final InstantSource clock;

    @Option(
            names = "--scenario",
            paramLabel = "ID",
            converter = ScenarioId.class,
            description =
                    "Only this one, repeatable: coupled, reversed, unrelated, shared-warmup, hot-half, bursts, evaluation, none"
                            + " (default: the first four and evaluation)")
    private List<Scenario> scenarios = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            converter = OptionValues.Whole.class,
            description = "Where the random numbers of the simulation start (default ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "thermograd-demo",
            description = "Where sessions and reports go; those of an earlier demo there are replaced"
                    + " (default ${DEFAULT-VALUE})")
    private Path output = Path.of("thermograd-demo");

    @Option(
            names = "--keep",
            description = "In the end serve the first scenario live on http://127.0.0.1:9877/metrics, until SIGINT.")
    private boolean keep;

    @Option(names = "--open", description = "In the end open the report of the first scenario in the browser.")
    private boolean open;

    @Option(
            names = "--alert",
            description =
                    "Also show a collapse arriving as an alert and resolving, in about a minute, with prometheus and"
                            + " alertmanager where they are on the PATH.")
    private boolean alert;

    public DemoCommand(Console console, InstantSource clock) {
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() throws CommandFailedException {
        List<Scenario> shown = scenarios.isEmpty()
                ? List.of(
                        Scenario.COUPLED,
                        Scenario.REVERSED,
                        Scenario.UNRELATED,
                        Scenario.SHARED_WARMUP,
                        Scenario.EVALUATION)
                : scenarios.stream().distinct().toList();
        new Demo(console, clock, output, seed).run(shown);
        if (alert) {
            new DemoAlert(console, clock, seed).show();
        }
        if (open) {
            open(output.resolve(shown.get(0).id()).resolve(ReportFiles.HTML));
        }
        if (keep) {
            console.out()
                    .println("Serving " + shown.get(0).id()
                            + ", simulated, on http://127.0.0.1:9877/metrics until Ctrl-C");
            ServeCommand serve = new ServeCommand(clock, new Termination());
            new CommandLine(serve)
                    .parseArgs(
                            "--hardware",
                            "simulated",
                            "--scenario",
                            shown.get(0).id(),
                            "--seed",
                            Long.toString(seed));
            return serve.call();
        }
        return 0;
    }

    private void open(Path page) throws CommandFailedException {
        try {
            Opener opener = new Opener(
                    System.getProperty("os.name", ""),
                    program -> ChildServer.findOnPath(program).isPresent());
            console.out().println(opener.open(page));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted while opening " + page, e);
        }
    }

    /** A scenario by its name. */
    static final class ScenarioId implements ITypeConverter<Scenario> {
        @Override
        public Scenario convert(String text) {
            return Arrays.stream(Scenario.values())
                    .filter(scenario -> scenario.id().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("must be one of "
                            + Arrays.stream(Scenario.values()).map(Scenario::id).collect(Collectors.joining(", "))
                            + ", got " + text));
        }
    }
}
