package org.thermograd.calibration.session;

/** How probable an event is in each of many short times. Confined to one thread. */
final class Rates {
    private final double[] coupled;
    private double sum;
    private double coupledSum;

    Rates(int times) {
        coupled = new double[times];
    }

    /**
     * Sets one.
     *
     * @param expected how many events are expected in it without a coupling
     * @param factor how many times more with it
     */
    void set(int time, double expected, double factor) {
        coupled[time] = expected * factor;
        sum += expected;
        coupledSum += expected * factor;
    }

    /** Draws in which there is an event; in the mean there are as many as without the coupling. */
    boolean[] draw(Draws draws) {
        boolean[] events = new boolean[coupled.length];
        for (int i = 0; i < events.length; i++) {
            events[i] = draws.chance(coupled[i] * sum / coupledSum);
        }
        return events;
    }
}
