package org.thermograd.calibration.session;

/** Something that acts on a run, on both sides of it or on none. */
@FunctionalInterface
interface Driver {
    /** Acts. */
    void act(Scene scene, Draws draws);
}
