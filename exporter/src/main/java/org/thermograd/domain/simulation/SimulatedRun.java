package org.thermograd.domain.simulation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.thermograd.domain.training.RunId;

/**
 * One training run that is simulated. The same in every component is the same in every number. Immutable.
 *
 * @param scenario what links, or does not link, training and hardware
 * @param parameters the numbers
 * @param seed where the random numbers start
 * @param number 0 to {@code scenario.runs() - 1}; the runs of a seed have the same training on different hardware
 */
public record SimulatedRun(Scenario scenario, SimulationParameters parameters, long seed, int number) {
    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if the scenario has no such run
     */
    public SimulatedRun {
        requireNonNull(scenario, "scenario");
        requireNonNull(parameters, "parameters");
        if (number < 0 || number >= scenario.runs()) {
            throw new IllegalArgumentException(
                    "number must be 0 to " + (scenario.runs() - 1) + " in " + scenario.id() + ", got " + number);
        }
    }

    /** Returns the runs of a scenario that belong together, at least one. */
    public static List<SimulatedRun> all(Scenario scenario, SimulationParameters parameters, long seed) {
        List<SimulatedRun> runs = new ArrayList<>();
        for (int number = 0; number < scenario.runs(); number++) {
            runs.add(new SimulatedRun(scenario, parameters, seed, number));
        }
        return runs;
    }

    /** Returns its name, which says that it is simulated. */
    public RunId id() {
        String suffix = scenario.runs() == 1 ? "" : "-" + (number + 1);
        return new RunId("simulated-" + scenario.id() + suffix);
    }

    /** Returns the UUIDs of the accelerators it trains on. */
    public List<String> devices() {
        List<String> uuids = new ArrayList<>();
        for (int gpu = 0; gpu < parameters.get(SimulationParameter.GPUS); gpu++) {
            uuids.add(Sensors.uuid(gpu));
        }
        return uuids;
    }

    /**
     * Returns by how much a throttled step is longer than another, as the model has it: the ratio of their times, at the
     * lowest clock of the governor and at the highest.
     */
    public double plantedSlowdown() {
        double share = parameters.get(SimulationParameter.COMPUTE_SHARE_RATIO);
        return 1
                - share
                + share
                        * parameters.get(SimulationParameter.CLOCK_MAX_HERTZ)
                        / parameters.get(SimulationParameter.CLOCK_MIN_HERTZ);
    }

    /** Returns the host at its start, and its sensors. */
    Start start() {
        SplittableRandom root = new SplittableRandom(seed);
        SplittableRandom training = root.split();
        SplittableRandom hardware = root.split();
        for (int i = 0; i < number; i++) {
            hardware = root.split();
        }
        RandomStream noise = new RandomStream(hardware.split());
        SimulatedHost host = new SimulatedHost(parameters, scenario.course(), training, hardware);
        return new Start(host, new Sensors(host, parameters, noise));
    }

    /**
     * A host at its start.
     *
     * @param host the host
     * @param sensors what shows it
     */
    record Start(SimulatedHost host, Sensors sensors) {}
}
