package org.thermograd.adapter.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.thermograd.domain.hardware.Quantity.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.DeviceProperty;
import org.thermograd.domain.hardware.DeviceState;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeException;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.GpuMetricsTables;
import org.thermograd.testing.GpuMetricsTables.Cycles;
import org.thermograd.testing.KernelMachine;
import org.thermograd.testing.KernelTree;

class AmdGpuProbeTest {
    private static final String CARD = "devices/pci/0000:03:00.0";

    @TempDir
    private Path dir;

    private KernelTree tree;

    @BeforeEach
    void makeTree() {
        tree = new KernelTree(dir);
        card(0, "0000:03:00.0");
    }

    private void card(int number, String pciBusId) {
        String folder = "devices/pci/" + pciBusId;
        tree.sys(folder, Map.of("vendor", "0x1002", "device", "0x744c", "gpu_busy_percent", 50));
        tree.link(folder + "/driver", "bus/pci/drivers/amdgpu");
        tree.link("class/drm/card" + number + "/device", folder);
    }

    private void metrics(byte[] table) {
        tree.sysBytes(CARD + "/gpu_metrics", table);
    }

    private AmdGpuProbe probe() {
        return new AmdGpuProbe(tree.sysfs());
    }

    @Test
    void aCardThatIdlesIsNotHotForTheBitThatNeverClears() throws ProbeException {
        tree = KernelMachine.RDNA3_IDLE.in(dir.resolve("rdna3"));
        try (AmdGpuProbe probe = probe()) {
            Reads reads = Reads.of(probe);
            DeviceDescription gpu = reads.all().devices().get(0);

            assertThat(gpu.device()).isEqualTo(Device.gpu(0, "GPU-6f2a1c9d00e34b57"));
            assertThat(gpu.properties())
                    .isEqualTo(Map.of(
                            DeviceProperty.NAME, "AMD GPU 0x744c",
                            DeviceProperty.VENDOR, "AMD",
                            DeviceProperty.PCI_BUS_ID, "0000:03:00.0"));
            assertThat(reads.values(GPU_THROTTLE_ACTIVE))
                    .isEqualTo(Map.of("gpu0 sw_power_cap", 0.0, "gpu0 hw_thermal", 0.0, "gpu0 hw_slowdown", 0.0));
            assertThat(reads.values(GPU_THROTTLE_SECONDS_TOTAL)).isEmpty();
            assertThat(reads.values(GPU_UP)).isEqualTo(Map.of("gpu0 ", 1.0));
            assertThat(reads.values(GPU_UTILIZATION_RATIO)).isEqualTo(Map.of("gpu0 ", 0.0));
            assertThat(reads.values(GPU_TEMPERATURE_CELSIUS))
                    .isEqualTo(Map.of("gpu0 core", 37.0, "gpu0 edge", 35.0, "gpu0 memory", 40.0));
            assertThat(reads.values(GPU_TEMPERATURE_LIMIT_CELSIUS))
                    .isEqualTo(Map.of("gpu0 slowdown", 110.0, "gpu0 shutdown", 115.0));
            assertThat(reads.values(GPU_POWER_WATTS)).isEqualTo(Map.of("gpu0 ", 1.0));
            assertThat(reads.values(GPU_POWER_LIMIT_WATTS))
                    .isEqualTo(Map.of("gpu0 default", 339.0, "gpu0 enforced", 339.0, "gpu0 max", 390.0));
            assertThat(reads.values(GPU_CLOCK_HERTZ)).isEqualTo(Map.of("gpu0 graphics", 13e6, "gpu0 memory", 96e6));
            assertThat(reads.values(GPU_CLOCK_MAX_HERTZ))
                    .isEqualTo(Map.of("gpu0 graphics", 2482e6, "gpu0 memory", 1249e6));
            assertThat(reads.values(GPU_FAN_SPEED_RATIO)).isEqualTo(Map.of("gpu0 0", 0.0));
        }
    }

