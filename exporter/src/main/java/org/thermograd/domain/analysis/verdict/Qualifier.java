package org.thermograd.domain.analysis.verdict;

/** What a reader must know beside the verdict. A closed set; the names are part of the report's format. */
public enum Qualifier {
    /** The windows after spikes fill so much of the time that a collapse inside one says nothing; not tested. */
    WINDOWS_SATURATED_FORWARD,
    /** The windows after collapses fill so much of the time that a spike inside one says nothing; not tested. */
    WINDOWS_SATURATED_BACKWARD,
    /** Collapses follow spikes no more often than a slow change that both share explains. */
    FORWARD_SHARED_TREND_ONLY,
    /** Spikes follow collapses no more often than a slow change that both share explains. */
    BACKWARD_SHARED_TREND_ONLY,
    /** Collapses follow spikes no more often than the rhythm or the bursts of either explain. */
    FORWARD_SHARED_RHYTHM_OR_BURSTS_ONLY,
    /** Spikes follow collapses no more often than the rhythm or the bursts of either explain. */
    BACKWARD_SHARED_RHYTHM_OR_BURSTS_ONLY,
    /** The spike detector flags so many steps of some run that its spikes are no rare events. */
    SPIKES_FREQUENT,
    /** Spikes were looked for in a gauge that was scraped so seldom that most steps were not seen. */
    SPIKES_UNDERSAMPLED;

    static Qualifier saturated(Direction direction) {
        return direction == Direction.FORWARD ? WINDOWS_SATURATED_FORWARD : WINDOWS_SATURATED_BACKWARD;
    }

    static Qualifier sharedTrendOnly(Direction direction) {
        return direction == Direction.FORWARD ? FORWARD_SHARED_TREND_ONLY : BACKWARD_SHARED_TREND_ONLY;
    }

    static Qualifier sharedRhythmOrBurstsOnly(Direction direction) {
        return direction == Direction.FORWARD
                ? FORWARD_SHARED_RHYTHM_OR_BURSTS_ONLY
                : BACKWARD_SHARED_RHYTHM_OR_BURSTS_ONLY;
    }
}
