package org.thermograd.adapter.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.DeviceProperty;

/**
 * A GPU of AMD as the kernel shows it.
 *
 * @param folder where its files are
 * @param pciBusId where it is on the PCI bus
 */
record AmdCard(Path folder, String pciBusId) {
    private static final Pattern CARD = Pattern.compile("card\\d+");
    private static final Pattern ANY = Pattern.compile(".*");
    private static final String AMD = "0x1002";
    private static final String NVIDIA = "0x10de";

    /** Controllers of displays, and those without one for computing. */
    private static final Pattern CONTROLLER = Pattern.compile("0x030[02].*");

    /** Finds those that the driver amdgpu has, in the order of the bus. */
    static List<AmdCard> find(Path sysfs) {
        List<AmdCard> cards = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Path card : Folders.list(sysfs.resolve("class/drm"), CARD)) {
            try {
                Path folder = card.resolve("device").toRealPath();
                if (is(folder, "vendor", AMD)
                        && Folders.target(folder.resolve("driver"))
                                .filter("amdgpu"::equals)
                                .isPresent()
                        && seen.add(Folders.name(folder))) {
                    cards.add(new AmdCard(folder, Folders.name(folder)));
                }
            } catch (IOException e) {
                // It went while we looked.
            }
        }
        cards.sort((one, other) -> one.pciBusId().compareTo(other.pciBusId()));
        return cards;
    }

    /** Returns how many GPUs of NVIDIA the machine has, whose numbers come first. */
    static int countOfNvidia(Path sysfs) {
        return (int) Folders.list(sysfs.resolve("bus/pci/devices"), ANY).stream()
                .filter(folder -> is(folder, "vendor", NVIDIA)
                        && Folders.text(folder.resolve("class"))
                                .filter(CONTROLLER.asMatchPredicate())
                                .isPresent())
                .count();
    }

    private static boolean is(Path folder, String file, String value) {
        return Folders.text(folder.resolve(file)).filter(value::equals).isPresent();
    }

    /** Returns it under a number, with {@code GPU-} and its unique number as ROCm writes it, where the chip has one. */
    Device device(int number) {
        Optional<String> id = Folders.text(folder.resolve("unique_id"))
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> text.matches("[0-9a-f]{16}") && !text.matches("0+"));
        return id.map(unique -> Device.gpu(number, "GPU-" + unique)).orElseGet(() -> Device.gpu(number));
    }

    /** Describes it: by the name of the product, or by the number of its kind where the board has none. */
    DeviceDescription description(Path sysfs, Device device) {
        Map<DeviceProperty, String> properties = new EnumMap<>(DeviceProperty.class);
        Folders.text(folder.resolve("product_name"))
                .or(() -> Folders.text(folder.resolve("device")).map(id -> "AMD GPU " + id))
                .ifPresent(name -> properties.put(DeviceProperty.NAME, name));
        properties.put(DeviceProperty.VENDOR, "AMD");
        properties.put(DeviceProperty.PCI_BUS_ID, pciBusId);
        Folders.text(sysfs.resolve("module/amdgpu/version"))
                .ifPresent(version -> properties.put(DeviceProperty.DRIVER_VERSION, version));
        return new DeviceDescription(device, properties);
    }
}
