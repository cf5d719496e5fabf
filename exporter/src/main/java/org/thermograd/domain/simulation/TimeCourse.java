package org.thermograd.domain.simulation;

/** How a host and its training change over a session, apart from each other. */
enum TimeCourse {
    /** They do not. */
    STEADY,
    /** The air warms up from the start on, and spikes become more frequent. */
    WARM_UP,
    /** Air and training change between a cool, quiet half and a hot, restless one. */
    HALVES,
    /** Spikes and bursts each come in clusters of their own. */
    CLUSTERS;

    private static final double HOT_FACTOR = 2;

    /** Returns the rate of spikes at a time, as a multiple of their mean rate. */
    double spikeFactor(double seconds, SimulationParameters parameters) {
        return switch (this) {
            case STEADY, CLUSTERS -> 1;
            case WARM_UP -> 1 - cold(seconds, parameters);
            case HALVES -> isHot(seconds, parameters) ? HOT_FACTOR : 0;
        };
    }

    /** Returns the greatest of all factors. */
    double greatestSpikeFactor() {
        return this == HALVES ? HOT_FACTOR : 1;
    }

    /** Returns how much cooler the air is at a time than it will be. */
    double coolerCelsius(double seconds, SimulationParameters parameters) {
        double rise = parameters.get(SimulationParameter.AMBIENT_RISE_CELSIUS);
        return switch (this) {
            case STEADY, CLUSTERS -> 0;
            case WARM_UP -> rise * cold(seconds, parameters);
            case HALVES -> isHot(seconds, parameters) ? 0 : rise;
        };
    }

    /** Returns how many events come together. */
    int clusterSize(SimulationParameters parameters) {
        return this == CLUSTERS ? (int) parameters.get(SimulationParameter.CLUSTER_SIZE) : 1;
    }

    private static double cold(double seconds, SimulationParameters parameters) {
        return StrictMath.exp(-seconds / parameters.get(SimulationParameter.WARMUP_SECONDS));
    }

    private static boolean isHot(double seconds, SimulationParameters parameters) {
        double cycle = parameters.get(SimulationParameter.CYCLE_SECONDS);
        return seconds % cycle >= cycle / 2;
    }
}
