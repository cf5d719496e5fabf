package org.thermograd.domain.simulation;

import java.util.List;

/** Parameters of a simulation that cannot be used. */
public final class InvalidSimulationException extends Exception {
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    /** Makes one of at least one problem. */
    InvalidSimulationException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns everything that is wrong, each with the parameter and the rule. */
    public List<String> problems() {
        return problems;
    }
}
