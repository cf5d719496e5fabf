package org.thermograd.adapter.exposition;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.thermograd.adapter.exposition.collector.ClockCollector;
import org.thermograd.adapter.exposition.collector.CollapseCollector;
import org.thermograd.adapter.exposition.collector.DeviceCollector;
import org.thermograd.adapter.exposition.collector.EfficiencyCollector;
import org.thermograd.adapter.exposition.collector.HardwareCollector;
import org.thermograd.adapter.exposition.collector.SamplingCollector;
import org.thermograd.adapter.exposition.collector.SelfCollector;
import org.thermograd.domain.BuildFacts;
import org.thermograd.domain.Provenance;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.collapse.CollapseMonitor;
import org.thermograd.domain.collapse.DeviceStatus;
import org.thermograd.domain.collapse.HostState;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;
import org.thermograd.domain.ingest.IngestSnapshot;
import org.thermograd.testing.Snapshots;

/** Pages made from a fixed clock and hardware that does not exist. */
public final class Pages {
    public static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0";
    public static final String PROTOBUF =
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

    private Pages() {}

    /** Returns every collector of ours, but not that of the virtual machine, whose values are never the same. */
    public static List<MetricCollector> collectors() {
        return List.of(
                new SelfCollector(
                        new BuildFacts("1.2.3", Optional.of("0123abc"), "17.0.1+2"),
                        Provenance.SIMULATED,
                        Provenance.NONE),
                new SamplingCollector(Duration.ofSeconds(1), () -> 3, () -> Map.of("index", 2L)),
                new ClockCollector(() -> Duration.ofMillis(-12), () -> 0, () -> 1),
                new DeviceCollector(),
                HardwareCollector.cpu(),
                HardwareCollector.host(),
                HardwareCollector.gpu(),
                new EfficiencyCollector(),
                new CollapseCollector());
    }

    /** A processor without a temperature, and an accelerator that gets hot and is held back, the second time until now. */
    private static List<DeviceStatus> devices() {
        CollapseMonitor monitor = new CollapseMonitor(CollapseConfig.of(Duration.ofSeconds(1)), List.of());
        String throttled = "0000000000tttt00000000000000tttttt";
        for (int second = 0; second < throttled.length(); second++) {
            Instant time = Snapshots.TAKEN.minusSeconds(throttled.length() - 1L - second);
            double active = throttled.charAt(second) == 't' ? 1 : 0;
            List<SensorReading> readings = List.of(
                    new SensorReading(Sensor.of(Device.CPU, Quantity.CPU_UTILIZATION_RATIO), 0.5, time),
                    new SensorReading(Sensor.of(Snapshots.GPU0, Quantity.GPU_UTILIZATION_RATIO), 0.75, time),
                    new SensorReading(
                            Sensor.of(Snapshots.GPU0, Quantity.GPU_TEMPERATURE_CELSIUS, "core"), 50 + second, time),
                    new SensorReading(Sensor.of(Snapshots.GPU0, Quantity.GPU_POWER_WATTS), 150, time),
                    new SensorReading(
                            Sensor.of(Snapshots.GPU0, Quantity.GPU_THROTTLE_ACTIVE, "sw_thermal"), active, time));
            monitor.onSnapshot(new HardwareSnapshot(time, List.of(new ProbeReadings(List.of(), readings)), List.of()));
        }
        return monitor.devices();
    }

    /** Returns scrapes that show a host on which nothing trains. */
    public static Function<Instant, Scrape> showing(HardwareSnapshot snapshot, List<DeviceStatus> devices) {
        return at -> new Scrape(at, Optional.of(new HostState(snapshot, devices)), IngestSnapshot.EMPTY);
    }

    public static Exposition of(Optional<HardwareSnapshot> snapshot) {
        return new Exposition(
                collectors(),
                snapshot.map(one -> showing(one, devices())).orElse(Scrape::empty),
                InstantSource.fixed(Snapshots.TAKEN.plus(Duration.ofMillis(500))));
    }

    public static String text(Exposition exposition, String accept, String... names) {
        return new String(bytes(exposition, accept, names), StandardCharsets.UTF_8);
    }

    public static byte[] bytes(Exposition exposition, String accept, String... names) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            exposition.write(Optional.of(accept), List.of(names), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
