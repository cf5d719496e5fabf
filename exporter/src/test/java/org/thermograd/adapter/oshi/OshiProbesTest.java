package org.thermograd.adapter.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.DeviceProperty;
import org.thermograd.domain.hardware.HardwareProbe;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeException;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.LogicalProcessor;
import oshi.hardware.CentralProcessor.ProcessorIdentifier;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HWDiskStore;
import oshi.hardware.NetworkIF;
import oshi.hardware.Sensors;
import oshi.hardware.VirtualMemory;

class OshiProbesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:36:00Z");

    private static Map<Sensor, Double> values(HardwareProbe probe) throws ProbeException {
        Map<Sensor, Double> values = new HashMap<>();
        for (SensorReading reading : probe.read(NOW).readings()) {
            assertThat(reading.readAt()).isEqualTo(NOW);
            values.put(reading.sensor(), reading.value());
        }
        return values;
    }

    private static long[] ticks(long user, long idle, long iowait) {
        return new long[] {user, 0, 0, idle, iowait, 0, 0, 0};
    }

    private static OshiCpuProbe cpu(Callable<long[][]> ticks, Map<String, Object> more) {
        Map<String, Object> answers = new HashMap<>(Map.of(
                "getProcessorIdentifier",
                new ProcessorIdentifier("GenuineImaginary", "Imaginary 9000", "6", "1", "2", "0", true),
                "getLogicalProcessors",
                List.of(new LogicalProcessor(0, 0, 0), new LogicalProcessor(2, 1, 0)),
                "getCurrentFreq",
                new long[] {2_400_000_000L, -1},
                "getProcessorCpuLoadTicks",
                ticks));
        answers.putAll(more);
        CentralProcessor processor = FakeOshi.of(CentralProcessor.class, answers);
        return new OshiCpuProbe(() -> processor);
    }

    private static Sensor seconds(String cpu, String mode) {
        return Sensor.of(Device.CPU, Quantity.CPU_SECONDS_TOTAL, cpu, mode);
    }

    @Test
    void processorsHaveTimesClocksAndAName() throws ProbeException {
        ProbeReadings readings = cpu(() -> new long[][] {ticks(1500, 2000, 500), ticks(0, 4000, 0)}, Map.of())
                .read(NOW);
        HardwareSnapshot snapshot = new HardwareSnapshot(NOW, List.of(readings), List.of());

        assertThat(snapshot.value(seconds("0", "user"))).hasValue(1.5);
        assertThat(snapshot.value(seconds("2", "idle"))).as("its own number").hasValue(4);
        assertThat(snapshot.value(seconds("0", "steal"))).hasValue(0);
        assertThat(snapshot.readings(Quantity.CPU_FREQUENCY_HERTZ))
                .as("-1 is unknown")
                .extracting(SensorReading::value)
                .containsExactly(2.4e9);
        assertThat(readings.devices())
                .containsExactly(new DeviceDescription(
                        Device.CPU,
                        Map.of(
                                DeviceProperty.NAME, "Imaginary 9000",
                                DeviceProperty.VENDOR, "GenuineImaginary")));
    }

    @Test
    void utilizationIsThatSinceTheReadBefore() throws ProbeException {
        AtomicInteger read = new AtomicInteger();
        long[][][] ticks = {
            {ticks(1000, 1000, 0), ticks(0, 2000, 0)},
            {ticks(1300, 1500, 200), ticks(500, 2500, 0)},
            {ticks(1300, 1500, 200), ticks(500, 2500, 0)}
        };
        OshiCpuProbe probe = cpu(() -> ticks[read.getAndIncrement()], Map.of());
        Sensor utilization = Sensor.of(Device.CPU, Quantity.CPU_UTILIZATION_RATIO);

        assertThat(values(probe)).as("nothing before").doesNotContainKey(utilization);
        assertThat(values(probe)).as("800 of 2000; waiting is idle").containsEntry(utilization, 0.4);
        assertThat(values(probe)).as("no time has passed").doesNotContainKey(utilization);
    }

    @Test
    void aProcessorThatDoesNotRunHasNoTimes() throws ProbeException {
        assertThat(values(cpu(() -> new long[][] {ticks(0, 0, 0), ticks(1, 1, 0)}, Map.of()))
                        .keySet())
                .filteredOn(sensor -> sensor.quantity() == Quantity.CPU_SECONDS_TOTAL)
                .allMatch(sensor -> sensor.parts().get(0).equals("2"))
                .hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"same", "fewer"})
    void processorsAreCountedWhereTheirNumbersAreNoUse(String how) throws ProbeException {
        List<LogicalProcessor> processors = how.equals("same")
                ? List.of(new LogicalProcessor(0, 0, 0), new LogicalProcessor(0, 0, 1))
                : List.of(new LogicalProcessor(7, 0, 0));

        assertThat(values(cpu(
                        () -> new long[][] {ticks(1, 1, 0), ticks(1, 1, 0)},
                        Map.of("getLogicalProcessors", processors))))
                .containsKeys(seconds("0", "user"), seconds("1", "user"));
    }

    @Test
    void whatIsUnknownOfAProcessorIsLeftOut() throws ProbeException {
        OshiCpuProbe probe = cpu(
                () -> new long[0][],
                Map.of("getProcessorIdentifier", new ProcessorIdentifier("", "unknown", "", "", "", "0", true)));

        assertThat(probe.read(NOW).devices()).containsExactly(new DeviceDescription(Device.CPU, Map.of()));
    }

    private static OshiMemoryProbe memory(long total, long available, long swapTotal, long swapUsed) {
        VirtualMemory swap =
                FakeOshi.of(VirtualMemory.class, Map.of("getSwapTotal", swapTotal, "getSwapUsed", swapUsed));
        GlobalMemory memory = FakeOshi.of(
                GlobalMemory.class, Map.of("getTotal", total, "getAvailable", available, "getVirtualMemory", swap));
        return new OshiMemoryProbe(() -> memory);
    }

    @Test
    void memoryIsInBytes() throws ProbeException {
        assertThat(values(memory(100, 40, 10, 0)))
                .containsOnly(
                        Map.entry(Sensor.ofHost(Quantity.MEMORY_TOTAL_BYTES), 100.0),
                        Map.entry(Sensor.ofHost(Quantity.MEMORY_AVAILABLE_BYTES), 40.0),
                        Map.entry(Sensor.ofHost(Quantity.SWAP_USED_BYTES), 0.0));
    }

    @Test
    void aMachineWithoutSwapUsesNoneRatherThanZero() throws ProbeException {
        assertThat(values(memory(100, 40, 0, 0))).doesNotContainKey(Sensor.ofHost(Quantity.SWAP_USED_BYTES));
    }

    private static HWDiskStore disk(String name, long read, long written) {
        return FakeOshi.of(HWDiskStore.class, Map.of("getName", name, "getReadBytes", read, "getWriteBytes", written));
    }

    @Test
    void aDiskIsNamedWithoutItsFolderAndOnce() throws ProbeException {
        OshiDiskProbe probe = new OshiDiskProbe(
                () -> List.of(disk("/dev/vda", 1, 2), disk("vda", 3, 4), disk("/dev/", 5, 6), disk("sdb", -1, 7)),
                Duration.ofSeconds(10));

        assertThat(probe.interval()).hasSeconds(10);
        assertThat(values(probe))
                .containsOnly(
                        Map.entry(Sensor.ofHost(Quantity.DISK_READ_BYTES_TOTAL, "vda"), 1.0),
                        Map.entry(Sensor.ofHost(Quantity.DISK_WRITTEN_BYTES_TOTAL, "vda"), 2.0),
                        Map.entry(Sensor.ofHost(Quantity.DISK_WRITTEN_BYTES_TOTAL, "sdb"), 7.0));
    }

    private static NetworkIF network(String name, long received, long sent) {
        return FakeOshi.of(NetworkIF.class, Map.of("getName", name, "getBytesRecv", received, "getBytesSent", sent));
    }

    @Test
    void endsOfContainerNetworksAreLeftOut() throws ProbeException {
        OshiNetworkProbe probe = new OshiNetworkProbe(
                () -> List.of(
                        network("eth0", 1, 2), network("veth12ab", 3, 4), network("", 5, 6), network("eth0", 7, 8)),
                Duration.ofSeconds(10));

        assertThat(values(probe))
                .containsOnly(
                        Map.entry(Sensor.ofHost(Quantity.NETWORK_RECEIVE_BYTES_TOTAL, "eth0"), 1.0),
                        Map.entry(Sensor.ofHost(Quantity.NETWORK_TRANSMIT_BYTES_TOTAL, "eth0"), 2.0));
    }

    private static OshiSensorProbe sensors(double celsius, int... fans) {
        Sensors sensors = FakeOshi.of(Sensors.class, Map.of("getCpuTemperature", celsius, "getFanSpeeds", fans));
        return new OshiSensorProbe(() -> sensors);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, -0.0, -1, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY})
    void aTemperatureThatMeansUnknownIsNone(double celsius) throws ProbeException {
        assertThat(values(sensors(celsius))).isEmpty();
    }

    @Test
    void sensorsThatAreThereAreRead() throws ProbeException {
        assertThat(values(sensors(61.5, 1200, 0, -1, 900)))
                .containsOnly(
                        Map.entry(Sensor.of(Device.CPU, Quantity.CPU_TEMPERATURE_CELSIUS, "cpu"), 61.5),
                        Map.entry(Sensor.ofHost(Quantity.FAN_SPEED_RPM, "0"), 1200.0),
                        Map.entry(Sensor.ofHost(Quantity.FAN_SPEED_RPM, "3"), 900.0));
    }

    @Test
    void whateverOshiThrowsIsAFailureOfTheProbe() {
        for (Throwable thrown : List.of(new IllegalStateException("gone"), new UnsatisfiedLinkError("no libc"))) {
            OshiSensorProbe probe = new OshiSensorProbe(() -> {
                if (thrown instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) thrown;
            });

            assertThatExceptionOfType(ProbeException.class)
                    .isThrownBy(() -> probe.read(NOW))
                    .withMessage("probe oshi_sensors failed: " + thrown)
                    .withCause(thrown);
        }
    }

    @Test
    void readsThisMachine() throws Exception {
        List<HardwareProbe> probes = OshiProbes.ofThisMachine(Runnable::run);
        Map<Quantity, Integer> counts = new HashMap<>();
        for (HardwareProbe probe : probes) {
            for (SensorReading reading : probe.read(NOW).readings()) {
                counts.merge(reading.sensor().quantity(), 1, Integer::sum);
            }
            probe.close();
        }

        assertThat(probes).extracting(HardwareProbe::name).doesNotHaveDuplicates();
        assertThat(counts)
                .containsKeys(Quantity.CPU_SECONDS_TOTAL, Quantity.MEMORY_TOTAL_BYTES, Quantity.MEMORY_AVAILABLE_BYTES);
    }

    @Test
    void aMachineWithoutSensorsHasNoTemperature() throws Exception {
        for (String folder : List.of("/sys/class/hwmon", "/sys/class/thermal")) {
            if (!Files.isDirectory(Path.of("/sys/class")) || hasSensors(Path.of(folder))) {
                System.err.println("SKIPPED: this machine has sensors, or hides whether it has, in " + folder);
                Assumptions.abort("sensors in " + folder);
            }
        }
        HardwareProbe sensors = OshiProbes.ofThisMachine(Runnable::run).stream()
                .filter(probe -> probe.name().equals("oshi_sensors"))
                .findFirst()
                .orElseThrow();

        assertThat(sensors.read(NOW)).isEqualTo(ProbeReadings.NONE);
    }

    private static boolean hasSensors(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var entries = Files.list(folder)) {
            return entries.anyMatch(entry -> !entry.getFileName().toString().startsWith("cooling_device"));
        }
    }
}
