package org.thermograd.domain.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.thermograd.testing.StepBuilder.aStep;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.testing.ManualClock;

/** How many runs one pusher may have, and what that leaves to others. */
class RunSharesTest {
    private static final Pusher GREEDY = new Named("greedy");
    private static final Pusher MODEST = new Named("modest");

    private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(1_000_000));
    private final IngestConfig config =
            IngestConfig.withDefaults().withMaxRuns(4).withMaxRunsEach(2);
    private final StepIngestor ingestor = new StepIngestor(config, clock, StepListener.NONE, ConditionSource.UNKNOWN);
    private long step;

    private record Named(String name) implements Pusher {}

    private void push(Pusher pusher, String... runs) throws TooManyRunsException {
        for (String run : runs) {
            step++;
            ingestor.push(
                    new RunId(run),
                    TrainingPush.of(List.of(aStep().withStep(step).build())),
                    Optional.of(pusher));
        }
    }

    private void assertRefused(Pusher pusher, String run) {
        assertThatExceptionOfType(TooManyRunsException.class)
                .isThrownBy(() -> push(pusher, run))
                .withMessage("runs of " + pusher.name() + " that are active or have just ended must be at most 2, got"
                        + " one more: " + run)
                .satisfies(e -> assertThat(e.pusher()).hasValue(pusher))
                .satisfies(e -> assertThat(e.limit()).isEqualTo(2));
    }

    private List<String> runs() {
        return ingestor.snapshot().runs().stream().map(run -> run.run().value()).toList();
    }

    @Test
    void onePusherAtItsLimitLeavesTheRestToOthers() throws TooManyRunsException {
        push(GREEDY, "a", "b");
        assertRefused(GREEDY, "c");
        push(MODEST, "d", "e");
        push(GREEDY, "a", "b");

        assertThat(runs()).containsExactly("a", "b", "d", "e");
        assertThatExceptionOfType(TooManyRunsException.class)
                .as("one without a share of its own meets the limit of all")
                .isThrownBy(() -> ingestor.push(new RunId("f"), TrainingPush.of(List.of())))
                .satisfies(e -> assertThat(e.pusher()).isEmpty())
                .satisfies(e -> assertThat(e.limit()).isEqualTo(4));
    }

    @Test
    void aRunThatHasJustEndedCountsUntilItMakesRoom() throws TooManyRunsException {
        push(GREEDY, "a", "b");
        ingestor.finish(new RunId("a"));
        assertRefused(GREEDY, "c");
        clock.advance(config.endedStay());
        push(GREEDY, "b", "c");

        assertThat(runs()).containsExactly("a", "b", "c");
        assertRefused(GREEDY, "a");
        ingestor.delete(new RunId("b"));
        push(GREEDY, "a");
        assertRefused(GREEDY, "b");
    }

    @Test
    void aRunThatGoesOnAfterLongIsOfWhoeverPushesToItThen() throws TooManyRunsException {
        push(GREEDY, "a", "b");
        ingestor.finish(new RunId("a"));
        clock.advance(Duration.ofMinutes(6));
        push(MODEST, "a", "c");

        assertRefused(MODEST, "d");
        push(GREEDY, "d");
        assertRefused(GREEDY, "e");
    }

    @Test
    void aPushToARunOfAnotherTakesItFromNobody() throws TooManyRunsException {
        push(GREEDY, "a", "b");
        push(MODEST, "a", "b");
        push(MODEST, "c", "d");

        assertRefused(GREEDY, "e");
    }

    @Test
    void aRunThatWasReadBackIsOfWhoeverPushesToItFirst() throws TooManyRunsException {
        push(GREEDY, "a", "b");
        StepIngestor after = new StepIngestor(config, clock, StepListener.NONE, ConditionSource.UNKNOWN);
        ingestor.write().forEach(after::restore);
        TrainingPush more = TrainingPush.of(List.of(aStep().withStep(9).build()));
        after.push(new RunId("a"), more, Optional.of(GREEDY));
        after.push(new RunId("c"), more, Optional.of(GREEDY));

        assertThatExceptionOfType(TooManyRunsException.class)
                .isThrownBy(() -> after.push(new RunId("d"), more, Optional.of(GREEDY)));
        after.push(new RunId("b"), more, Optional.of(MODEST));
        after.push(new RunId("d"), more, Optional.of(MODEST));
    }
}
