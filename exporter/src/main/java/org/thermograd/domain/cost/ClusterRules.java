package org.thermograd.domain.cost;

import java.util.List;
import org.thermograd.domain.series.PauseRule;

/** The fixed parameters by which clusters of episodes are made and compared. Source: docs/correlation.md, "What throttling cost". */
public final class ClusterRules {
    /** Episodes closer than this make one cluster. */
    public static final long MERGE_MILLIS = 30_000;
    /** How far from a cluster the steps may be that it is compared with; {@link #MEDIANS_NEAR} where that is more. */
    public static final long NEAR_MILLIS = 120_000;
    /** The same in median steps. */
    public static final double MEDIANS_NEAR = 10;
    /** With so many steps before and after, a cluster is compared with both sides; with twice as many in all with both together. */
    public static final int SIDE_STEPS = 5;
    /** With fewer clusters there is no interval. */
    public static final int FEWEST_CLUSTERS = 5;
    /** A step that is longer than this many medians is a stall: a checkpoint, an evaluation. */
    public static final double STALL_FACTOR = PauseRule.DEFAULTS.stallFactor();
    /** Steps that begin this soon after a start, a gap or a stall are not used. */
    public static final long RESUME_MILLIS = PauseRule.DEFAULTS.resumeMillis();
    /** How late a flag is taken to be where that is not known. */
    public static final List<Long> LATENCY_TRIALS_MILLIS = List.of(5_000L, 10_000L);

    private ClusterRules() {}
}
