package org.thermograd.app;

import java.util.List;

/** A command line that cannot be carried out as it stands; its problems are all reported together. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    UsageException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    List<String> problems() {
        return problems;
    }
}
