package org.thermograd.domain.event;

import java.util.Locale;

/** Where the collapses of an analysis come from. Kinds are never added up. */
public enum CollapseKind {
    /** What a driver or the kernel gives as reason for holding a device back. */
    CONFIRMED("throttling, confirmed by driver or kernel"),
    /** Drops of the efficiency index, computed from samples of the hardware. */
    INFERRED("efficiency drops while heating"),
    /** The flags of a recording. */
    RECORDED("recorded");

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
