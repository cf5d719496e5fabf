package org.thermograd.domain;

import java.util.Collection;
import java.util.Optional;

/** Names of devices: the only accelerator of a host is called {@code gpu} by some monitors and {@code gpu0} by others. */
public final class DeviceName {
    private static final String ALONE = "gpu";
    private static final String FIRST = "gpu0";

    private DeviceName() {}

    /** Returns the name by which this project calls a device. */
    public static String canonical(String name) {
        return name.equals(ALONE) ? FIRST : name;
    }

    /** Returns which of some names is of a device that is called by any of its names; itself, if it is among them. */
    public static Optional<String> among(Collection<String> names, String called) {
        if (names.contains(called)) {
            return Optional.of(called);
        }
        return names.stream()
                .filter(name -> canonical(name).equals(canonical(called)))
                .findFirst();
    }
}
