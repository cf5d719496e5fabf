package org.thermograd.app.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.thermograd.adapter.nvml.NvmlProbe;
import org.thermograd.adapter.oshi.OshiProbes;
import org.thermograd.app.cli.UsageException;
import org.thermograd.domain.hardware.HardwareProbe;

/** The probes of the machine that this program runs on. */
public final class MachineProbes {
    /** Elsewhere NVIDIA's library has another name, and OSHI knows it. */
    private static final boolean LINUX = System.getProperty("os.name", "").startsWith("Linux");

    /** As OSHI names the maker; the second is how it does where it knows the number only. */
    private static final Set<String> NVIDIA = Set.of("nvidia", "0x10de");

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
        boolean nvml = LINUX && !config.disabled().contains(all.get(0).name());
        all.addAll(OshiProbes.ofThisMachine(search, nvml ? NVIDIA : Set.of()));
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
