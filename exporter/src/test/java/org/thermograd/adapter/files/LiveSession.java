package org.thermograd.adapter.files;

import static org.thermograd.testing.StepBuilder.aStep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.thermograd.domain.Provenance;
import org.thermograd.domain.analysis.recording.RecordedSession;
import org.thermograd.domain.analysis.recording.SessionDetectors;
import org.thermograd.domain.analysis.recording.SessionFacts;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.collapse.CollapseMonitor;
import org.thermograd.domain.efficiency.Ratings;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.DeviceProperty;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;
import org.thermograd.domain.ingest.ConditionSource;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.StepIngestor;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.spike.LogHampel;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;
import org.thermograd.testing.ManualClock;

/** A session of an exporter with made-up hardware, second by second. Confined to one thread. */
final class LiveSession {
    static final Instant START = Instant.parse("2026-11-22T10:36:00Z");
    static final Device GPU0 = Device.gpu(0, "GPU-0000");
    static final Device GPU1 = Device.gpu(1);
    static final RunId RUN = new RunId("luna-7");

    static final SessionDetectors DETECTORS = new SessionDetectors(
            LogHampel.withDefaults(),
            Duration.ofSeconds(5),
            new SessionDetectors.Collapses(
                    Duration.ofSeconds(10), CollapseConfig.Confirmed.DEFAULTS, Duration.ofSeconds(15), Duration.ZERO));
    static final CollapseConfig CONFIG =
            CollapseConfig.of(Duration.ofSeconds(1)).withRatings(new Ratings(Map.of("gpu1", 350.0), Map.of()));

    final ManualClock clock = new ManualClock(START);
    final SessionRecorder recorder;
    final CollapseMonitor monitor;
    final StepIngestor ingestor;

    LiveSession(Path dir) {
        this(dir, "luna");
    }

    LiveSession(Path dir, String host) {
        try {
            recorder = SessionRecorder.start(dir, facts(host), CONFIG, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        monitor = new CollapseMonitor(CONFIG, List.of(recorder));
        ingestor = new StepIngestor(IngestConfig.withDefaults(), clock, recorder, ConditionSource.UNKNOWN);
    }

    static SessionFacts facts(String host) {
        return new SessionFacts(
                "1.2.3",
                host,
                START,
                Optional.empty(),
                Provenance.REAL,
                Provenance.REAL,
                Duration.ofSeconds(1),
                new TreeMap<>(),
                DETECTORS,
                0);
    }

    /** Gives a snapshot of that moment. */
    void sample(List<DeviceDescription> devices, Reading... readings) {
        Instant now = clock.instant();
        List<SensorReading> all = new ArrayList<>();
        for (Reading reading : readings) {
            all.add(new SensorReading(
                    Sensor.of(
                            reading.device(),
                            reading.quantity(),
                            reading.parts().toArray(String[]::new)),
                    reading.value(),
                    now));
        }
        HardwareSnapshot snapshot = new HardwareSnapshot(now, List.of(new ProbeReadings(devices, all)), List.of());
        recorder.onSnapshot(snapshot);
        monitor.onSnapshot(snapshot);
    }

    /** A value of a sensor. */
    record Reading(Device device, Quantity quantity, double value, List<String> parts) {}

    static Reading of(Device device, Quantity quantity, double value, String... parts) {
        return new Reading(device, quantity, value, List.of(parts));
    }

    void say(RunAnnotations notes) {
        try {
            ingestor.push(
                    RUN, new TrainingPush(Optional.empty(), Optional.empty(), List.of(), 0, Optional.empty(), notes));
        } catch (TooManyRunsException e) {
            throw new IllegalStateException(e);
        }
    }

    void push(TrainingStep... steps) {
        try {
            ingestor.push(RUN, TrainingPush.of(List.of(steps)));
        } catch (TooManyRunsException e) {
            throw new IllegalStateException(e);
        }
    }

    static DeviceDescription described() {
        return new DeviceDescription(
                GPU0, Map.of(DeviceProperty.NAME, "Imaginary \"H\", 200", DeviceProperty.DRIVER_VERSION, "590.12"));
    }

    /** Two minutes of a processor, an accelerator that is held back for a while, and one that tells little. */
    LiveSession twoMinutes() {
        for (int second = 0; second < 120; second++) {
            boolean throttled = second >= 60 && second < 70;
            sample(
                    List.of(described()),
                    of(Device.CPU, Quantity.CPU_UTILIZATION_RATIO, 0.07 + second / 1000.0),
                    of(Device.CPU, Quantity.CPU_THROTTLES_TOTAL, second < 90 ? 3 : 4, "package"),
                    of(GPU0, Quantity.GPU_UTILIZATION_RATIO, 0.97),
                    of(GPU0, Quantity.GPU_TEMPERATURE_CELSIUS, 50 + second / 8.0, "core"),
                    of(GPU0, Quantity.GPU_TEMPERATURE_CELSIUS, 60, "memory"),
                    of(GPU0, Quantity.GPU_POWER_WATTS, 655.5),
                    of(GPU0, Quantity.GPU_POWER_LIMIT_WATTS, 700, "default"),
                    of(GPU0, Quantity.GPU_FAN_SPEED_RATIO, 0.35, "0"),
                    of(GPU0, Quantity.GPU_THROTTLE_ACTIVE, throttled ? 1 : 0, "sw_thermal"),
                    of(GPU0, Quantity.GPU_THROTTLE_ACTIVE, throttled ? 1 : 0, "sw_power_cap"),
                    of(GPU1, Quantity.GPU_UTILIZATION_RATIO, 0.5));
            double norm = second == 80 ? 90 : 24 + second % 5;
            push(aStep(second, clock.millis() / 1000.0 + 0.25)
                    .withGradNorm(norm)
                    .withLoss(6.25)
                    .withLearningRate(5e-5)
                    .build());
            clock.advance(Duration.ofSeconds(1));
        }
        return this;
    }

    RecordedSession read() {
        return read(recorder.folder());
    }

    static RecordedSession read(Path folder) {
        try {
            return new SessionReader().read(folder);
        } catch (RecordingException e) {
            throw new IllegalStateException(e);
        }
    }
}
