package org.thermograd.testing;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.thermograd.testing.GpuMetricsTables.Cycles;

/** Machines that do not exist, as their kernels would show them. */
public enum KernelMachine {
    /** Two sockets of Intel, each with one core of two threads. */
    INTEL_SERVER {
        @Override
        void build(KernelTree tree) {
            processors(tree, 4, "GenuineIntel", "Imaginary(R) Xeon(R) Platinum 0000");
            pressure(tree, 0);
            disks(tree);
            for (int cpu = 0; cpu < 4; cpu++) {
                String folder = CPU + cpu;
                tree.sys(folder + "/topology", Map.of("physical_package_id", cpu % 2, "core_id", 0, "die_id", 0));
                tree.sys(
                        folder + "/thermal_throttle",
                        Map.of("core_throttle_count", 3 + cpu % 2, "package_throttle_count", 40 + cpu % 2));
                frequency(tree, cpu, 2_900_000 + 1000 * cpu, 800_000, 3_500_000);
            }
            for (int socket = 0; socket < 2; socket++) {
                hwmon(tree, socket, "coretemp", "devices/platform/coretemp." + socket);
                temperature(tree, socket, 1, "Package id " + socket, 61_000 + 3_000 * socket);
                tree.sys(HWMON + socket, Map.of("temp1_max", 84_000, "temp1_crit", 100_000, "temp1_crit_alarm", 0));
                temperature(tree, socket, 2, "Core 0", 58_000 + 3_000 * socket);
                energy(tree, "intel-rapl:" + socket, "package-" + socket, 12_345_678_000L + socket);
                tree.sys(
                        POWERCAP + "intel-rapl:" + socket,
                        Map.of(
                                "constraint_0_name", "long_term",
                                "constraint_0_power_limit_uw", 205_000_000,
                                "constraint_0_max_power_uw", 205_000_000,
                                "constraint_1_name", "short_term",
                                "constraint_1_power_limit_uw", 246_000_000));
                energy(tree, "intel-rapl:" + socket + ":0", "dram", 1_000_000_000L + socket);
            }
            energy(tree, "intel-rapl-mmio:0", "package-0", 12_345_678_000L);
            hwmon(tree, 2, "nvme", "devices/pci0000:00/0000:00:1d.0/0000:02:00.0/nvme/nvme0");
            temperature(tree, 2, 1, "Composite", 38_850);
            hwmon(tree, 3, "nct6775", "devices/platform/nct6775.656");
            tree.sys(HWMON + 3, Map.of("fan1_input", 1180, "fan2_input", 0, "in0_input", 848, "temp7_input", 127_000));
            tree.sys(HWMON + 3, Map.of("temp7_fault", 1, "temp2_input", 33_500, "temp2_label", "CPUTIN"));
            tree.sys("class/thermal/thermal_zone0", Map.of("type", "x86_pkg_temp", "temp", 61_000));
            tree.sys("class/thermal/thermal_zone1", Map.of("type", "x86_pkg_temp", "temp", 64_000));
        }

        @Override
        public void goOn(KernelTree tree) {
            times(tree, 4, 100);
            pressure(tree, 500_000);
            tree.sys(CPU + "1/thermal_throttle/package_throttle_count", 43);
            tree.sys(CPU + "3/thermal_throttle/package_throttle_count", 44);
            // Over the end of its range.
            tree.sys(POWERCAP + "intel-rapl:0/energy_uj", 5_000_000);
        }
    },
    /** One socket of AMD. */
    EPYC_SERVER {
        @Override
        void build(KernelTree tree) {
            processors(tree, 2, "AuthenticAMD", "Imaginary EPYC 0000");
            disks(tree);
            for (int cpu = 0; cpu < 2; cpu++) {
                frequency(tree, cpu, 2_450_000, 1_500_000, 3_400_000);
            }
            hwmon(tree, 0, "k10temp", "devices/pci0000:00/0000:00:18.3");
            temperature(tree, 0, 1, "Tctl", 55_250);
            temperature(tree, 0, 3, "Tccd1", 49_500);
            energy(tree, "intel-rapl:0", "package-0", 7_000_000);
            tree.unreadable(POWERCAP + "intel-rapl:0/energy_uj");
        }

        @Override
        public void goOn(KernelTree tree) {
            times(tree, 2, 100);
        }
    },
    /** A board of ARM with nothing but a thermal zone. */
    ARM_BOARD {
        @Override
        void build(KernelTree tree) {
            tree.proc("cpuinfo", "processor\t: 0\nBogoMIPS\t: 108.00\nCPU implementer\t: 0x41\n\n");
            times(tree, 1, 0);
            tree.proc("meminfo", "MemTotal:         3884380 kB\nMemFree:  2000000 kB\nMemAvailable: 3000000 kB\n");
            tree.proc("diskstats", " 179       0 mmcblk0 100 0 800 10 50 0 400 5 0 10 15\n");
            tree.proc("net/dev", NET_HEADER + "wlan0: 1000 10 0 0 0 0 0 0 500 5 0 0 0 0 0 0\n");
            frequency(tree, 0, 1_500_000, 600_000, 1_500_000);
            String zone = "class/thermal/thermal_zone0";
            tree.sys(zone, Map.of("type", "cpu-thermal", "temp", 47_225));
            tree.sys(zone, Map.of("trip_point_0_type", "passive", "trip_point_0_temp", 80_000));
            tree.sys(zone, Map.of("trip_point_1_type", "critical", "trip_point_1_temp", 110_000));
        }

        @Override
        public void goOn(KernelTree tree) {
            times(tree, 1, 100);
        }
    },
    /** A graphics card of AMD that idles, whose bit for its hottest spot never clears. */
    RDNA3_IDLE {
        @Override
        void build(KernelTree tree) {
            EPYC_SERVER.build(tree);
            String card = gpu(tree, 1, "0000:03:00.0", "devices/pci0000:00/0000:00:01.1/0000:03:00.0");
            tree.sys(
                    card,
                    Map.of(
                            "device", "0x744c",
                            "unique_id", "6f2a1c9d00e34b57",
                            "gpu_busy_percent", 0,
                            "mem_info_vram_used", 27_123_712,
                            "mem_info_vram_total", 25_753_026_560L,
                            "pp_dpm_sclk", "0: 500Mhz *\n1: 2482Mhz",
                            "pp_dpm_mclk", "0: 96Mhz *\n1: 1249Mhz"));
            String sensors = card + "/hwmon/hwmon5";
            tree.sys(sensors, Map.of("temp1_label", "edge", "temp1_input", 35_000, "temp1_crit", 100_000));
            tree.sys(sensors, Map.of("temp2_label", "junction", "temp2_input", 37_000, "temp2_crit", 110_000));
            tree.sys(sensors, Map.of("temp3_label", "mem", "temp3_input", 40_000, "temp2_emergency", 115_000));
            tree.sys(sensors, Map.of("freq1_label", "sclk", "freq1_input", 13_000_000));
            tree.sys(sensors, Map.of("freq2_label", "mclk", "freq2_input", 96_000_000));
            tree.sys(sensors, Map.of("power1_average", 1_000_000, "power1_cap", 339_000_000));
            tree.sys(sensors, Map.of("power1_cap_default", 339_000_000, "power1_cap_max", 390_000_000));
            tree.sys(sensors, Map.of("pwm1", 0, "pwm1_max", 255, "fan1_input", 0));
            tree.sysBytes(card + "/gpu_metrics", GpuMetricsTables.v13(1L << 36));
        }

        @Override
        public void goOn(KernelTree tree) {
            times(tree, 2, 100);
        }
    },
    /** Two accelerators of AMD, the second by a newer kernel, beside one of NVIDIA whose driver is not loaded. */
    MI300_NODE {
        @Override
        void build(KernelTree tree) {
            EPYC_SERVER.build(tree);
            tree.sys("bus/pci/devices/0000:01:00.0", Map.of("vendor", "0x10de", "class", "0x030200"));
            tree.sys("bus/pci/devices/0000:01:00.1", Map.of("vendor", "0x10de", "class", "0x040300"));
            for (int number = 0; number < 2; number++) {
                String id = "0000:0" + (5 + number) + ":00.0";
                String card = gpu(tree, 1 + number, id, "devices/pci0000:00/" + id);
                tree.sys(
                        card,
                        Map.of(
                                "device",
                                "0x74a1",
                                "product_name",
                                "AMD Instinct MI300X",
                                "unique_id",
                                "00a1b2c3d4e5f60" + number,
                                "gpu_busy_percent",
                                100,
                                "mem_info_vram_used",
                                103_000_000_000L,
                                "mem_info_vram_total",
                                206_141_652_992L,
                                "pp_dpm_sclk",
                                "0: 132Mhz\n1: 1850Mhz *\n2: 2100Mhz"));
                String sensors = card + "/hwmon/hwmon" + (6 + number);
                tree.sys(sensors, Map.of("temp2_label", "junction", "temp2_input", 88_000, "temp2_crit", 100_000));
                tree.sys(sensors, Map.of("temp3_label", "mem", "temp3_input", 79_000, "temp3_crit", 105_000));
                tree.sys(sensors, Map.of("power1_input", 748_000_000, "power1_cap", 750_000_000));
                tree.sys(sensors, Map.of("freq1_label", "sclk", "freq1_input", 1_850_000_000));
            }
            tables(tree, 65_536_000L, new Cycles(5_000_000_000L, 70_000, 0, 53_994, 12, 0, 0));
        }

        @Override
        public void goOn(KernelTree tree) {
            times(tree, 2, 100);
            // Two seconds later: half of the cycles at the power limit, a tenth too hot.
            tables(tree, 163_840_000L, new Cycles(7_000_000_000L, 72_000, 0, 54_994, 212, 100, 0));
        }

        private void tables(KernelTree tree, long energy, Cycles cycles) {
            String pci = "devices/pci0000:00/0000:0";
            tree.sysBytes(pci + "5:00.0/gpu_metrics", GpuMetricsTables.residencies(8, energy, cycles));
            tree.sysBytes(pci + "6:00.0/gpu_metrics", GpuMetricsTables.attributes(energy, cycles));
        }
    },
    /** A laptop that runs on its battery. */
    LAPTOP {
        @Override
        void build(KernelTree tree) {
            processors(tree, 1, "GenuineIntel", "Imaginary(R) Core(TM) i0-0000U");
            disks(tree);
            hwmon(tree, 0, "acpitz", "class/thermal/thermal_zone0");
            temperature(tree, 0, 1, "", 51_000);
            tree.sys("class/thermal/thermal_zone0", Map.of("type", "acpitz", "temp", 51_000));
            tree.link("class/thermal/thermal_zone0/hwmon0", HWMON + 0);
            tree.sys("class/thermal/thermal_zone1", Map.of("type", "x86_pkg_temp", "temp", 53_000));
            tree.sys("class/thermal/thermal_zone2", Map.of("type", "iwlwifi_1"));
            tree.unreadable("class/thermal/thermal_zone2/temp");
            hwmon(tree, 1, "BAT0", "devices/LNXSYSTM:00/PNP0C0A:00/power_supply/BAT0");
            tree.sys(HWMON + 1, Map.of("in0_input", 11_730, "power1_input", 6_210_000, "curr1_input", 529));
            tree.sys("class/power_supply/BAT0", Map.of("status", "Discharging", "capacity", 81));
            hwmon(tree, 2, "coretemp", "devices/platform/coretemp.0");
            temperature(tree, 2, 1, "Package id 0", 53_000);
            temperature(tree, 2, 2, "Core 0", 52_000);
            tree.sys(HWMON + 2, Map.of("temp1_max", 100_000, "temp1_crit", 100_000));
            hwmon(tree, 3, "thinkpad", "devices/platform/thinkpad_hwmon");
            tree.sys(HWMON + 3, Map.of("fan1_input", 2412, "temp1_input", -128_000));
            energy(tree, "intel-rapl:0", "package-0", 4_000_000L);
            energy(tree, "intel-rapl:0:0", "core", 3_000_000L);
            energy(tree, "intel-rapl:1", "psys", 9_000_000L);
        }

        @Override
        public void goOn(KernelTree tree) {
            times(tree, 1, 100);
        }
    };

