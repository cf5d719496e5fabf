package org.thermograd.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;

/** The commands with what they need, and how their failures become an exit status. */
final class ThermogradCommandLine {
    private final Console console;
    private final CommandLine commandLine;

    /**
     * Wires the commands.
     *
     * @param console where they write
     * @param clock the wall clock
     * @param environment variables that stand in for options
     */
    ThermogradCommandLine(Console console, InstantSource clock, Map<String, String> environment) {
        this.console = console;
        this.commandLine = new CommandLine(new ThermogradCommand())
                .addSubcommand(new CorrelateCommand(console, clock, new Termination()))
                .addSubcommand(new ServeCommand(clock, new Termination()))
                .addSubcommand(new ReplayCommand(console, clock, new Termination()))
                .addSubcommand(new DemoCommand(console, clock))
                .addSubcommand(new HealthcheckCommand(console))
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setDefaultValueProvider(new EnvironmentDefaults(environment))
                .setExecutionStrategy(this::execute)
                .setExecutionExceptionHandler(this::failed)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(110);
        everyCommand(commandLine)
                .forEach(command -> command.getCommandSpec().parser().collectErrors(true));
    }

    private static List<CommandLine> everyCommand(CommandLine root) {
        List<CommandLine> all = new ArrayList<>(List.of(root));
        all.addAll(root.getSubcommands().values());
        return all;
    }

    /** Runs one command line and returns its exit status. */
    int run(String... args) {
        return commandLine.execute(args);
    }

    private int execute(ParseResult parsed) {
        List<String> problems = new ArrayList<>();
        CommandLine last = commandLine;
        for (CommandLine command : parsed.asCommandLineList()) {
            command.getParseResult().errors().forEach(error -> problems.add(error.getMessage()));
            last = command;
        }
        if (!problems.isEmpty() && !isHelpRequested(parsed)) {
            return wrongUsage(last, problems);
        }
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (UsageException e) {
            return wrongUsage(last, e.problems());
        }
    }

    private static boolean isHelpRequested(ParseResult parsed) {
        return parsed.asCommandLineList().stream()
                .anyMatch(command -> command.isUsageHelpRequested() || command.isVersionHelpRequested());
    }

    private int wrongUsage(CommandLine command, List<String> problems) {
        problems.forEach(console::error);
        console.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for what it takes.");
        return ExitCode.USAGE;
    }

    private int failed(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof UsageException usage) {
            return wrongUsage(command, usage.problems());
        }
        if (failure instanceof CommandFailedException) {
            console.error(String.valueOf(failure.getMessage()));
        } else {
            console.error("internal error, please report it: " + failure);
            failure.printStackTrace(console.err());
        }
        return ExitCode.SOFTWARE;
    }
}
