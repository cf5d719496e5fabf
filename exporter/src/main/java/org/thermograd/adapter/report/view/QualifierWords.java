package org.thermograd.adapter.report.view;

import org.thermograd.domain.analysis.verdict.Qualifier;

/** The qualifiers in words. */
final class QualifierWords {
    private static final String FORWARD = "collapses after spikes";
    private static final String BACKWARD = "spikes after collapses";
    private static final String NEAR_PAUSES =
            "what there is of %s lies in the minute after pauses (evaluation, checkpoint, restart)";

    private QualifierWords() {}

    /** Returns a qualifier in words. */
    static String of(Qualifier qualifier) {
        return switch (qualifier) {
            case WINDOWS_SATURATED_FORWARD -> "windows after spikes fill too much of the time: not tested";
            case WINDOWS_SATURATED_BACKWARD -> "windows after collapses fill too much of the time: not tested";
            case FORWARD_NEAR_PAUSES_ONLY -> NEAR_PAUSES.formatted(FORWARD);
            case BACKWARD_NEAR_PAUSES_ONLY -> NEAR_PAUSES.formatted(BACKWARD);
            case FORWARD_SHARED_TREND_ONLY -> "collapses after spikes: no more than a shared trend explains";
            case BACKWARD_SHARED_TREND_ONLY -> "spikes after collapses: no more than a shared trend explains";
            case FORWARD_SHARED_RHYTHM_OR_BURSTS_ONLY ->
                "collapses after spikes: no more than rhythm or bursts explain";
            case BACKWARD_SHARED_RHYTHM_OR_BURSTS_ONLY ->
                "spikes after collapses: no more than rhythm or bursts explain";
            case ORDER_DEPENDS_ON_LATENCY -> "the order depends on how late collapses are flagged (--detector-latency)";
            case PAUSES_LEFT_OUT -> "it holds without pauses and the minute after each as well";
            case PAUSES_PARTLY_LEFT_OUT -> "of some run only the longest pauses could be left out";
            case PAUSES_NOT_LEFT_OUT ->
                "a run is too short, pauses too often or does not show its pauses, so this was not tested without the"
                        + " minutes after pauses";
            case SPIKES_FREQUENT -> "the detector flags many steps of some run: its spikes are no rare events";
            case SPIKES_UNDERSAMPLED ->
                "spikes were looked for in a gauge that was scraped too seldom to show most steps";
        };
    }
}
