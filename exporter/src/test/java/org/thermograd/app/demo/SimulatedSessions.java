package org.thermograd.app.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
}
