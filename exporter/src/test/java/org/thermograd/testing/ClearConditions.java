package org.thermograd.testing;

import java.util.List;
import java.util.Set;
import org.thermograd.domain.cost.WatchedEpisodes;
import org.thermograd.domain.ingest.ConditionSource;
import org.thermograd.domain.ingest.StepCondition;

/** Hardware of which nothing is known to hold it back; a test overrides what it is about. */
public class ClearConditions implements ConditionSource {
    @Override
    public Set<StepCondition> possible() {
        return Set.of(StepCondition.CLEAR);
    }

    @Override
    public StepCondition during(List<String> devices, long fromMillis, long toMillis) {
        return StepCondition.CLEAR;
    }

    @Override
    public boolean throttled(List<String> devices, long fromMillis, long toMillis) {
        return false;
    }

    @Override
    public WatchedEpisodes episodes(List<String> devices, long fromMillis) {
        return WatchedEpisodes.NONE;
    }
}
