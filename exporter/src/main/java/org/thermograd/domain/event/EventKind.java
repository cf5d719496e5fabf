package org.thermograd.domain.event;

/** What happened in an {@link Event}. */
public enum EventKind {
    /** The gradient norm of a training run jumped. */
    SPIKE,
    /** The gradient norm of a training run rose for good; no spike. */
    LEVEL_SHIFT,
    /** A driver or the kernel held a device back for its heat, and said so. */
    CONFIRMED_COLLAPSE,
    /** The monitor of a device recorded a collapse, as a flag or by counting it. */
    RECORDED_COLLAPSE,
    /** The efficiency index of a device dropped under load and heating: an efficiency drop while heating, not throttling. */
    INFERRED_COLLAPSE
}
