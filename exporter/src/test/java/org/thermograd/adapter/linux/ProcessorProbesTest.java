package org.thermograd.adapter.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.domain.hardware.Quantity.*;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceState;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeException;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.testing.KernelTree;

/** Clocks, throttling and energy of the processors. */
class ProcessorProbesTest {
    private static final String CPU = "devices/system/cpu/cpu";
    private static final String ZONE = "class/powercap/intel-rapl:";

    @TempDir
    private Path dir;

    private final AtomicLong nanos = new AtomicLong();
    private KernelTree tree;

    @BeforeEach
    void makeTree() {
        tree = new KernelTree(dir);
    }

    private void clock(int cpu, int now, int max) {
        tree.sys(
                CPU + cpu + "/cpufreq",
                Map.of("scaling_cur_freq", now, "scaling_min_freq", 800, "scaling_max_freq", max));
    }

    @Test
    void clocksAreReadAtEachSampleAndLimitsEachMinute() throws ProbeException {
        clock(0, 1000, 3000);
        clock(10, 1100, 3000);
        tree.sys(CPU + "2/online", 1);
        try (CpuFrequencyProbe probe = new CpuFrequencyProbe(tree.sysfs())) {
            assertThat(Reads.of(probe).values(CPU_FREQUENCY_HERTZ))
                    .containsExactly(Map.entry("0", 1e6), Map.entry("10", 1.1e6));
            clock(0, 2000, 2500);
            Reads second = Reads.of(probe, 1);

            assertThat(second.values(CPU_FREQUENCY_HERTZ)).containsEntry("0", 2e6);
            assertThat(second.values(CPU_FREQUENCY_LIMIT_HERTZ))
                    .containsEntry("0 min", 0.8e6)
                    .containsEntry("0 max", 3e6);
            assertThat(Reads.of(probe, 60).values(CPU_FREQUENCY_LIMIT_HERTZ)).containsEntry("0 max", 2.5e6);
        }
    }

    @Test
    void processorsThatAreSwitchedOnAreFoundWithinAMinute() throws ProbeException {
        tree.sys("devices/system/cpu/online", "0");
        clock(0, 1000, 3000);
        try (CpuFrequencyProbe probe = new CpuFrequencyProbe(tree.sysfs())) {
            Reads.of(probe);
            clock(1, 1500, 3000);
            tree.sys("devices/system/cpu/online", "0-1");

            assertThat(Reads.of(probe, 59).values(CPU_FREQUENCY_HERTZ)).containsOnlyKeys("0");
            assertThat(Reads.of(probe, 60).values(CPU_FREQUENCY_HERTZ)).containsOnlyKeys("0", "1");
        }
    }

    @Test
    void theClocksOfManyProcessorsAreReadEveryFiveSeconds() throws ProbeException {
        for (int cpu = 0; cpu < 65; cpu++) {
            clock(cpu, 1000, 3000);
        }
        try (CpuFrequencyProbe probe = new CpuFrequencyProbe(tree.sysfs())) {
            Reads.of(probe);
            clock(64, 2000, 3000);
            Reads between = Reads.of(probe, 4);

            assertThat(between.values(CPU_FREQUENCY_HERTZ)).hasSize(65).containsEntry("64", 1e6);
            assertThat(between.all().readings())
                    .as("a reading bears the time at which it was read")
                    .allMatch(reading -> reading.readAt().equals(Reads.NOW));
            assertThat(Reads.of(probe, 5).values(CPU_FREQUENCY_HERTZ)).containsEntry("64", 2e6);
        }
    }

    private void throttles(int cpu, int socket, int core, int ofCore, int ofPackage) {
        tree.sys(CPU + cpu + "/topology", Map.of("physical_package_id", socket, "core_id", core));
        tree.sys(
                CPU + cpu + "/thermal_throttle",
                Map.of("core_throttle_count", ofCore, "package_throttle_count", ofPackage));
    }

    @Test
    void throttlingCountsOnceForEachCoreAndPackage() throws ProbeException {
        throttles(0, 0, 0, 5, 100);
        throttles(1, 0, 1, 7, 101);
        throttles(2, 0, 0, 5, 102);
        throttles(3, 1, 0, 11, 200);
        tree.sys(CPU + "4/thermal_throttle/core_throttle_count", 1000);
        try (ThermalThrottleProbe probe = new ThermalThrottleProbe(tree.sysfs())) {
            assertThat(Reads.of(probe).values(CPU_THROTTLES_TOTAL))
                    .containsExactly(Map.entry("core", 5.0 + 7 + 11), Map.entry("package", 100.0 + 200));
            throttles(2, 0, 0, 6, 110);
            throttles(3, 1, 0, 12, 203);
            assertThat(Reads.of(probe, 1).values(CPU_THROTTLES_TOTAL))
                    .containsExactly(Map.entry("core", 24.0), Map.entry("package", 303.0));

            tree.remove(CPU + "0");
            tree.sys("devices/system/cpu/online", "1-3");
            assertThat(Reads.of(probe, 60).values(CPU_THROTTLES_TOTAL))
                    .as("a processor that goes takes no count along, and who speaks for it brings none")
                    .containsExactly(Map.entry("core", 24.0), Map.entry("package", 303.0));
            throttles(2, 0, 0, 7, 111);
            assertThat(Reads.of(probe, 61).values(CPU_THROTTLES_TOTAL)).containsEntry("core", 25.0);
        }
    }

