package org.thermograd.app.serve;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.jmx.training.InvalidTrainingFileException;
import org.thermograd.adapter.jmx.training.TrainingFile;
import org.thermograd.adapter.jmx.training.TrainingSource;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.FileReasons;
import org.thermograd.app.cli.UsageException;
import picocli.CommandLine.Option;

/** Which trainings of other JVMs are read. */
final class JmxTrainingOptions {
    @Option(
            names = "--jmx-training",
            paramLabel = "FILE",
            description = "Read training steps from MBeans of other JVMs, which this file names, docs/jmx.md"
                    + " (default: none)")
    private @Nullable Path file;

    /**
     * Returns what the option states.
     *
     * @throws CommandFailedException if the file, or one that it names, cannot be used
     * @throws UsageException if something in it is wrong; it tells all of that
     */
    ServeConfig.JmxTraining config() throws CommandFailedException {
        Path given = file;
        return given == null ? ServeConfig.JmxTraining.NONE : read(given);
    }

    private static ServeConfig.JmxTraining read(Path file) throws CommandFailedException {
        try {
            Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
            List<TrainingSource> sources = TrainingFile.parse(Files.readString(file), folder);
            for (TrainingSource source : sources) {
                source.check();
            }
            return new ServeConfig.JmxTraining(Optional.of(file), sources);
        } catch (InvalidTrainingFileException e) {
            throw new UsageException(e.problems().stream()
                    .map(problem -> "Invalid --jmx-training " + file + ": " + problem)
                    .toList());
        } catch (CharacterCodingException e) {
            throw new CommandFailedException("cannot use --jmx-training " + file + ": not UTF-8", e);
        } catch (IOException e) {
            throw new CommandFailedException("cannot use --jmx-training " + file + ": " + FileReasons.of(e), e);
        }
    }
}
