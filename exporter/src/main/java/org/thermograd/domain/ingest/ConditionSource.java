package org.thermograd.domain.ingest;

import java.util.List;
import java.util.Set;
import org.thermograd.domain.cost.WatchedEpisodes;

/**
 * Knows the state of the hardware, for the durations of steps. It is called while the ingestor's lock is held and must
 * return quickly; thread-safe.
 */
public interface ConditionSource {
    /** Knows nothing: every step is {@link StepCondition#CLEAR}. */
    ConditionSource UNKNOWN = new ConditionSource() {
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
    };

    /** Returns the conditions that can be told on this host; their histograms exist before the first step. */
    Set<StepCondition> possible();

    /**
     * Returns the worst condition of the devices in a time.
     *
     * @param devices as the run gave them; empty means those of the host
     * @param fromMillis where the step began, by the clock of the run
     * @param toMillis where it ended, not before {@code fromMillis}
     */
    StepCondition during(List<String> devices, long fromMillis, long toMillis);

    /**
     * Returns whether a driver or kernel reported within a time, ends excluded, that it held back one of the devices. Collapses
     * that somebody recorded or inferred do not count.
     *
     * @param devices as of {@link #during}
     * @param fromMillis where the time begins, by the clock of the run
     * @param toMillis where it ends, not before {@code fromMillis}
     */
    boolean throttled(List<String> devices, long fromMillis, long toMillis);

    /**
     * Returns the episodes in which the devices were held back, of late.
     *
     * @param devices as the run gave them; empty means those of the host
     * @param fromMillis by the clock of the run; episodes that ended before may be left out
     */
    WatchedEpisodes episodes(List<String> devices, long fromMillis);
}
