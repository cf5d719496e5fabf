package org.thermograd.adapter.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.domain.hardware.Quantity.*;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.domain.hardware.ProbeException;
import org.thermograd.testing.KernelTree;

class HwmonProbeTest {
    private static final String HWMON = "class/hwmon/hwmon";

    @TempDir
    private Path dir;

    private KernelTree tree;

    @BeforeEach
    void makeTree() {
        tree = new KernelTree(dir);
    }

    private void chip(int number, String name, String device, Map<String, ?> files) {
        tree.sys(HWMON + number + "/name", name);
        tree.link(HWMON + number + "/device", "devices/" + device);
        tree.sys(HWMON + number, files);
    }

    private HwmonProbe probe() {
        return new HwmonProbe(tree.sysfs(), Duration.ofSeconds(10));
    }

    @Test
    void everyKindHasItsUnit() throws ProbeException {
        chip(
                0,
                "board",
                "board.1",
                Map.of(
                        "temp1_input", 41_500,
                        "in0_input", 12_100,
                        "in0_label", "+12V",
                        "curr1_input", 1_250,
                        "power1_average", 6_500_000,
                        "power2_average", 1,
                        "power2_input", 2_000_000,
                        "fan1_input", 900,
                        "fan10_input", 0,
                        "energy1_input", 7));
        try (HwmonProbe probe = probe()) {
            Reads reads = Reads.of(probe);

            assertThat(reads.values(SENSOR_TEMPERATURE_CELSIUS)).containsExactly(Map.entry("board.1 temp1", 41.5));
            assertThat(reads.values(SENSOR_VOLTAGE_VOLTS)).containsExactly(Map.entry("board.1 +12V", 12.1));
            assertThat(reads.values(SENSOR_CURRENT_AMPERES)).containsExactly(Map.entry("board.1 curr1", 1.25));
            assertThat(reads.values(SENSOR_POWER_WATTS))
                    .containsOnly(Map.entry("board.1 power1", 6.5), Map.entry("board.1 power2", 2.0));
            assertThat(reads.values(FAN_SPEED_RPM))
                    .as("a fan that stands still is a reading")
                    .containsExactly(Map.entry("board.1/fan1", 900.0), Map.entry("board.1/fan10", 0.0));
        }
    }

    @Test
    void whatIsFaultySwitchedOffTornOrImpossibleIsAbsent() throws ProbeException {
        chip(
                0,
                "board",
                "board.1",
                Map.of(
                        "temp1_input",
                        40_000,
                        "temp1_fault",
                        1,
                        "temp2_input",
                        41_000,
                        "temp2_fault",
                        0,
                        "temp3_input",
                        -128_000));
        chip(0, "board", "board.1", Map.of("temp4_input", "4x", "fan1_input", 0, "fan1_enable", 0, "temp5_input", ""));
        tree.unreadable(HWMON + "0/temp6_input");
        try (HwmonProbe probe = probe()) {
            assertThat(Reads.of(probe).all().readings())
                    .singleElement()
                    .satisfies(reading -> assertThat(reading.value()).isEqualTo(41));
        }
    }

    @Test
    void chipsOfOneNameAreToldApartByTheirDevices() throws ProbeException {
        chip(0, "nvme", "nvme0", Map.of("temp1_input", 1000, "temp1_label", "Composite"));
        chip(1, "nvme", "nvme1", Map.of("temp1_input", 2000, "temp1_label", "Composite"));
        chip(2, "k10temp", "0000:00:18.3", Map.of("temp1_input", 3000));
        tree.sys(HWMON + "3/name", "without_device").sys(HWMON + "3/temp1_input", 4000);
        tree.sys(HWMON + "4/temp1_input", 5000);
        try (HwmonProbe probe = probe()) {
            assertThat(Reads.of(probe).values(SENSOR_TEMPERATURE_CELSIUS))
                    .containsOnlyKeys(
                            "nvme0 Composite", "nvme1 Composite", "k10temp-0000:00:18.3 temp1", "without_device temp1");
        }
    }

    @Test
    void sensorsOfOneLabelAreToldApartByTheirNumbers() throws ProbeException {
        chip(
                0,
                "ipmi",
                "ipmi",
                Map.of("temp1_input", 1000, "temp1_label", "DIMM", "temp2_input", 2000, "temp2_label", "DIMM"));
        try (HwmonProbe probe = probe()) {
            assertThat(Reads.of(probe).values(SENSOR_TEMPERATURE_CELSIUS))
                    .containsExactly(Map.entry("ipmi DIMM", 1.0), Map.entry("ipmi DIMM temp2", 2.0));
        }
    }

    @Test
    void aDeviceThatSleepsIsNotWoken() throws ProbeException {
        chip(0, "amdgpu", "gpu", Map.of("temp1_input", 30_000));
        tree.sys("devices/gpu/power/runtime_status", "suspended");
        try (HwmonProbe probe = probe()) {
            assertThat(Reads.of(probe).all().readings()).isEmpty();
            tree.sys("devices/gpu/power/runtime_status", "active");
            assertThat(Reads.of(probe, 10).all().readings()).hasSize(1);
        }
    }

    @Test
    void zonesThatHwmonShowsTooCountOnce() throws ProbeException {
        tree.sys("class/thermal/thermal_zone0", Map.of("type", "acpitz", "temp", 51_000));
        chip(0, "acpitz", "virtual/thermal/thermal_zone0", Map.of("temp1_input", 51_000));
        tree.link("class/thermal/thermal_zone0/hwmon0", HWMON + 0);
        tree.sys("class/thermal/thermal_zone1", Map.of("type", "x86_pkg_temp", "temp", 53_000));
        tree.sys("class/thermal/thermal_zone2/temp", 54_000);
        tree.sys("class/thermal/thermal_zone3", Map.of("type", "wifi", "temp", -274_000));
        try (HwmonProbe probe = probe()) {
            assertThat(Reads.of(probe).values(SENSOR_TEMPERATURE_CELSIUS))
                    .containsExactly(
                            Map.entry("acpitz-thermal_zone0 temp1", 51.0),
                            Map.entry("thermal_zone x86_pkg_temp", 53.0));
        }
    }

    @Test
    void looksForNewSensorsEachMinute() throws ProbeException {
        try (HwmonProbe probe = probe()) {
            assertThat(Reads.of(probe).all().readings()).isEmpty();
            chip(0, "nvme", "nvme0", Map.of("temp1_input", 1000));

            assertThat(Reads.of(probe, 59).all().readings()).isEmpty();
            assertThat(Reads.of(probe, 60).all().readings()).hasSize(1);
            tree.remove(HWMON + 0);
            assertThat(Reads.of(probe, 120).all().readings()).isEmpty();
            chip(1, "nvme", "nvme1", Map.of("temp1_input", 1000));
            assertThat(Reads.of(probe, -1).all().readings())
                    .as("the clock was set back")
                    .hasSize(1);
        }
    }
}