    private static final String CPU = "devices/system/cpu/cpu";
    private static final String HWMON = "class/hwmon/hwmon";
    private static final String POWERCAP = "class/powercap/";
    private static final String NET_HEADER = "Inter-|   Receive          |  Transmit\n face |bytes |bytes\n";

    abstract void build(KernelTree tree);

    /** Has the machine run on for a moment. */
    public abstract void goOn(KernelTree tree);

    /** Makes the files of the machine in a folder. */
    public KernelTree in(Path root) {
        KernelTree tree = new KernelTree(root);
        build(tree);
        return tree;
    }

    /** Writes processors with their names, memory and network. */
    static void processors(KernelTree tree, int count, String vendor, String name) {
        tree.proc(
                "cpuinfo",
                IntStream.range(0, count)
                        .mapToObj(cpu -> "processor\t: " + cpu + "\nvendor_id\t: " + vendor + "\nmodel name\t: " + name
                                + "\ncpu MHz\t\t: 2000.000\n\n")
                        .collect(Collectors.joining()));
        times(tree, count, 0);
        tree.sys("devices/system/cpu/online", "0-" + (count - 1));
        tree.proc("meminfo", """
                MemTotal:       65536000 kB
                MemFree:        1000000 kB
                MemAvailable:   48000000 kB
                SwapTotal:       8388604 kB
                SwapFree:        8388092 kB
                """);
        tree.proc(
                "net/dev",
                NET_HEADER + "    lo: 77 1 0 0 0 0 0 0 77 1 0 0 0 0 0 0\n"
                        + "  eth0: 953235583 27008 0 0 0 0 0 0 2097761 20454 0 0 0 0 0 0\n"
                        + "veth12: 5 1 0 0 0 0 0 0 5 1 0 0 0 0 0 0\n");
    }

