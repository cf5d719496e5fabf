package org.thermograd.domain.hardware;

/** What a sensor is about. */
public enum Subject {
    /** The device {@code cpu}. */
    CPU,
    /** One of the devices {@code gpu0}, {@code gpu1}... */
    GPU,
    /** The machine around the devices: memory, disks, network, fans. No device. */
    HOST
}
