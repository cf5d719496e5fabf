package org.thermograd.domain.coupling;

import org.thermograd.domain.correlation.RecordedRun;

/** A continuous signal of a device that the gradient norm is compared with. */
public enum DeviceSignal {
    /** The temperature in degrees Celsius. */
    TEMPERATURE(RecordedRun.TEMPERATURE),
    /** The power in watts. */
    POWER(RecordedRun.POWER),
    /** The smoothed efficiency index. */
    EFFICIENCY(RecordedRun.RLE);

    private final String column;

    DeviceSignal(String column) {
        this.column = column;
    }

    /** Returns the name of its column in the samples of a device, which is its name in reports too. */
    public String column() {
        return column;
    }
}
