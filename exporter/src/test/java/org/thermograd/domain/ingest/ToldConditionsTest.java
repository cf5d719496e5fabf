package org.thermograd.domain.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.cost.WatchedEpisodes;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;

class ToldConditionsTest {
    private static final List<String> DEVICES = List.of("gpu0");

    /** Knows that all is bad at all times. */
    private static final class Bad implements ConditionSource {
        static final WatchedEpisodes EPISODES =
                new WatchedEpisodes(new Coverage(List.of(new Segment(1, 9))), Map.of(), Set.of(), 0);

        @Override
        public Set<StepCondition> possible() {
            return Set.of(StepCondition.values());
        }

        @Override
        public StepCondition during(List<String> devices, long fromMillis, long toMillis) {
            return devices.equals(DEVICES) ? StepCondition.COLLAPSED : StepCondition.CLEAR;
        }

        @Override
        public boolean throttled(List<String> devices, long fromMillis, long toMillis) {
            return devices.equals(DEVICES);
        }

        @Override
        public WatchedEpisodes episodes(List<String> devices, long fromMillis) {
            return devices.equals(DEVICES) ? EPISODES : WatchedEpisodes.NONE;
        }
    }

    private final ToldConditions told = new ToldConditions(new Bad());

    private void ask() {
        assertThat(told.during(DEVICES, 10, 20)).isEqualTo(StepCondition.COLLAPSED);
        assertThat(told.throttled(DEVICES, 10, 30)).isTrue();
        assertThat(told.episodes(DEVICES, 10)).isEqualTo(Bad.EPISODES);
        assertThat(told.throttled(List.of(), 10, 40)).isFalse();
    }

    @Test
    void answersAsItsSourceWhetherSomebodyListensOrNot() {
        ask();
        assertThat(told.possible()).containsExactlyInAnyOrder(StepCondition.values());

        ConditionAnswers again = new ConditionAnswers();
        again.read(told.toldDuring(this::ask));

        assertThat(again.during(DEVICES, 10, 20)).isEqualTo(StepCondition.COLLAPSED);
        assertThat(again.throttled(DEVICES, 10, 30)).isTrue();
        assertThat(again.throttled(DEVICES, 10, 40)).isFalse();
        assertThat(again.episodes(DEVICES, 10)).isEqualTo(Bad.EPISODES);
    }

    @Test
    void hearsNothingOfOtherThreads() {
        byte[] heard = told.toldDuring(() -> {
            Thread other = new Thread(this::ask);
            other.start();
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(heard).isEmpty();
    }

    @Test
    void stopsListeningWhereWhatWasDoneFailed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> told.toldDuring(() -> {
                    told.throttled(DEVICES, 1, 2);
                    throw new IllegalStateException("no");
                }));
        ask();

        assertThat(told.toldDuring(() -> {})).isEmpty();
    }
}
