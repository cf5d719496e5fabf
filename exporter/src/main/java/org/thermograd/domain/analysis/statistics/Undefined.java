package org.thermograd.domain.analysis.statistics;

/** Why a figure has no value. A closed set; the names are part of the report's format. */
public enum Undefined {
    /** One of the two series never changes. */
    CONSTANT_SERIES,
    /** There are fewer than three pairs. */
    TOO_FEW_PAIRS,
    /** No collapse was recorded. */
    ZERO_COLLAPSES,
    /** The recording has no such column, or it is empty. */
    COLUMN_ABSENT,
    /** What was counted does not determine it, or it is not finite. */
    NOT_ESTIMABLE
}
