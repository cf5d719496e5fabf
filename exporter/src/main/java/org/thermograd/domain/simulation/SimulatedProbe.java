package org.thermograd.domain.simulation;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.thermograd.domain.hardware.HardwareProbe;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.training.TrainingPush;

/**
 * A simulated host in real time: each read takes it to now. The steps that ended on the way wait for {@link #takePushes}.
 * Where the time between reads is negative or longer than {@link #LONGEST_STEP}, as after a machine slept, no time has
 * passed for the simulation.
 */
public final class SimulatedProbe implements HardwareProbe {
    /** The longest time that it simulates at once. */
    public static final Duration LONGEST_STEP = Duration.ofMinutes(1);

    static final String NAME = "simulation";
    private static final double NANOS = 1e9;

    private final SimulatedRun run;
    private final SimulatedHost host;
    private final Sensors sensors;
    private final StepPushes pushes;
    private final Queue<TrainingPush> waiting = new ArrayDeque<>();
    private Duration elapsed = Duration.ZERO;
    private @Nullable Instant last;

    /** Makes a probe whose first read is the start of a run. */
    public SimulatedProbe(SimulatedRun run) {
        this.run = requireNonNull(run, "run");
        SimulatedRun.Start made = run.start();
        this.host = made.host();
        this.sensors = made.sensors();
        this.pushes = new StepPushes(run);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ProbeReadings read(Instant now) {
        Duration since = last == null ? Duration.ZERO : Duration.between(last, now);
        last = now;
        if (!since.isNegative() && since.compareTo(LONGEST_STEP) <= 0) {
            elapsed = elapsed.plus(since);
        }
        double seconds = elapsed.getSeconds() + elapsed.getNano() / NANOS;
        long originMillis = now.minus(elapsed).toEpochMilli();
        host.advanceTo(seconds, step -> waiting.add(pushes.of(step, originMillis)));
        return sensors.read(seconds, now);
    }

    /** Returns the run whose steps it gives. */
    public SimulatedRun run() {
        return run;
    }

    /** Returns the steps that ended since this was called last, in order; on the thread of the reads. */
    public List<TrainingPush> takePushes() {
        List<TrainingPush> taken = new ArrayList<>(waiting);
        waiting.clear();
        return taken;
    }
}