    /** Writes the times of processors that were busy for a share of what each ran on. */
    static void times(KernelTree tree, int count, int more) {
        int busy = 3 * more / 4;
        String times = (1000 + busy) + " 5 300 " + (9000 + more - busy) + " 20 0 7 1 0 0\n";
        int all = count;
        tree.proc(
                "stat",
                "cpu  " + all * (1000 + busy) + " " + all * 5 + " " + all * 300 + " " + all * (9000 + more - busy) + " "
                        + all * 20 + " 0 " + all * 7 + " " + all + " 0 0\n"
                        + IntStream.range(0, count)
                                .mapToObj(cpu -> "cpu" + cpu + " " + times)
                                .collect(Collectors.joining())
                        + "intr 12 0 0\nctxt 99\n");
    }

    private static void disks(KernelTree tree) {
        tree.proc("diskstats", """
                   7       0 loop0 1 0 2 0 0 0 0 0 0 0 0
                 259       0 nvme0n1 382999 19042 14819010 1524686 663309 496242 70514408 375288 0 248132 2057300
                 259       1 nvme0n1p1 10 0 80 1 0 0 0 0 0 1 1
                """);
        tree.sys("class/block/nvme0n1p1/partition", 1);
    }

    private static void pressure(KernelTree tree, long more) {
        String line = " avg10=22.91 avg60=19.29 avg300=13.13 total=";
        tree.proc("pressure/cpu", "some" + line + (13_520_579_278L + more) + "\nfull" + line + "0\n");
        tree.proc("pressure/memory", "some" + line + "250000\nfull" + line + "125000\n");
        tree.proc("pressure/io", "some" + line + "1000000\nfull" + line + "750000\n");
    }

