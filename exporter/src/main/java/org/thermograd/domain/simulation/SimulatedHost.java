package org.thermograd.domain.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.thermograd.domain.simulation.TrainingLoop.FinishedStep;

/**
 * Accelerators, processors and the training loop on them, from the time 0 on. Confined to one thread.
 *
 * <p>Ten times a second the drivers look at their devices and the load changes; in between power is constant and
 * temperatures follow the exact solution. Steps end at any time. When and how often it is looked at makes no difference.
 */
final class SimulatedHost {
    private static final double LOOKS_PER_SECOND = 10;
    private static final double CPU_LOAD = 0.35;

    private final SimulationParameters parameters;
    private final TimeCourse course;
    private final TrainingLoop loop;
    private final LoadBursts bursts;
    private final RandomStream mechanism;
    private final RandomStream resumes;
    private final List<SimulatedDevice> gpus = new ArrayList<>();
    private final SimulatedDevice cpu;
    private long looks;

    /**
     * Makes a host at the time 0.
     *
     * @param training the random numbers of the training loop
     * @param hardware all others
     */
    SimulatedHost(
            SimulationParameters parameters, TimeCourse course, SplittableRandom training, SplittableRandom hardware) {
        this.parameters = parameters;
        this.course = course;
        this.loop = new TrainingLoop(parameters, course, training);
        this.bursts = new LoadBursts(
                parameters.get(SimulationParameter.BURST_SECONDS),
                new Arrivals(
                        new RandomStream(hardware.split()),
                        Arrivals.Rate.constant(parameters.get(SimulationParameter.BURSTS_PER_HOUR)),
                        new Arrivals.Cluster(
                                course.clusterSize(parameters),
                                parameters.get(SimulationParameter.CLUSTER_SPACING_SECONDS))));
        this.mechanism = new RandomStream(hardware.split());
        this.resumes = new RandomStream(hardware.split());
        DeviceModel model = DeviceModel.gpu(parameters);
        for (int gpu = 0; gpu < parameters.get(SimulationParameter.GPUS); gpu++) {
            gpus.add(new SimulatedDevice(model, ambientCelsius(gpu, 0)));
        }
        this.cpu = new SimulatedDevice(DeviceModel.cpu(), ambientCelsius(0, 0));
        drive(0);
    }

    private double ambientCelsius(int gpu, double seconds) {
        return parameters.get(SimulationParameter.AMBIENT_CELSIUS)
                - course.coolerCelsius(seconds, parameters)
                - gpu * parameters.get(SimulationParameter.AMBIENT_SPREAD_CELSIUS);
    }

    /**
     * Goes on to a time, not before the last one.
     *
     * @param finished takes the steps that end by the last look of the drivers until then
     */
    void advanceTo(double seconds, Consumer<FinishedStep> finished) {
        while ((looks + 1) / LOOKS_PER_SECOND <= seconds) {
            double from = looks / LOOKS_PER_SECOND;
            looks++;
            double to = looks / LOOKS_PER_SECOND;
            boolean paused = loop.isPaused();
            loop.advance(from, to, slowdown(), step -> {
                react(step);
                finished.accept(step);
            });
            if (paused && !loop.isPaused()) {
                resume(to);
            }
            drive(to);
        }
    }

    /** Returns how much longer the work of a step takes than at the highest clock; the slowest accelerator counts. */
    private double slowdown() {
        double ratio = 1;
        for (SimulatedDevice gpu : gpus) {
            ratio = Math.min(ratio, gpu.clockRatio());
        }
        double share = parameters.get(SimulationParameter.COMPUTE_SHARE_RATIO);
        return 1 - share + share / ratio;
    }

    private void react(FinishedStep step) {
        if (step.sample().ratio() > parameters.get(SimulationParameter.RECOMPUTE_ABOVE_RATIO)
                && mechanism.happens(parameters.get(SimulationParameter.RECOMPUTE_PROBABILITY_RATIO))) {
            bursts.ask(step.endSeconds() + delay(mechanism, SimulationParameter.RECOMPUTE_DELAY_SECONDS));
        }
    }

    private void resume(double seconds) {
        if (resumes.happens(parameters.get(SimulationParameter.RESUME_SPIKE_PROBABILITY_RATIO))) {
            loop.disturb(seconds + delay(resumes, SimulationParameter.RESUME_SPIKE_DELAY_SECONDS));
        }
        if (resumes.happens(parameters.get(SimulationParameter.RESUME_BURST_PROBABILITY_RATIO))) {
            bursts.ask(seconds + delay(resumes, SimulationParameter.RESUME_BURST_DELAY_SECONDS));
        }
    }

    private void drive(double seconds) {
        boolean full = bursts.isFull(seconds);
        double training = full ? 1 : parameters.get(SimulationParameter.TRAINING_UTILIZATION_RATIO);
        double load = loop.isPaused() ? parameters.get(SimulationParameter.CHECKPOINT_UTILIZATION_RATIO) : training;
        for (int gpu = 0; gpu < gpus.size(); gpu++) {
            boolean throttles =
                    gpus.get(gpu).drive(seconds, load, ambientCelsius(gpu, seconds), isBraked(gpu, seconds));
            if (throttles && mechanism.happens(parameters.get(SimulationParameter.PERTURBATION_PROBABILITY_RATIO))) {
                loop.disturb(seconds + delay(mechanism, SimulationParameter.PERTURBATION_DELAY_SECONDS));
            }
        }
        cpu.drive(seconds, CPU_LOAD, ambientCelsius(0, seconds), false);
    }

    private boolean isBraked(int gpu, double seconds) {
        double every = parameters.get(SimulationParameter.POWER_BRAKE_EVERY_SECONDS);
        return gpu < parameters.get(SimulationParameter.POWER_BRAKE_GPUS)
                && seconds % every >= every - parameters.get(SimulationParameter.POWER_BRAKE_SECONDS);
    }

    /** Returns a delay within half of its mean. */
    private double delay(RandomStream random, SimulationParameter mean) {
        return random.between(0.5, 1.5) * parameters.get(mean);
    }

    List<SimulatedDevice> gpus() {
        return gpus;
    }

    SimulatedDevice cpu() {
        return cpu;
    }
}
