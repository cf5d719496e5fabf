package org.thermograd.app.cli;

import java.util.List;

/** A command line that cannot be carried out as it stands; its problems are all reported together. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    public UsageException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