    private static void frequency(KernelTree tree, int cpu, int now, int min, int max) {
        tree.sys(
                CPU + cpu + "/cpufreq",
                Map.of("scaling_cur_freq", now, "scaling_min_freq", min, "scaling_max_freq", max));
    }

    private static void hwmon(KernelTree tree, int number, String name, String device) {
        tree.sys(HWMON + number + "/name", name);
        tree.link(HWMON + number + "/device", device);
    }

    private static void temperature(KernelTree tree, int hwmon, int number, String label, int millis) {
        tree.sys(HWMON + hwmon + "/temp" + number + "_input", millis);
        if (!label.isEmpty()) {
            tree.sys(HWMON + hwmon + "/temp" + number + "_label", label);
        }
    }

    private static void energy(KernelTree tree, String zone, String name, long microjoules) {
        tree.sys(
                POWERCAP + zone,
                Map.of("name", name, "energy_uj", microjoules, "max_energy_range_uj", 262_143_328_850L));
    }

    private static String gpu(KernelTree tree, int card, String pciBusId, String folder) {
        tree.sys(folder, Map.of("vendor", "0x1002", "class", "0x030000"));
        tree.link(folder + "/driver", "bus/pci/drivers/amdgpu");
        tree.link("class/drm/card" + card + "/device", folder);
        tree.sys(folder + "/power/runtime_status", "active");
        tree.sys("bus/pci/devices/" + pciBusId, Map.of("vendor", "0x1002", "class", "0x030000"));
        return folder;
    }
}
