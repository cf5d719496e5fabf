package org.thermograd.domain.correlation;

import java.util.Locale;

/** Where the collapses of an analysis come from. Kinds are never added up. */
public enum CollapseKind {
    /** The flags of a recording. */
    RECORDED("recorded"),
    /** The efficiency index, computed from the samples of a recording. */
    INFERRED("efficiency drops (inferred)");

    private final String description;

    CollapseKind(String description) {
        this.description = description;
    }

    /** Returns the name in options and reports. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the kind in words. */
    public String description() {
        return description;
    }
}
