package org.thermograd.app.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.thermograd.adapter.linux.LinuxProbes;
import org.thermograd.adapter.nvml.NvmlProbe;
import org.thermograd.adapter.oshi.OshiProbes;
import org.thermograd.app.cli.UsageException;
import org.thermograd.domain.hardware.HardwareProbe;

/** The probes of the machine that this program runs on. */
public final class MachineProbes {
    /** Its own files cost least and need no library; other systems have no such files. */
    private static final boolean LINUX = System.getProperty("os.name", "").startsWith("Linux");

    private MachineProbes() {}

    /**
     * Returns the probes that are not disabled, those that count most first, without reading anything yet.
     *
     * @param search runs searches that may take seconds
     * @throws UsageException if the configuration names a probe that there is not
     */
    public static List<HardwareProbe> of(ProbeConfig config, Executor search) {
        List<HardwareProbe> all = new ArrayList<>();
        all.add(new NvmlProbe(config.nvmlLibrary()));
        all.addAll(
                LINUX
                        ? LinuxProbes.of(config.sysfsRoot(), config.procfsRoot(), System::nanoTime)
                        : OshiProbes.ofThisMachine(search));
        Set<String> names = new TreeSet<>();
        all.forEach(probe -> names.add(probe.name()));
        check("--disable-probe", config.disabled(), names);
        check("--probe-interval", config.intervals().keySet(), names);
        List<HardwareProbe> wanted = new ArrayList<>();
        for (HardwareProbe probe : all) {
            if (!config.disabled().contains(probe.name())) {
                Duration own = config.intervals().get(probe.name());
                wanted.add(own == null ? probe : new IntervalProbe(probe, own));
            }
        }
        return List.copyOf(wanted);
    }

    private static void check(String option, Set<String> named, Set<String> names) {
        for (String name : named) {
            if (!names.contains(name)) {
                throw new UsageException(List.of("Invalid value for option '" + option + "': must name one of "
                        + String.join(", ", names) + ", got " + name));
            }
        }
    }
}
