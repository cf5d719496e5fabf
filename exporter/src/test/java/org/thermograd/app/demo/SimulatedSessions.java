package org.thermograd.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.domain.simulation.InvalidSimulationException;
import org.thermograd.domain.simulation.Scenario;
import org.thermograd.domain.simulation.SimulatedRun;
import org.thermograd.domain.simulation.SimulationParameter;

/** Records simulated sessions for tests of other packages. */
public final class SimulatedSessions {
    private SimulatedSessions() {}

    /**
     * Records the run of a scenario with seed 1.
     *
     * @param other parameters that differ from those of the scenario
     * @param dir where its folder is made
     * @return that folder
     */
    public static Path record(
            Scenario scenario, Map<SimulationParameter, Double> other, Duration length, Instant start, Path dir)
            throws CommandFailedException, InvalidSimulationException {
        SimulatedRun run =
                SimulatedRun.all(scenario, scenario.parameters().with(other), 1).get(0);
        return SimulatedRecording.record(run, length, start, dir);
    }

    /** Adds a mark and a phase, 12 minutes from a start: the simulation says nothing about its time. */
    static void annotate(Path session, String run, Instant start) throws IOException {
        Files.writeString(
                session.resolve("events.jsonl"),
                String.format(
                        Locale.ROOT,
                        "{\"type\":\"mark\",\"run\":\"%1$s\",\"onset\":\"%2$s\",\"text\":\"opened the window\"}%n"
                                + "{\"type\":\"phase\",\"run\":\"%1$s\",\"name\":\"eval\",\"onset\":\"%2$s\",\"end\":\"%3$s\"}%n",
                        run,
                        start.plus(Duration.ofMinutes(12)),
                        start.plus(Duration.ofMinutes(13))),
                StandardOpenOption.APPEND);
    }
}
