package org.thermograd.domain.analysis.crosscorrelation;

import org.thermograd.domain.analysis.run.SampledRun;

/** A continuous signal of a device that the gradient norm is compared with. */
public enum DeviceSignal {
    /** The temperature in degrees Celsius. */
    TEMPERATURE(SampledRun.TEMPERATURE),
    /** The power in watts. */
    POWER(SampledRun.POWER),
    /** The smoothed efficiency index that another monitor computed. */
    RECORDED_INDEX(SampledRun.SMOOTHED_INDEX),
    /** The smoothed efficiency index that this project computes. */
    EFFICIENCY_INDEX("efficiency_index");

    private final String column;

    DeviceSignal(String column) {
        this.column = column;
    }

    /** Returns the name of its column in the samples of a {@link WatchedRun}, which is its name in reports too. */
    public String column() {
        return column;
    }
}
