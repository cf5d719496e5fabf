package org.thermograd.domain.simulation;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeOutcome;
import org.thermograd.domain.training.RunId;

/**
 * A simulated run as fast as the machine can: samples of the hardware at a fixed period and the steps between them, under
 * a clock of its own. Confined to one thread.
 */
public final class SimulatedSession {
    private static final double MILLIS = 1000;

    private final SimulatedRun run;
    private final SimulatedHost host;
    private final Sensors sensors;
    private final StepPushes pushes;
    private final Instant start;
    private long nowMillis;

    /**
     * Makes a session that has not begun.
     *
     * @param run what is simulated
     * @param start the time of its first sample
     */
    public SimulatedSession(SimulatedRun run, Instant start) {
        this.run = requireNonNull(run, "run");
        this.start = requireNonNull(start, "start");
        SimulatedRun.Start made = run.start();
        this.host = made.host();
        this.sensors = made.sensors();
        this.pushes = new StepPushes(run);
    }

    /** Returns the clock of the session: the time of what a listener is just told. */
    public InstantSource clock() {
        return () -> start.plusMillis(nowMillis);
    }

    /**
     * Runs the session, once.
     *
     * @param duration its length; the first sample is at its start and the last one not after its end
     * @param samplePeriod time between samples, at least 1 ms
     * @param listener takes steps and samples
     * @throws IllegalArgumentException if the period is shorter
     */
    public void run(Duration duration, Duration samplePeriod, SessionListener listener) {
        long period = samplePeriod.toMillis();
        if (period < 1) {
            throw new IllegalArgumentException("samplePeriod must be at least 1 ms, got " + samplePeriod);
        }
        RunId id = run.id();
        for (long sample = 0; sample <= duration.toMillis(); sample += period) {
            host.advanceTo(sample / MILLIS, step -> {
                nowMillis = StepPushes.millis(step);
                listener.onPush(id, pushes.of(step, start.toEpochMilli()));
            });
            nowMillis = sample;
            Instant now = clock().instant();
            listener.onSnapshot(new HardwareSnapshot(
                    now,
                    List.of(sensors.read(sample / MILLIS, now)),
                    List.of(new ProbeOutcome(SimulatedProbe.NAME, now, Duration.ZERO, Optional.of(now)))));
        }
    }
}
