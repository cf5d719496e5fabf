package org.thermograd.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.thermograd.adapter.exposition.Backfill;
import org.thermograd.adapter.exposition.Exposition;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.collector.SamplingCollector;
import org.thermograd.adapter.files.SessionRecorder;
import org.thermograd.app.pipeline.Pipeline;
import org.thermograd.domain.Provenance;
import org.thermograd.domain.analysis.recording.SessionDetectors;
import org.thermograd.domain.analysis.recording.SessionFacts;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.efficiency.Ratings;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.DeviceProperty;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;
import org.thermograd.testing.ManualClock;

/** Three minutes of an exporter with made-up hardware and one training run, recorded. Confined to one thread. */
public final class ThreeMinutes {
    public static final Instant START = Instant.parse("2026-11-22T10:36:00Z");
    public static final int SECONDS = 180;
    private static final Device GPU = Device.gpu(0, "GPU-0000");
    private static final RunId RUN = new RunId("luna-7");

    private final Path dir;
    private final ManualClock clock = new ManualClock(START);
    private final CollapseConfig config =
            CollapseConfig.of(Duration.ofSeconds(1)).withRatings(new Ratings(Map.of("cpu", 90.0), Map.of()));

    /** Records into a new folder below the given one. */
    public ThreeMinutes(Path dir) {
        this.dir = dir;
    }

    /** Returns the folder of the session. */
    public Path folder() {
        return dir.resolve("2026-11-22T103600Z-luna");
    }

    private static void add(List<SensorReading> to, Device device, Quantity quantity, Number value, Object... parts) {
        String[] texts = new String[parts.length - 1];
        for (int i = 1; i < parts.length; i++) {
            texts[i - 1] = (String) parts[i];
        }
        to.add(new SensorReading(Sensor.of(device, quantity, texts), value.doubleValue(), (Instant) parts[0]));
    }

    private static HardwareSnapshot snapshot(Instant now, int second) {
        List<SensorReading> all = new ArrayList<>();
        add(all, Device.CPU, Quantity.CPU_UTILIZATION_RATIO, (second * 7 % 100) / 100.0, now);
        add(all, Device.CPU, Quantity.CPU_TEMPERATURE_CELSIUS, 50 + second % 3, now, "core");
        add(all, Device.CPU, Quantity.CPU_POWER_WATTS, 80.5, now, "package");
        add(all, Device.CPU, Quantity.CPU_THROTTLES_TOTAL, second < 100 ? 5 : Math.min(second, 120), now, "all");
        boolean hot = second >= 60 && second < 90;
        boolean throttled = second >= 120 && second < 130;
        add(all, GPU, Quantity.GPU_UTILIZATION_RATIO, 0.9 + second % 2 / 1000.0, now);
        add(all, GPU, Quantity.GPU_TEMPERATURE_CELSIUS, 50 + second * 0.1 + (hot ? second * 0.2 : 0), now, "core");
        add(all, GPU, Quantity.GPU_TEMPERATURE_CELSIUS, 61, now, "memory");
        add(all, GPU, Quantity.GPU_POWER_WATTS, hot ? 690 : 300.25, now);
        add(all, GPU, Quantity.GPU_FAN_SPEED_RATIO, 0.4, now, "0");
        add(all, GPU, Quantity.GPU_POWER_LIMIT_WATTS, 700, now, "default");
        add(all, GPU, Quantity.GPU_TEMPERATURE_LIMIT_CELSIUS, 87, now, "slowdown");
        add(all, GPU, Quantity.GPU_THROTTLE_ACTIVE, throttled ? 1 : 0, now, "sw_thermal");
        add(all, GPU, Quantity.GPU_THROTTLE_ACTIVE, hot ? 1 : 0, now, "power_cap");
        return new HardwareSnapshot(
                now,
                List.of(new ProbeReadings(
                        List.of(
                                new DeviceDescription(Device.CPU, Map.of(DeviceProperty.VENDOR, "Nobody")),
                                new DeviceDescription(GPU, Map.of(DeviceProperty.NAME, "Imaginary H200"))),
                        all)),
                List.of());
    }

    private static TrainingPush push(int second, long millis) {
        boolean first = second == 0 || second == 170;
        OptionalDouble norm = second == 40 ? OptionalDouble.of(Double.NaN) : OptionalDouble.of(24 + second % 5);
        return new TrainingPush(
                first ? Optional.of(new TreeMap<>(Map.of("model", "a", "job", "b"))) : Optional.empty(),
                first ? Optional.of(List.of("GPU-0000")) : Optional.empty(),
                List.of(new TrainingStep(
                        second,
                        OptionalLong.of(millis),
                        second == 70 || second == 95 ? OptionalDouble.of(90) : norm,
                        OptionalDouble.of(6.5 - second / 100.0),
                        second % 10 == 0 ? OptionalDouble.of(5e-5) : OptionalDouble.empty())),
                0,
                Optional.empty());
    }

    /** Records three minutes and returns what a scrape at their end shows. */
    public String live(boolean orderly) throws IOException, TooManyRunsException {
        SessionRecorder recorder = SessionRecorder.start(
                dir,
                new SessionFacts(
                        "1.2.3",
                        "luna",
                        START,
                        Optional.empty(),
                        Provenance.REAL,
                        Provenance.REAL,
                        Duration.ofSeconds(1),
                        new TreeMap<>(),
                        new SessionDetectors(
                                IngestConfig.withDefaults().rule(),
                                IngestConfig.withDefaults().spikeRefractory(),
                                new SessionDetectors.Collapses(
                                        config.refractory(), config.confirmed(), config.slopeWindow(), Duration.ZERO)),
                        0),
                config,
                clock);
        Pipeline pipeline = Pipeline.of(config, IngestConfig.withDefaults(), clock, List.of(recorder), recorder);
        List<MetricCollector> collectors = new ArrayList<>(Pipeline.collectors());
        collectors.add(new SamplingCollector(Duration.ofSeconds(1), () -> 0, Map::of));
        for (int second = 0; second < SECONDS; second++) {
            clock.set(START.plusSeconds(second));
            HardwareSnapshot snapshot = snapshot(clock.instant(), second);
            recorder.onSnapshot(snapshot);
            pipeline.collapses().onSnapshot(snapshot);
            pipeline.onSnapshot(snapshot);
            if (second < 150 || second >= 170) {
                pipeline.steps().push(RUN, push(second, clock.millis()));
            }
            if (second == 160) {
                pipeline.steps().finish(RUN);
            }
        }
        // A scrape at the end of a recording shows what one of a run that goes on counts a minute later.
        pipeline.steps().settle();
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        new Backfill(new Exposition(collectors, pipeline::scrape, clock), "thermograd", "2026-11-22T103600Z-luna")
                .writeScrape(clock.instant(), page);
        recorder.close();
        if (!orderly) {
            Path facts = recorder.folder().resolve("session.json");
            Files.writeString(facts, Files.readString(facts).replaceFirst("\"end\" : \"[^\"]*\"", "\"end\" : null"));
            Path events = recorder.folder().resolve("events.jsonl");
            Files.writeString(events, Files.readString(events) + "{\"type\":\"collapse\",\"dev");
        }
        return page.toString(StandardCharsets.UTF_8);
    }
}
