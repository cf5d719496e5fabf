package org.thermograd.app.serve;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.app.cli.UsageException;
import org.thermograd.domain.simulation.InvalidSimulationException;
import org.thermograd.domain.simulation.SimulationParameters;

/** The file of {@code --simulation-file}. */
final class SimulationFile {
    private SimulationFile() {}

    /**
     * Returns parameters with what a file says in their place.
     *
     * @throws CommandFailedException if the file cannot be read
     * @throws UsageException if something in it is wrong; it tells all of that
     */
    static SimulationParameters read(Path file, SimulationParameters parameters) throws CommandFailedException {
        try {
            return parameters.withFile(Files.readString(file));
        } catch (InvalidSimulationException e) {
            throw new UsageException(e.problems().stream()
                    .map(problem -> "Invalid --simulation-file " + file + ": " + problem)
                    .toList());
        } catch (NoSuchFileException e) {
            throw new CommandFailedException("cannot read --simulation-file " + file + ": no such file", e);
        } catch (CharacterCodingException e) {
            throw new CommandFailedException("cannot read --simulation-file " + file + ": not UTF-8", e);
        } catch (IOException e) {
            throw new CommandFailedException("cannot read --simulation-file " + file + ": " + e.getMessage(), e);
        }
    }
}
