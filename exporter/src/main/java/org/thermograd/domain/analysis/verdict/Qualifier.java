package org.thermograd.domain.analysis.verdict;

/** What a reader must know beside the verdict. A closed set; the names are part of the report's format. */
public enum Qualifier {
    /** The windows after spikes fill so much of the time that a collapse inside one says nothing; not tested. */
    WINDOWS_SATURATED_FORWARD,
    /** The windows after collapses fill so much of the time that a spike inside one says nothing; not tested. */
    WINDOWS_SATURATED_BACKWARD,
    /** What there is of collapses after spikes lies in pauses and the minute after them. */
    FORWARD_NEAR_PAUSES_ONLY,
    /** What there is of spikes after collapses lies in pauses and the minute after them. */
    BACKWARD_NEAR_PAUSES_ONLY,
    /** Collapses follow spikes no more often than a slow change that both share explains. */
    FORWARD_SHARED_TREND_ONLY,
    /** Spikes follow collapses no more often than a slow change that both share explains. */
    BACKWARD_SHARED_TREND_ONLY,
    /** Collapses follow spikes no more often than the rhythm or the bursts of either explain. */
    FORWARD_SHARED_RHYTHM_OR_BURSTS_ONLY,
    /** Spikes follow collapses no more often than the rhythm or the bursts of either explain. */
    BACKWARD_SHARED_RHYTHM_OR_BURSTS_ONLY,
    /** Spikes come first as the flags stand, and collapses would if they were flagged some seconds late. */
    ORDER_DEPENDS_ON_LATENCY,
    /** It holds without pauses and the minute after each as well. */
    PAUSES_LEFT_OUT,
    /** Of some run only the longest pauses could be left out. */
    PAUSES_PARTLY_LEFT_OUT,
    /** Pauses of some run do not show, or leave too little time to test without them and the minute after each. */
    PAUSES_NOT_LEFT_OUT,
    /** The spike detector flags so many steps of some run that its spikes are no rare events. */
    SPIKES_FREQUENT,
    /** Spikes were looked for in a gauge that was scraped so seldom that most steps were not seen. */
    SPIKES_UNDERSAMPLED;

    static Qualifier saturated(Direction direction) {
        return direction == Direction.FORWARD ? WINDOWS_SATURATED_FORWARD : WINDOWS_SATURATED_BACKWARD;
    }

    static Qualifier nearPausesOnly(Direction direction) {
        return direction == Direction.FORWARD ? FORWARD_NEAR_PAUSES_ONLY : BACKWARD_NEAR_PAUSES_ONLY;
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
