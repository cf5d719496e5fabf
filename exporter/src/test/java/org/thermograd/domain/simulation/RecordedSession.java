package org.thermograd.domain.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;

/** Everything that a session gave, in order. */
final class RecordedSession implements SessionListener {
    static final Instant START = Instant.parse("2026-11-22T10:36:00Z");

    private final InstantSource clock;
    private final List<Instant> times = new ArrayList<>();
    private final List<TrainingStep> steps = new ArrayList<>();
    private final List<HardwareSnapshot> snapshots = new ArrayList<>();

    private RecordedSession(InstantSource clock) {
        this.clock = clock;
    }

    static RecordedSession of(SimulatedRun run, Duration length, Duration period) {
        SimulatedSession session = new SimulatedSession(run, START);
        RecordedSession recorded = new RecordedSession(session.clock());
        session.run(length, period, recorded);
        return recorded;
    }

    @Override
    public void onPush(RunId run, TrainingPush push) {
        times.add(clock.instant());
        steps.addAll(push.steps());
    }

    @Override
    public void onSnapshot(HardwareSnapshot snapshot) {
        times.add(clock.instant());
        snapshots.add(snapshot);
    }

    /** Returns the times of all calls. */
    List<Instant> times() {
        return times;
    }

    List<TrainingStep> steps() {
        return steps;
    }

    List<HardwareSnapshot> snapshots() {
        return snapshots;
    }

    /** Returns what the first accelerator showed in each sample. */
    List<Double> gpu(Quantity quantity, String... parts) {
        Sensor sensor = Sensor.of(Device.gpu(0, "GPU-SIMULATED-0"), quantity, parts);
        return snapshots.stream()
                .map(snapshot -> snapshot.value(sensor).orElseThrow())
                .toList();
    }
}
