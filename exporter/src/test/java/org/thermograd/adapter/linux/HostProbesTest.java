package org.thermograd.adapter.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.thermograd.domain.hardware.Quantity.*;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceProperty;
import org.thermograd.domain.hardware.HardwareProbe;
import org.thermograd.domain.hardware.ProbeException;
import org.thermograd.testing.KernelTree;

/** What the files in {@code /proc} become. */
class HostProbesTest {
    @TempDir
    private Path dir;

    private KernelTree tree;

    @BeforeEach
    void makeTree() {
        tree = new KernelTree(dir);
    }

    private static void assertFails(HardwareProbe probe, String message) {
        assertThatExceptionOfType(ProbeException.class)
                .isThrownBy(() -> probe.read(Reads.NOW))
                .withMessageStartingWith("probe " + probe.name() + " failed: ")
                .withMessageContaining(message);
    }

    @Test
    void timesAreSecondsByModeAndUtilizationIsThatSinceTheReadBefore() throws ProbeException {
        tree.proc("cpuinfo", "vendor_id\t: GenuineImaginary\nmodel name\t: Imaginary 9000\n\nmodel name\t: Other\n");
        tree.proc("stat", "cpu  150 0 50 700 100 0 0 0 0 0\ncpu0 150 1 50 700 100 2 3 4 0 0\nintr 1\n");
        try (CpuProbe probe = new CpuProbe(tree.procfs())) {
            Reads first = Reads.of(probe);

            assertThat(first.values(CPU_SECONDS_TOTAL))
                    .containsExactly(
                            Map.entry("0 user", 1.5),
                            Map.entry("0 nice", 0.01),
                            Map.entry("0 system", 0.5),
                            Map.entry("0 idle", 7.0),
                            Map.entry("0 iowait", 1.0),
                            Map.entry("0 irq", 0.02),
                            Map.entry("0 softirq", 0.03),
                            Map.entry("0 steal", 0.04));
            assertThat(first.values(CPU_UTILIZATION_RATIO)).isEmpty();
            assertThat(first.all().devices())
                    .singleElement()
                    .satisfies(cpu -> assertThat(cpu.device()).isEqualTo(Device.CPU))
                    .satisfies(cpu -> assertThat(cpu.properties())
                            .isEqualTo(Map.of(
                                    DeviceProperty.NAME, "Imaginary 9000", DeviceProperty.VENDOR, "GenuineImaginary")));

            tree.proc("stat", "cpu  180 0 50 750 120 0 0 0\ncpu0 180 0 50 750 99 0 0 0\ncpu12 1 1 1 1\n");
            Reads second = Reads.of(probe, 1);

            assertThat(second.values(CPU_UTILIZATION_RATIO)).containsExactly(Map.entry("", 0.3));
            assertThat(second.values(CPU_SECONDS_TOTAL))
                    .as("the kernel may go back a little, a counter may not")
                    .containsEntry("0 iowait", 1.0)
                    .containsEntry("0 nice", 0.01)
                    .as("an old kernel knows fewer modes")
                    .containsEntry("12 idle", 0.01)
                    .doesNotContainKey("12 iowait");
            assertThat(Reads.of(probe, 2).values(CPU_UTILIZATION_RATIO))
                    .as("no time has passed")
                    .isEmpty();

            tree.proc("stat", "cpu  1 0 0 1 0 0 0 0\ncpu0 180 0 50 10 0 0 0 0\n");
            assertThat(Reads.of(probe, 3).values(CPU_SECONDS_TOTAL))
                    .as("a processor that came back starts over")
                    .containsEntry("0 idle", 0.1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "intr 5\n",
                "cpu  1 2 3\n",
                "cpu  1 x 3 4\n",
                "cpu  1 2 3 4\ncpu0 1 2\n",
                "cpu  1 2 3 4\ncpux 1\n"
            })
    void aTornStatFails(String text) {
        tree.proc("stat", text);

        assertFails(new CpuProbe(tree.procfs()), tree.procfs().resolve("stat") + ": must ");
    }

    @Test
    void withoutFilesTheProbesOfWhatEveryMachineHasFail() throws ProbeException {
        assertFails(new CpuProbe(tree.procfs()), "NoSuchFileException");
        assertFails(new MemoryProbe(tree.procfs()), "NoSuchFileException");
        assertThat(Reads.of(new DiskProbe(tree.sysfs(), tree.procfs(), Duration.ZERO))
                        .all()
                        .readings())
                .isEmpty();
        assertThat(Reads.of(new NetworkProbe(tree.procfs(), Duration.ZERO))
                        .all()
                        .readings())
                .isEmpty();
    }

    @Test
    void memoryIsInBytesAndSwapOnlyWhereThereIsSome() throws ProbeException {
        tree.proc("meminfo", "MemTotal: 4 kB\nMemAvailable: 3 kB\nSwapTotal: 2 kB\nSwapFree: 1 kB\n");
        try (MemoryProbe probe = new MemoryProbe(tree.procfs())) {
            Reads some = Reads.of(probe);
            tree.proc("meminfo", "MemTotal: 4 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n");
            Reads none = Reads.of(probe);

            assertThat(some.values(MEMORY_TOTAL_BYTES)).containsValue(4096.0);
            assertThat(some.values(MEMORY_AVAILABLE_BYTES)).containsValue(3072.0);
            assertThat(some.values(SWAP_USED_BYTES)).containsValue(1024.0);
            assertThat(none.quantities()).containsExactly(MEMORY_TOTAL_BYTES);

            tree.proc("meminfo", "MemFree: 4 kB\n");
            assertFails(probe, "meminfo: must tell MemTotal, got nothing");
            tree.proc("meminfo", "MemTotal: much\n");
            assertFails(probe, "meminfo: must have a number here, got \"much\"");
        }
    }

    @Test
    void disksAreWhole() throws ProbeException {
        tree.proc("diskstats", """
                 7 0 loop0 1 0 2 0 0 0 4 0
                 1 0 ram0 1 0 2 0 0 0 4 0
                 8 0 sda 10 0 2 0 3 0 4 0
                 8 1 sda1 9 0 2 0 3 0 4 0
                104 0 cciss/c0d0 1 0 6 0 0 0 8 0
                """);
        tree.sys("class/block/sda1/partition", 1);
        try (DiskProbe probe = new DiskProbe(tree.sysfs(), tree.procfs(), Duration.ofSeconds(10))) {
            Reads reads = Reads.of(probe);

            assertThat(probe.interval()).isEqualTo(Duration.ofSeconds(10));
            assertThat(reads.values(DISK_READ_BYTES_TOTAL))
                    .containsExactly(Map.entry("sda", 1024.0), Map.entry("cciss/c0d0", 3072.0));
            assertThat(reads.values(DISK_WRITTEN_BYTES_TOTAL))
                    .containsExactly(Map.entry("sda", 2048.0), Map.entry("cciss/c0d0", 4096.0));

            tree.proc("diskstats", " 8 0 sda 10 0 2 0\n");
            assertFails(probe, "diskstats: must have a number here");
        }
    }

    @Test
    void interfacesAreThoseWithTheWorldOutside() throws ProbeException {
        String header = "Inter-| Receive | Transmit\n face |bytes\n";
        tree.proc(
                "net/dev",
                header + "    lo: 1 0 0 0 0 0 0 0 1 0\n eth0:17 2 0 0 0 0 0 0 19 0\nveth1: 1 0 0 0 0 0 0 0 1 0\n");
        try (NetworkProbe probe = new NetworkProbe(tree.procfs(), Duration.ZERO)) {
            Reads reads = Reads.of(probe);

            assertThat(reads.values(NETWORK_RECEIVE_BYTES_TOTAL)).containsExactly(Map.entry("eth0", 17.0));
            assertThat(reads.values(NETWORK_TRANSMIT_BYTES_TOTAL)).containsExactly(Map.entry("eth0", 19.0));

            tree.proc("net/dev", header + "eth0 17\n");
            assertFails(probe, "dev: must have an interface and a colon here, got \"17\"");
            tree.proc("net/dev", header + "eth0: 17 2 3\n");
            assertFails(probe, "dev: must have a number here, got nothing");
        }
    }

    @Test
    void pressureIsInSecondsAndForProcessorsOnlySome() throws ProbeException {
        tree.proc("pressure/cpu", "some avg10=0.00 avg60=0.00 avg300=0.00 total=1500000\nfull avg10=0.00 total=0\n");
        tree.proc("pressure/io", "some avg10=0.00 total=3\nfull avg10=0.00 total=2\n");
        try (PressureProbe probe = new PressureProbe(tree.procfs())) {
            assertThat(Reads.of(probe).values(PRESSURE_STALLED_SECONDS_TOTAL))
                    .containsExactly(
                            Map.entry("cpu some", 1.5), Map.entry("io some", 3e-6), Map.entry("io full", 2e-6));

            tree.proc("pressure/io", "some avg10=0.00\n");
            assertFails(probe, "io: must tell some or full, and total=");
            tree.proc("pressure/io", "most total=5\n");
            assertFails(probe, "io: must tell some or full, and total=");
            tree.proc("pressure/io", "some total=\n");
            assertFails(probe, "io: must have a number here, got nothing");
        }
        assertThat(Reads.of(new PressureProbe(dir)).all().readings()).isEmpty();
    }
}
