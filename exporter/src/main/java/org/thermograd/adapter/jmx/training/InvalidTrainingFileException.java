package org.thermograd.adapter.jmx.training;

import java.util.List;

/** A file of trainings that cannot be used. */
public final class InvalidTrainingFileException extends Exception {
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    /** Makes one of at least one problem. */
    InvalidTrainingFileException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns everything that is wrong, each with the line, the field, the rule and the value. */
    public List<String> problems() {
        return problems;
    }
}