    @Test
    void withoutCountersThereIsNoCount() throws ProbeException {
        tree.sys(CPU + "0/topology", Map.of("physical_package_id", 0, "core_id", 0));

        assertThat(Reads.of(new ThermalThrottleProbe(tree.sysfs())).all().readings())
                .isEmpty();
    }

    private void zone(String folder, String name, Object microjoules) {
        tree.sys(ZONE + folder, Map.of("name", name, "energy_uj", microjoules, "max_energy_range_uj", 10_000_000));
    }

    private RaplProbe rapl() {
        return new RaplProbe(tree.sysfs(), nanos::get);
    }

    @Test
    void energyGrowsOverTheEndOfItsRangeAndPowerIsItsDifference() throws ProbeException {
        zone("0", "package-0", 9_000_000);
        zone("0:0", "core", 1_000_000);
        zone("1", "package-1", 2_000_000);
        zone("1:0", "core", 1_000_000);
        zone("2", "psys", 1_000_000);
        tree.sys("class/powercap/intel-rapl-mmio:0", Map.of("name", "package-0", "energy_uj", 5));
        tree.sys("class/powercap/dtpm/name", "dtpm");
        try (RaplProbe probe = rapl()) {
            Reads first = Reads.of(probe);
            nanos.set(2_000_000_000L);
            zone("0", "package-0", 3_000_000);
            Reads second = Reads.of(probe, 2);

            assertThat(first.values(CPU_ENERGY_JOULES_TOTAL))
                    .containsOnlyKeys("package-0", "core-0", "package-1", "core-1", "psys")
                    .containsEntry("package-0", 9.0);
            assertThat(first.values(CPU_POWER_WATTS)).isEmpty();
            assertThat(second.values(CPU_ENERGY_JOULES_TOTAL)).containsEntry("package-0", 13.0);
            assertThat(second.values(CPU_POWER_WATTS))
                    .containsEntry("package-0", 2.0)
                    .containsEntry("core-1", 0.0);
            assertThat(state(second).powerWatts()).hasValue(2.0);
        }
    }

    @Test
    void energyThatCannotBeReadIsAbsentAndComesBack() throws ProbeException {
        zone("0", "package-0", 1_000_000);
        try (RaplProbe probe = rapl()) {
            Reads.of(probe);
            tree.unreadable(ZONE + "0/energy_uj");
            assertThat(Reads.of(probe, 1).all().readings())
                    .as("the file that was open goes on")
                    .isNotEmpty();
        }
        try (RaplProbe probe = rapl()) {
            assertThat(Reads.of(probe).all().readings()).isEmpty();
            assertThat(Reads.of(probe, 1).all().readings()).isEmpty();
            tree.remove(ZONE + "0/energy_uj");
            zone("0", "package-0", 4_000_000);
            assertThat(Reads.of(probe, 2).values(CPU_ENERGY_JOULES_TOTAL)).containsEntry("package-0", 4.0);
        }
    }

    private void limits(int socket, String name, long rated, long enforced) {
        tree.sys(
                ZONE + socket,
                Map.of(
                        "constraint_0_name",
                        name,
                        "constraint_0_max_power_uw",
                        rated,
                        "constraint_0_power_limit_uw",
                        enforced));
    }

    @Test
    void powerLimitsAreThoseOfAllPackagesTogether() throws ProbeException {
        zone("0", "package-0", 1);
        zone("1", "package-1", 1);
        limits(0, "long_term", 205_000_000, 205_000_000);
        limits(1, "long_term", 205_000_000, 4_095_000_000L);
        try (RaplProbe probe = rapl()) {
            Reads reads = Reads.of(probe);

            assertThat(reads.values(CPU_POWER_LIMIT_WATTS)).containsExactly(Map.entry("default", 410.0));
            assertThat(state(reads).ratedPowerWatts()).hasValue(410.0);

            limits(0, "short_term", 205_000_000, 1);
            limits(1, "long_term", 0, 1);
            assertThat(Reads.of(probe, 60).values(CPU_POWER_LIMIT_WATTS)).isEmpty();
        }
        assertThat(Reads.of(new RaplProbe(dir, nanos::get)).all().readings()).isEmpty();
    }

    private static DeviceState state(Reads reads) {
        ProbeReadings all = reads.all();
        return new DeviceState(new HardwareSnapshot(Reads.NOW, List.of(all), List.of()), Device.CPU);
    }

