package org.thermograd.domain.hardware;

/** What is told about a device and does not change while it runs. */
public enum DeviceProperty {
    /** The name of the model. */
    NAME,
    /** Who made it. */
    VENDOR,
    /** The version of its driver. */
    DRIVER_VERSION,
    /** Where it is on the PCI bus. */
    PCI_BUS_ID
}
