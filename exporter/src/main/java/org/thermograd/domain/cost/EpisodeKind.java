package org.thermograd.domain.cost;

import static java.util.Objects.requireNonNull;

/**
 * Which episodes are compared with the rest of the time.
 *
 * @param device the device that they are of, or {@link #ALL}
 * @param reason a reason of the driver, that of a collapse, or {@link #THERMAL}
 */
public record EpisodeKind(String device, String reason) {
    /** All devices of a run together. */
    public static final String ALL = "all";
    /** All reasons that are about heat together. */
    public static final String THERMAL = "thermal";

    /** Checks that nothing is missing. */
    public EpisodeKind {
        requireNonNull(device, "device");
        requireNonNull(reason, "reason");
    }
}
