package org.thermograd.adapter.jmx;

/** Which bean is there as long as the program runs, and tells of events. */
public enum RootBean {
    /** That of the exporter. */
    EXPORTER("Exporter"),
    /** That of the correlation service. */
    CORRELATION("Correlation");

    private final String type;

    RootBean(String type) {
        this.type = type;
    }

    /** Returns the property {@code type} of its name, which has no other. */
    String type() {
        return type;
    }
}
