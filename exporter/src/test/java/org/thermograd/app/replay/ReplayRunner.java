package org.thermograd.app.replay;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.thermograd.app.cli.Console;
import org.thermograd.app.process.Termination;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Lets tests of other packages look at the options of {@code replay}. */
public final class ReplayRunner {
    private ReplayRunner() {}

    /** Returns the options of the command. */
    public static List<OptionSpec> options() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new CommandLine(new ReplayCommand(
                        new Console(nowhere, nowhere, false), InstantSource.system(), new Termination()))
                .getCommandSpec()
                .options();
    }
}
