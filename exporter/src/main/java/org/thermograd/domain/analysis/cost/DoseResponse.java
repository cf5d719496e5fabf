package org.thermograd.domain.analysis.cost;

/** How step time followed the clock of a device that was throttled or collapsed nearly all the time, or why that is not known. */
public sealed interface DoseResponse {
    /** Returns the device. */
    String device();

    /**
     * A line could be fitted.
     *
     * @param device the device
     * @param bins of how many bins of time
     * @param blocks of how many blocks its interval is
     * @param clockMax the full clock in hertz: that of the driver, or the .99 quantile of the samples
     * @param meanClockShare the mean clock by the full clock
     * @param slopeMillis by how much a step would be longer at half the full clock than at the full one
     * @param slowdown step time at the mean clock by that at the full clock, in the middle of the run
     * @param lower lower end of its 95% interval
     * @param upper upper end
     * @param extrapolated whether the full clock was hardly ever seen during steps
     */
    record Estimated(
            String device,
            int bins,
            int blocks,
            double clockMax,
            double meanClockShare,
            double slopeMillis,
            double slowdown,
            double lower,
            double upper,
            boolean extrapolated)
            implements DoseResponse {}

    /**
     * It could not.
     *
     * @param device the device
     * @param reason why not
     */
    record Refused(String device, Reason reason) implements DoseResponse {}

    /** Why no line is fitted. */
    enum Reason {
        /** The clock is not recorded. */
        NO_CLOCK,
        /** The exporter priced the episodes, and what each step took is not known. */
        STEPS_NOT_KNOWN,
        /** No step can be used. */
        TOO_FEW_STEPS,
        /** The clock varied by less than 5% of the full one. */
        CLOCK_HARDLY_VARIES,
        /** The run is shorter than an hour, or has too few steps. */
        TOO_SHORT,
        /** The line gives no positive step time at the full clock. */
        NO_FIT
    }
}
