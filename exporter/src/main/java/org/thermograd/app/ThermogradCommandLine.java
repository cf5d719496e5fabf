package org.thermograd.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.Console;
import org.thermograd.app.cli.UsageException;
import org.thermograd.app.compare.CompareCommand;
import org.thermograd.app.correlate.CorrelateCommand;
import org.thermograd.app.demo.DemoCommand;
import org.thermograd.app.process.Termination;
import org.thermograd.app.replay.ReplayCommand;
import org.thermograd.app.serve.HealthcheckCommand;
import org.thermograd.app.serve.ServeCommand;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;

/** The commands with what they need, and how their failures become an exit status. */
final class ThermogradCommandLine {
    private final Console console;
    private final EnvironmentDefaults defaults;
    private final Map<String, Supplier<Object>> commands = new LinkedHashMap<>();

    /**
     * Wires the commands.
     *
     * @param console where they write
     * @param clock the wall clock
     * @param environment variables that stand in for options
     */
    ThermogradCommandLine(Console console, InstantSource clock, Map<String, String> environment) {
        this.console = console;
        this.defaults = new EnvironmentDefaults(environment);
        commands.put("correlate", () -> new CorrelateCommand(console, clock, new Termination()));
        commands.put("compare", () -> new CompareCommand(console));
        commands.put("serve", () -> new ServeCommand(clock, new Termination()));
        commands.put("replay", () -> new ReplayCommand(console, clock, new Termination()));
        commands.put("demo", () -> new DemoCommand(console, clock));
        commands.put("healthcheck", () -> new HealthcheckCommand(console));
    }

    /** Describes the command that is asked for, all of them where none is: to describe one takes longer than to read a line. */
    private CommandLine commandLine(String... args) {
        CommandLine root = new CommandLine(new ThermogradCommand());
        Collection<Supplier<Object>> asked =
                args.length > 0 && commands.containsKey(args[0]) ? List.of(commands.get(args[0])) : commands.values();
        asked.forEach(command -> root.addSubcommand(command.get()));
        root.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setDefaultValueProvider(defaults)
                .setExecutionStrategy(parsed -> execute(root, parsed))
                .setExecutionExceptionHandler(this::failed)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(110)
                .getCommandSpec()
                .parser()
                .collectErrors(true);
        root.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().parser().collectErrors(true));
        return root;
    }

    /** Runs one command line and returns its exit status. */
    int run(String... args) {
        String[] ours = ToolkitNames.replacedIn(args);
        return commandLine(ours).execute(ours);
    }

    private int execute(CommandLine root, ParseResult parsed) {
        List<String> problems = new ArrayList<>();
        CommandLine last = root;
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