    private void temperature(int hwmon, String chip, String device, int number, String label, int millis) {
        String folder = "class/hwmon/hwmon" + hwmon;
        tree.sys(folder + "/name", chip);
        tree.link(folder + "/device", "devices/" + device);
        tree.sys(folder + "/temp" + number + "_input", millis);
        tree.sys(folder + "/temp" + number + "_label", label);
    }

    @Test
    void thePackageSpeaksForTheCoresAndTheHottestForAll() throws ProbeException {
        temperature(0, "coretemp", "coretemp.0", 1, "Package id 0", 60_000);
        temperature(0, "coretemp", "coretemp.0", 2, "Core 0", 99_000);
        temperature(1, "coretemp", "coretemp.1", 1, "Package id 1", 70_000);
        temperature(2, "nvme", "nvme0", 1, "Composite", 95_000);
        tree.sys("class/hwmon/hwmon0", Map.of("temp1_max", 84_000, "temp1_crit", 100_000));
        tree.sys("class/hwmon/hwmon1", Map.of("temp1_max", 82_000, "temp1_crit", 0));
        tree.sys("class/thermal/thermal_zone0", Map.of("type", "x86_pkg_temp", "temp", 60_000));
        try (CpuTemperatureProbe probe = new CpuTemperatureProbe(tree.sysfs())) {
            Reads reads = Reads.of(probe);

            assertThat(reads.values(CPU_TEMPERATURE_CELSIUS))
                    .containsExactly(Map.entry("Package id 0", 60.0), Map.entry("Package id 1", 70.0));
            assertThat(reads.values(CPU_TEMPERATURE_LIMIT_CELSIUS))
                    .containsExactly(Map.entry("max_operating", 82.0), Map.entry("slowdown", 100.0));
            assertThat(state(reads).temperatureCelsius()).hasValue(70);
            assertThat(state(reads).temperatureLimitCelsius()).hasValue(100);
        }
    }

    @Test
    void aDieComesBeforeTheControlValueAndCoresAreTheLastResort() throws ProbeException {
        temperature(0, "zenpower", "0000:00:18.3", 1, "Tdie", 60_000);
        temperature(0, "zenpower", "0000:00:18.3", 2, "Tctl", 87_000);
        temperature(1, "k10temp", "0000:00:19.3", 1, "Tctl", 61_000);
        temperature(2, "k10temp", "0000:00:1a.3", 1, "Tctl", 62_000);
        temperature(3, "coretemp", "coretemp.0", 2, "Core 0", 40_000);
        temperature(3, "coretemp", "coretemp.0", 3, "Core 1", 300_000);
        try (CpuTemperatureProbe probe = new CpuTemperatureProbe(tree.sysfs())) {
            assertThat(Reads.of(probe).values(CPU_TEMPERATURE_CELSIUS))
                    .as("what no machine could have is absent")
                    .containsExactly(
                            Map.entry("Tdie", 60.0),
                            Map.entry("Tctl k10temp-0000:00:19.3", 61.0),
                            Map.entry("Tctl k10temp-0000:00:1a.3", 62.0),
                            Map.entry("Core 0", 40.0));
        }
    }

    @Test
    void withoutAChipTheZonesOfTheProcessorsTell() throws ProbeException {
        String zone = "class/thermal/thermal_zone";
        tree.sys(zone + 0, Map.of("type", "gpu-thermal", "temp", 50_000));
        tree.sys(zone + 1, Map.of("type", "cpu-thermal", "temp", 47_000));
        tree.sys(zone + 1, Map.of("trip_point_0_type", "passive", "trip_point_0_temp", 85_000));
        tree.sys(zone + 1, Map.of("trip_point_1_type", "passive", "trip_point_1_temp", 80_000));
        tree.sys(zone + 1, Map.of("trip_point_2_type", "critical", "trip_point_2_temp", -274_000));
        tree.sys(zone + 2, Map.of("type", "x86_pkg_temp", "temp", 48_000));
        tree.sys(zone + 10, Map.of("type", "x86_pkg_temp", "temp", 49_000));
        try (CpuTemperatureProbe probe = new CpuTemperatureProbe(tree.sysfs())) {
            Reads reads = Reads.of(probe);

            assertThat(reads.values(CPU_TEMPERATURE_CELSIUS))
                    .containsExactly(
                            Map.entry("cpu-thermal", 47.0),
                            Map.entry("x86_pkg_temp 2", 48.0),
                            Map.entry("x86_pkg_temp 10", 49.0));
            assertThat(reads.values(CPU_TEMPERATURE_LIMIT_CELSIUS)).containsExactly(Map.entry("slowdown", 80.0));

            temperature(0, "coretemp", "coretemp.0", 1, "Package id 0", 60_000);
            assertThat(Reads.of(probe, 60).values(CPU_TEMPERATURE_CELSIUS)).containsOnlyKeys("Package id 0");
        }
        assertThat(state(Reads.of(new CpuTemperatureProbe(dir))).temperatureCelsius())
                .isEqualTo(OptionalDouble.empty());
    }
}
