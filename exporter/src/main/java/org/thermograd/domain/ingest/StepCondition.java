package org.thermograd.domain.ingest;

/** The worst state of a run's devices during a step, from good to bad. */
public enum StepCondition {
    /** No device is known to have been throttled or collapsed; also where nothing is known. */
    CLEAR("clear"),
    /** A device was throttled. */
    THROTTLED("throttled"),
    /** A device was in a collapse. */
    COLLAPSED("collapsed");

    private final String id;

    StepCondition(String id) {
        this.id = id;
    }

    /** Returns the value of the label {@code condition}. */
    public String id() {
        return id;
    }
}
