package org.thermograd.app;

import java.util.List;
import org.thermograd.app.cli.UsageException;
import org.thermograd.app.cli.Version;
import picocli.CommandLine.Command;

/** The command without a subcommand: help and version. */
@Command(
        name = "thermograd",
        description = {
            "Did throttling slow this training run, and do gradient spikes line up with it?",
            "Tells coupling from no evidence, and both from too little data."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "The launcher also knows: ./thermograd test [--install], which runs every check of the project.",
            "Every option --like-this is also an environment variable THERMOGRAD_LIKE_THIS.",
            "Exit status: 0 done, whatever the verdict; 1 failed; 2 wrong usage."
        })
final class ThermogradCommand implements Runnable {
    @Override
    public void run() {
        throw new UsageException(List.of("a command is missing, such as correlate"));
    }
}