    @Test
    void anAcceleratorThrottlesWhileItsCountsGrow() throws ProbeException {
        tree = KernelMachine.MI300_NODE.in(dir.resolve("mi300"));
        try (AmdGpuProbe probe = probe()) {
            Reads first = Reads.of(probe);
            KernelMachine.MI300_NODE.goOn(tree);
            Reads second = Reads.of(probe, 2);

            assertThat(first.all().devices())
                    .as("after the one of NVIDIA")
                    .extracting(
                            one -> one.device().name(),
                            one -> one.property(DeviceProperty.NAME).orElse(""))
                    .containsExactly(tuple("gpu1", "AMD Instinct MI300X"), tuple("gpu2", "AMD Instinct MI300X"));
            assertThat(first.values(GPU_THROTTLE_ACTIVE))
                    .as("nothing to compare with yet")
                    .isEmpty();
            assertThat(first.values(GPU_THROTTLE_SECONDS_TOTAL)).hasSize(6).containsEntry("gpu1 hw_thermal", 0.0);
            for (String gpu : List.of("gpu1 ", "gpu2 ")) {
                assertThat(second.values(GPU_THROTTLE_ACTIVE))
                        .hasSize(6)
                        .containsEntry(gpu + "sw_power_cap", 1.0)
                        .containsEntry(gpu + "hw_thermal", 1.0)
                        .containsEntry(gpu + "hw_slowdown", 0.0);
                assertThat(second.values(GPU_THROTTLE_SECONDS_TOTAL))
                        .containsEntry(gpu + "sw_power_cap", 1.0)
                        .containsEntry(gpu + "hw_thermal", 0.2)
                        .containsEntry(gpu + "hw_slowdown", 0.0);
                assertThat(second.values(GPU_ENERGY_JOULES_TOTAL)).containsEntry(gpu, 2500.0);
            }
            assertThat(second.values(GPU_TEMPERATURE_CELSIUS)).containsEntry("gpu1 core", 88.0);
            DeviceState state = new DeviceState(
                    new HardwareSnapshot(Reads.NOW, List.of(second.all()), List.of()),
                    Device.gpu(1, "GPU-00a1b2c3d4e5f600"));
            assertThat(state.temperatureCelsius()).hasValue(88);
            assertThat(state.temperatureLimitCelsius()).hasValue(100);
            assertThat(state.powerWatts()).hasValue(748);
        }
    }

    @ParameterizedTest
    @EnumSource(AmdThrottler.class)
    void eachBitBecomesItsWordAndNoOther(AmdThrottler throttler) throws ProbeException {
        metrics(GpuMetricsTables.v13(1L << throttler.bit()));
        try (AmdGpuProbe probe = probe()) {
            Map<String, Double> active = Reads.of(probe).values(GPU_THROTTLE_ACTIVE);

            Optional<String> word = throttler.reason().map(reason -> "gpu0 " + reason.word());
            assertThat(active).hasSize(AmdReason.values().length);
            active.forEach((key, value) ->
                    assertThat(value).as(key).isEqualTo(word.filter(key::equals).isPresent() ? 1 : 0));
        }
    }

    @Test
    void unknownLayoutsGiveNoReasonAndNoZero() throws ProbeException {
        metrics(GpuMetricsTables.empty(256, 3, 0));
        try (AmdGpuProbe probe = probe()) {
            assertThat(Reads.of(probe).quantities()).containsExactly(GPU_UP, GPU_UTILIZATION_RATIO);
        }
    }

    private static byte[] cycles(long nanos, long all, long ppt) {
        return GpuMetricsTables.residencies(6, 0, new Cycles(nanos, all, 0, ppt, 0, 0, 0));
    }

    @Test
    void countsThatGoBackOrStandStillTellNothing() throws ProbeException {
        try (AmdGpuProbe probe = probe()) {
            metrics(cycles(1_000_000_000L, 1000, 100));
            Reads.of(probe);
            metrics(cycles(2_000_000_000L, 2000, 600));
            assertThat(Reads.of(probe, 1).values(GPU_THROTTLE_SECONDS_TOTAL)).containsEntry("gpu0 sw_power_cap", 0.5);
            assertThat(Reads.of(probe, 2).values(GPU_THROTTLE_ACTIVE))
                    .as("no cycle since")
                    .isEmpty();
            metrics(cycles(3_000_000_000L, 10, 5));
            Reads reset = Reads.of(probe, 3);
            assertThat(reset.values(GPU_THROTTLE_ACTIVE))
                    .as("a driver that was reset")
                    .isEmpty();
            assertThat(reset.values(GPU_THROTTLE_SECONDS_TOTAL)).containsEntry("gpu0 sw_power_cap", 0.5);
            metrics(cycles(4_000_000_000L, 1010, 1));
            assertThat(Reads.of(probe, 4).values(GPU_THROTTLE_ACTIVE))
                    .as("only this count went back")
                    .doesNotContainKey("gpu0 sw_power_cap")
                    .containsEntry("gpu0 hw_thermal", 0.0);
            metrics(GpuMetricsTables.empty(1664, 1, 6));
            assertThat(Reads.of(probe, 5).values(GPU_THROTTLE_SECONDS_TOTAL)).isEmpty();
        }
    }

    @Test
    void aCardThatIsLostIsDownAndComesBackUnderItsNumber() throws ProbeException {
        card(1, "0000:04:00.0");
        try (AmdGpuProbe probe = probe()) {
            Reads.of(probe);
            tree.unreadable(CARD + "/gpu_busy_percent");
            tree.remove("class/drm/card0");
            tree.remove(CARD);
            Reads lost = Reads.of(probe, 60);
            card(2, "0000:02:00.0");
            card(0, "0000:03:00.0");
            Reads back = Reads.of(probe, 120);

            assertThat(lost.values(GPU_UP)).isEqualTo(Map.of("gpu0 ", 0.0, "gpu1 ", 1.0));
            assertThat(lost.values(GPU_UTILIZATION_RATIO)).containsOnlyKeys("gpu1 ");
            assertThat(back.values(GPU_UP)).isEqualTo(Map.of("gpu0 ", 1.0, "gpu1 ", 1.0, "gpu2 ", 1.0));
            assertThat(back.all().devices())
                    .extracting(one -> one.property(DeviceProperty.PCI_BUS_ID).orElse("") + " "
                            + one.device().name())
                    .containsExactlyInAnyOrder("0000:02:00.0 gpu2", "0000:03:00.0 gpu0", "0000:04:00.0 gpu1");
        }
    }

