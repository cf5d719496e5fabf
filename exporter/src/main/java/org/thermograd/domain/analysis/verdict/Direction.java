package org.thermograd.domain.analysis.verdict;

/** Which side comes first. */
public enum Direction {
    /** Spikes come first: causes are spikes, effects are collapses. */
    FORWARD,
    /** Collapses come first: causes are collapses, effects are spikes. */
    BACKWARD
}
