package org.thermograd.adapter.linux;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;

/**
 * One zone of RAPL, whose energy the processor counts. Its power is the energy since the read before by the time since
 * then. Confined to one thread at a time.
 */
final class RaplZone implements AutoCloseable {
    /** Zones and zones within them; {@code intel-rapl-mmio} counts the packages a second time. */
    private static final Pattern FOLDER = Pattern.compile("intel-rapl(:\\d+)+");

    private static final String PACKAGE = "package";
    private static final double MICROS = 1e6;
    private static final double NANOS = 1e9;

    private final Path folder;
    private final boolean isPackage;
    private final KernelFile file;
    private final long range;
    private final GrowingCount microjoules = new GrowingCount();
    private final Sensor energy;
    private final Sensor power;
    private double lastMicrojoules = -1;
    private long lastNanos;

    private RaplZone(Path folder, String name) {
        this.folder = folder;
        this.isPackage = name.startsWith(PACKAGE);
        this.file = new KernelFile(folder.resolve("energy_uj"));
        this.range = Folders.number(folder.resolve("max_energy_range_uj")).orElse(0);
        this.energy = Sensor.of(Device.CPU, Quantity.CPU_ENERGY_JOULES_TOTAL, name);
        this.power = Sensor.of(Device.CPU, Quantity.CPU_POWER_WATTS, name);
    }

    /** Finds the zones: {@code package-0}, and within it {@code core-0}, {@code dram-0}... */
    static List<RaplZone> find(Path sysfs) {
        Path powercap = sysfs.resolve("class/powercap");
        List<RaplZone> zones = new ArrayList<>();
        for (Path folder : Folders.list(powercap, FOLDER)) {
            String folderName = Folders.name(folder);
            Path parent = powercap.resolve(folderName.substring(0, folderName.lastIndexOf(':')));
            Optional<String> within = Folders.text(parent.resolve("name"))
                    .filter(name -> name.startsWith(PACKAGE))
                    .map(name -> name.substring(PACKAGE.length()));
            Folders.text(folder.resolve("name"))
                    .ifPresent(name -> zones.add(new RaplZone(folder, name + within.orElse(""))));
        }
        return List.copyOf(zones);
    }

    /** Adds energy and power, and returns whether the energy could be read. */
    boolean addTo(ReadingsBuilder readings, Contents contents, long nanos) {
        OptionalLong value = file.value(contents);
        if (value.isEmpty()) {
            lastMicrojoules = -1;
            return false;
        }
        microjoules.update(this, value.getAsLong(), range);
        microjoules.begin();
        double total = microjoules.total();
        readings.add(energy, total / MICROS);
        if (lastMicrojoules >= 0 && nanos > lastNanos) {
            readings.add(power, (total - lastMicrojoules) / MICROS / ((nanos - lastNanos) / NANOS));
        }
        lastMicrojoules = total;
        lastNanos = nanos;
        return true;
    }

    /** Returns whether it is all of a processor. */
    boolean isPackage() {
        return isPackage;
    }

    /** Returns what a file of its long-term limit says, in microwatts. */
    OptionalLong longTermMicrowatts(String what) {
        return Folders.text(folder.resolve("constraint_0_name"))
                        .filter("long_term"::equals)
                        .isPresent()
                ? Folders.number(folder.resolve("constraint_0_" + what))
                : OptionalLong.empty();
    }

    @Override
    public void close() {
        file.close();
    }
}
