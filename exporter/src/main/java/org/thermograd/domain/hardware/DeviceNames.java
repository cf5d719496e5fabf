package org.thermograd.domain.hardware;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which device somebody means: by its name, by its uuid, or by what {@code CUDA_VISIBLE_DEVICES} may hold. That is a number in the order
 * of the PCI bus, which is how devices are numbered here; the beginning of one uuid and no other, such as {@code GPU-8a0f}; or the
 * uuid of a MIG device, which means the accelerator that it is part of. Immutable.
 */
public final class DeviceNames {
    private static final Pattern INDEX = Pattern.compile("\\d{1,4}");
    private static final String GPU = "GPU-";
    private static final String MIG = "MIG-";

    private final Set<Device> devices;
    private final Map<String, Device> parts;

    /**
     * Knows some devices.
     *
     * @param parts the accelerator of each MIG device, by the uuid of that
     */
    public DeviceNames(Collection<Device> devices, Map<String, Device> parts) {
        this.devices = new LinkedHashSet<>(devices);
        this.parts = Map.copyOf(parts);
    }

    /** Returns the accelerator of each MIG device that was read, by the uuid of that. */
    public static Map<String, Device> partsIn(HardwareSnapshot snapshot) {
        Map<String, Device> parts = new HashMap<>();
        for (SensorReading reading : snapshot.readings(Quantity.GPU_MIG_DEVICE)) {
            reading.sensor()
                    .device()
                    .ifPresent(device -> parts.put(reading.sensor().parts().get(1), device));
        }
        return parts;
    }

    /** Returns the name that a number stands for, {@code gpu0} for 0; any other word as it is. */
    public static String named(String word) {
        return INDEX.matcher(word).matches() ? "gpu" + Integer.parseInt(word) : word;
    }

    /** Returns the device that a word means; nothing where it means none, or more than one. */
    public Optional<Device> find(String word) {
        String name = named(word);
        Optional<Device> whole = devices.stream()
                .filter(device -> device.name().equals(name)
                        || device.uuid().filter(word::equals).isPresent())
                .findFirst();
        if (whole.isPresent()) {
            return whole;
        }
        if (word.startsWith(MIG)) {
            // Drivers before 470 named a MIG device after its accelerator: MIG-GPU-8a0f.../1/0.
            return Optional.ofNullable(parts.get(word))
                    .or(() -> only(word.substring(MIG.length()).replaceFirst("/.*", "")));
        }
        return only(word);
    }

    /** Returns the one device whose uuid begins so. */
    private Optional<Device> only(String beginning) {
        if (!beginning.startsWith(GPU) || beginning.equals(GPU)) {
            return Optional.empty();
        }
        List<Device> all = devices.stream()
                .filter(device ->
                        device.uuid().filter(uuid -> uuid.startsWith(beginning)).isPresent())
                .toList();
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }
}
