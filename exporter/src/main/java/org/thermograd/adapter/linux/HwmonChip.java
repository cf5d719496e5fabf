package org.thermograd.adapter.linux;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A chip with sensors, as hwmon shows it.
 *
 * @param folder where its files are
 * @param name what its driver calls it, such as {@code coretemp}
 * @param label its name on this machine: the device behind it, with the name before where the device does not begin with
 *     it, such as {@code coretemp.0}, {@code nvme0} or {@code k10temp-0000:00:18.3}. It does not change while others come
 *     and go.
 */
record HwmonChip(Path folder, String name, String label) {
    private static final Pattern FOLDER = Pattern.compile("hwmon\\d+");

    /** Finds all chips, in the order of their folders. */
    static List<HwmonChip> find(Path sysfs) {
        return Folders.list(sysfs.resolve("class/hwmon"), FOLDER).stream()
                .flatMap(folder ->
                        Folders.text(folder.resolve("name"))
                                .map(name -> new HwmonChip(folder, name, label(folder, name)))
                                .stream())
                .toList();
    }

    private static String label(Path folder, String name) {
        // A chip without a device is made up by a program of the kernel; its name is all there is.
        Optional<String> device = Folders.target(folder.resolve("device"));
        return device.map(id -> id.startsWith(name) ? id : name + "-" + id).orElse(name);
    }

    /** Returns the label of a sensor, such as {@code temp1}: that of its file, else that itself. */
    String sensorLabel(String sensor) {
        return Folders.text(folder.resolve(sensor + "_label")).orElse(sensor);
    }

    /** Returns whether the device behind it sleeps. Reading a sensor would wake it. */
    boolean sleeps() {
        return Folders.text(folder.resolve("device/power/runtime_status"))
                .filter("suspended"::equals)
                .isPresent();
    }
}
