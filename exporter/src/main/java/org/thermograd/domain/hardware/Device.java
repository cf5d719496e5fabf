package org.thermograd.domain.hardware;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One compute device of this host.
 *
 * @param name {@code cpu} for all processors together, {@code gpu0}, {@code gpu1}... for accelerators
 * @param uuid what identifies an accelerator across restarts; empty for the processors, and where no driver tells
 */
public record Device(String name, Optional<String> uuid) {
    private static final Pattern NAME = Pattern.compile("cpu|gpu\\d{1,4}");

    /** All processors of this host. */
    public static final Device CPU = new Device("cpu", Optional.empty());

    /**
     * Makes a device.
     *
     * @throws IllegalArgumentException if {@code name} is none of those, {@code uuid} is blank, or processors have one
     */
    public Device {
        requireNonNull(name, "name");
        requireNonNull(uuid, "uuid");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name must be cpu or gpu and a number, got " + name);
        }
        if (uuid.isPresent() && (uuid.get().isBlank() || name.equals("cpu"))) {
            throw new IllegalArgumentException("uuid must be absent or that of an accelerator, got " + uuid.get());
        }
    }

    /** Returns the accelerator with a number, of which no driver tells the UUID. */
    public static Device gpu(int number) {
        return new Device("gpu" + number, Optional.empty());
    }

    /** Returns the accelerator with a number and a UUID. */
    public static Device gpu(int number, String uuid) {
        return new Device("gpu" + number, Optional.of(uuid));
    }

    /** Returns what its sensors are about. */
    public Subject subject() {
        return name.equals("cpu") ? Subject.CPU : Subject.GPU;
    }
}
