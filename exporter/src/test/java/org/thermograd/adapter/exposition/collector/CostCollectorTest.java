package org.thermograd.adapter.exposition.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.StepBuilder.aStep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.thermograd.adapter.exposition.Exposition;
import org.thermograd.adapter.exposition.Pages;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.WatchedEpisodes;
import org.thermograd.domain.ingest.ConditionSource;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.StepIngestor;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;
import org.thermograd.testing.ClearConditions;
import org.thermograd.testing.ManualClock;

class CostCollectorTest {
    private static final RunId RUN = new RunId("luna");

    /** Episodes of 20 s every 300 s, of a device that slows down and of one whose flag was never up. */
    private static final ConditionSource EPISODES = new ClearConditions() {
        @Override
        public WatchedEpisodes episodes(List<String> devices, long fromMillis) {
            List<Segment> up = new ArrayList<>();
            for (long start = 200_000; start < 6_200_000; start += 300_000) {
                up.add(new Segment(start, start + 20_000));
            }
            Map<EpisodeKind, List<Segment>> episodes = new LinkedHashMap<>();
            episodes.put(new EpisodeKind("gpu0", "sw_thermal"), up);
            episodes.put(new EpisodeKind("gpu1", "recorded"), List.of());
            return new WatchedEpisodes(
                    new Coverage(List.of(new Segment(0, 10_000_000))), episodes, Set.of("recorded"), 1000);
        }
    };

    private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(6_200));
    private final StepIngestor ingestor =
            new StepIngestor(IngestConfig.withDefaults(), clock, StepListener.NONE, EPISODES);

    private String page() {
        return Pages.text(
                new Exposition(
                        List.of(new CostCollector()),
                        at -> new Scrape(at, Optional.empty(), ingestor.snapshot()),
                        clock),
                "");
    }

    private void push(int toSecond) throws TooManyRunsException {
        List<TrainingStep> steps = new ArrayList<>();
        double now = 0;
        for (int i = 0; now < toSecond; i++) {
            steps.add(aStep(i, now).build());
            now += now % 300 >= 200 && now % 300 < 220 ? 1.25 : 1;
        }
        ingestor.push(RUN, TrainingPush.of(steps));
    }

    @Test
    void hasNothingOfARunThatWasWatchedForLessThanAMinute() throws TooManyRunsException {
        push(50);

        assertThat(page()).doesNotContain("luna");
    }

    @Test
    void hasCountersFromTheFirstMinuteOn() throws TooManyRunsException {
        push(100);

        assertThat(page())
                .contains(
                        "thermograd_training_watched_seconds_total{run=\"luna\"} 30.0\n",
                        "thermograd_training_episodes_total{device=\"gpu0\",reason=\"sw_thermal\",run=\"luna\"} 0.0\n",
                        "thermograd_training_lost_seconds_total{device=\"gpu1\",reason=\"recorded\",run=\"luna\"} 0.0\n")
                .doesNotContain("slot=");
    }

    @Test
    void showsTheLastSixteenClustersAndWhatTheyTogetherTell() throws TooManyRunsException {
        push(6_100);
        ingestor.finish(RUN);

        String labels = "{device=\"gpu0\",reason=\"sw_thermal\",run=\"luna\"";
        String page = page();
        assertThat(page)
                .contains(
                        "thermograd_training_episode_clusters_total" + labels + "} 20.0\n",
                        "thermograd_training_episodes_total" + labels + "} 20.0\n",
                        "thermograd_training_throttled_seconds_total" + labels + "} 400.0\n",
                        "thermograd_training_episode_start_timestamp_seconds" + labels + ",slot=\"03\"} 5900.0\n",
                        "thermograd_training_episode_end_timestamp_seconds" + labels + ",slot=\"03\"} 5920.0\n",
                        "thermograd_training_episode_slowdown_ratio" + labels + ",slot=\"04\"} 1.25\n");
        assertThat(page.lines().filter(line -> line.contains("slowdown_ratio{")))
                .hasSize(16);
        assertThat(page.lines()
                        .filter(line -> line.startsWith("thermograd_training_lost_seconds_total" + labels))
                        .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))))
                .singleElement()
                .satisfies(seconds -> assertThat(seconds).isBetween(79.0, 81.0));
        clock.advance(Duration.ofMinutes(6));
        assertThat(page()).as("five minutes after the end").doesNotContain("luna");
    }
}
