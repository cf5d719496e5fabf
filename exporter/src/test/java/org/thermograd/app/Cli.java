package org.thermograd.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.thermograd.app.cli.Console;

/** Runs command lines in this process and keeps what they print. */
public final class Cli {
    static final Instant NOW = Instant.parse("2026-11-22T10:36:00.123456Z");

    private final Map<String, String> environment;
    private final boolean terminal;

    private Cli(Map<String, String> environment, boolean terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    public static Cli plain() {
        return new Cli(Map.of(), false);
    }

    public static Cli onATerminal() {
        return new Cli(Map.of(), true);
    }

    public static Cli with(String variable, String value) {
        return new Cli(Map.of(variable, value), false);
    }

    public Result run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(print(out), print(err), terminal);
        int status = new ThermogradCommandLine(console, InstantSource.fixed(NOW), environment).run(args);
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs correlate on one pair of files. */
    public Result correlate(Path hardware, Path training, Path output, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "correlate",
                "--hardware-csv",
                hardware.toString(),
                "--training-log",
                training.toString(),
                "--output",
                output.toString()));
        args.addAll(Arrays.asList(more));
        return run(args.toArray(String[]::new));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** What a command line came to. */
    public record Result(int status, String out, String err) {
        /** Standard output and standard error as lines. */
        public List<String> outLines() {
            return out.lines().toList();
        }
    }
}
