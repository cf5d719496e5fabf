package org.thermograd.domain.training;

/** A quantity that a training step reports. */
public enum Signal {
    /** Norm of the gradient before clipping. */
    GRAD_NORM("grad_norm"),
    /** Loss. */
    LOSS("loss"),
    /** Learning rate. */
    LEARNING_RATE("learning_rate");

    private final String id;

    Signal(String id) {
        this.id = id;
    }

    /** Returns the name as it stands in pushes, metrics and recordings. */
    public String id() {
        return id;
    }
}
