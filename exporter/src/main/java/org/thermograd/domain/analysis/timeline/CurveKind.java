package org.thermograd.domain.analysis.timeline;

/** What a curve of a timeline shows. */
public enum CurveKind {
    /** Gradient norm of each step. */
    GRAD_NORM,
    /** How long each step took, in seconds. */
    STEP_SECONDS,
    /** Temperature in degrees Celsius. */
    TEMPERATURE_CELSIUS,
    /** Power in watts. */
    POWER_WATTS,
    /** Clock in hertz. */
    CLOCK_HERTZ
}
