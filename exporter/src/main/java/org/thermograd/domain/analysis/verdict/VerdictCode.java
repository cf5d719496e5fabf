package org.thermograd.domain.analysis.verdict;

/** The name of a verdict in reports and metrics. */
public enum VerdictCode {
    /** Nothing can be said. */
    NOT_ESTIMABLE,
    /** Each side follows the other. */
    COUPLED_BOTH_DIRECTIONS,
    /** Collapses follow spikes. */
    COUPLED_SPIKES_PRECEDE_COLLAPSES,
    /** Spikes follow collapses. */
    COUPLED_COLLAPSES_PRECEDE_SPIKES,
    /** Both come together, too close for an order. */
    COUPLED_ORDER_UNRESOLVED,
    /** Nothing found, and enough data to find it. */
    NO_EVIDENCE_ADEQUATE_POWER,
    /** Nothing found, and too little data to find it. */
    INCONCLUSIVE_TOO_SHORT
}
