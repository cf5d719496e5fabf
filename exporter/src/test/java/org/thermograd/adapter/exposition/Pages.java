package org.thermograd.adapter.exposition;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.testing.Snapshots;

/** Pages made from a fixed clock and hardware that does not exist. */
final class Pages {
    static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0";
    static final String PROTOBUF =
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

    private Pages() {}

    /** Returns every collector of ours, but not that of the virtual machine, whose values are never the same. */
    static List<MetricCollector> collectors() {
        return List.of(
                new SelfCollector(
                        new BuildFacts("1.2.3", Optional.of("0123abc"), "17.0.1+2"),
                        DataSource.SIMULATED,
                        DataSource.NONE),
                new SamplingCollector(Duration.ofSeconds(1), () -> 3, () -> Map.of("index", 2L)),
                new DeviceCollector(),
                HardwareCollector.cpu(),
                HardwareCollector.host(),
                HardwareCollector.gpu());
    }

    static Exposition of(Optional<HardwareSnapshot> snapshot) {
        return new Exposition(
                collectors(), () -> snapshot, InstantSource.fixed(Snapshots.TAKEN.plus(Duration.ofMillis(500))));
    }

    static String text(Exposition exposition, String accept, String... names) {
        return new String(bytes(exposition, accept, names), StandardCharsets.UTF_8);
    }

    static byte[] bytes(Exposition exposition, String accept, String... names) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            exposition.write(Optional.of(accept), List.of(names), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