    @Test
    void aCardThatSleepsIsNotWoken() throws ProbeException {
        tree.sys(CARD + "/power/runtime_status", "suspended");
        try (AmdGpuProbe probe = probe()) {
            assertThat(Reads.of(probe).quantities()).containsExactly(GPU_UP);
            assertThat(Reads.of(probe, 60).values(GPU_UP)).isEqualTo(Map.of("gpu0 ", 1.0));
            tree.sys(CARD + "/power/runtime_status", "active");
            assertThat(Reads.of(probe, 61).quantities()).contains(GPU_UTILIZATION_RATIO);
        }
    }

    @Test
    void oddFilesGiveLess() throws ProbeException {
        tree.sys(CARD, Map.of("gpu_busy_percent", 105, "unique_id", "0000000000000000", "pp_dpm_sclk", "torn"));
        tree.sys("module/amdgpu/version", "6.12.12");
        String sensors = CARD + "/hwmon/hwmon3";
        tree.sys(sensors, Map.of("temp1_label", "edge", "temp1_input", 45_000, "power1_cap_max", 0));
        tree.sys(sensors, Map.of("pwm1", 100, "freq1_label", "sclk", "freq1_input", "torn"));
        metrics(new byte[] {1});
        try (AmdGpuProbe probe = probe()) {
            Reads reads = Reads.of(probe);

            assertThat(reads.quantities()).containsExactly(GPU_UP, GPU_TEMPERATURE_CELSIUS);
            assertThat(reads.values(GPU_TEMPERATURE_CELSIUS)).isEqualTo(Map.of("gpu0 core", 45.0));
            assertThat(reads.all().devices().get(0).device().uuid()).isEmpty();
            assertThat(reads.all().devices().get(0).property(DeviceProperty.DRIVER_VERSION))
                    .hasValue("6.12.12");
        }
    }

    @Test
    void othersAreNoCards() throws ProbeException {
        tree.sys("devices/pci/0000:05:00.0/vendor", "0x1002");
        tree.link("devices/pci/0000:05:00.0/driver", "bus/pci/drivers/radeon");
        tree.link("class/drm/card5/device", "devices/pci/0000:05:00.0");
        tree.sys("devices/pci/0000:06:00.0/vendor", "0x8086");
        tree.link("class/drm/card6/device", "devices/pci/0000:06:00.0");
        tree.sys("class/drm/card0-DP-1/status", "connected");
        tree.sys("class/drm/card7/dev", "226:7");
        try (AmdGpuProbe probe = probe()) {
            assertThat(Reads.of(probe).all().devices()).hasSize(1);
        }
        try (AmdGpuProbe probe = new AmdGpuProbe(dir.resolve("nothing"))) {
            assertThat(Reads.of(probe).all().readings()).isEmpty();
        }
    }

    /** Returns the bits that a cell of the page means, such as {@code 32 to 45 but 36} or {@code 46, 47}. */
    private static Set<Integer> bits(String cell) {
        Set<Integer> bits = new TreeSet<>();
        String[] parts = cell.split(" but ", -1);
        for (String part : parts[0].split(", ", -1)) {
            String[] ends = part.split(" to ", -1);
            for (int bit = Integer.parseInt(ends[0]); bit <= Integer.parseInt(ends[ends.length - 1]); bit++) {
                bits.add(bit);
            }
        }
        if (parts.length > 1) {
            bits.remove(Integer.parseInt(parts[1]));
        }
        return bits;
    }

    @Test
    void bitsHaveTheWordsOfThePage() throws IOException {
        String page = Files.readString(Checkout.root().resolve("docs/reasons.md"));
        Map<Integer, String> documented = new TreeMap<>();
        page.substring(page.indexOf("| bits |"))
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.replace("`", "").split(" *\\| *", -1))
                .forEach(cells -> bits(cells[1]).forEach(bit -> documented.put(bit, cells[3])));

        assertThat(documented)
                .isEqualTo(Arrays.stream(AmdThrottler.values())
                        .collect(Collectors.toMap(
                                AmdThrottler::bit,
                                one -> one.reason().map(AmdReason::word).orElse("none"))));
    }

    @Test
    void residenciesAreThoseOfTheTablesInTheirOrder() {
        assertThat(Arrays.stream(AmdResidency.values())
                        .map(one -> one + " " + one.reason().word()))
                .containsExactly(
                        "PROCHOT hw_slowdown",
                        "PPT sw_power_cap",
                        "SOCKET_THM hw_thermal",
                        "VR_THM hw_thermal",
                        "HBM_THM hw_thermal");
    }
}
