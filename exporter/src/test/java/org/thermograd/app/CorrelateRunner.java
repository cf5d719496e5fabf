package org.thermograd.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.thermograd.app.cli.Console;
import org.thermograd.app.correlate.CorrelateCommand;
import org.thermograd.app.process.Termination;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Lets tests of other packages run {@code correlate} without a process, and look at its options. */
public final class CorrelateRunner {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private CorrelateRunner() {}

    /** Returns the options of the command. */
    public static List<OptionSpec> options() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        CorrelateCommand command =
                new CorrelateCommand(new Console(nowhere, nowhere, false), InstantSource.fixed(NOW), new Termination());
        return new CommandLine(command)
                .getCommandSpec().options().stream()
                        .filter(option -> !option.hidden())
                        .toList();
    }

    /**
     * Runs the command with {@code --json} and returns its standard output, the report.
     *
     * @throws IllegalStateException if it does not exit with 0; the message is its standard error
     */
    public static String report(Map<String, String> environment, List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        List<String> line = new ArrayList<>(List.of("correlate", "--json"));
        line.addAll(arguments);
        int status = new ThermogradCommandLine(console, InstantSource.fixed(NOW), environment)
                .run(line.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException("exit status " + status + ": " + err.toString(StandardCharsets.UTF_8));
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
