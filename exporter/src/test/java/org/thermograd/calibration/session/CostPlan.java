package org.thermograd.calibration.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a run with episodes is made of.
 *
 * @param seconds how long it is
 * @param stepMillis its median step
 * @param episodes its episodes; absent where they follow evaluations
 * @param level what else changes step times
 * @param lateSeconds how late the flag rises and falls
 */
record CostPlan(int seconds, double stepMillis, Optional<Episodes> episodes, StepLevel level, double lateSeconds) {
    private static final int MILLIS = 1000;
    private static final int EVALUATION_EVERY = 300;
    private static final int EVALUATION = 40;

    /** A run of 90 min at steps of 2 s. */
    static CostPlan of(Episodes episodes) {
        return new CostPlan(5400, 2000, Optional.of(episodes), StepLevel.steady(), 0);
    }

    /** A run with an evaluation every 5 min, after which steps are slow and the flag is up for half a minute. */
    static CostPlan afterEvaluations() {
        return new CostPlan(5400, 2000, Optional.empty(), StepLevel.steady(), 0);
    }

    CostPlan inStepsOf(double millis) {
        return new CostPlan(seconds, millis, episodes, level, lateSeconds);
    }

    CostPlan at(StepLevel other) {
        return new CostPlan(seconds, stepMillis, episodes, other, lateSeconds);
    }

    CostPlan flaggedLate(double by) {
        return new CostPlan(seconds, stepMillis, episodes, level, by);
    }

    CostRun draw(Draws draws) {
        WorkClock clock = new WorkClock(seconds);
        level.apply(clock, seconds, draws);
        List<Episode> drawn = episodes.isPresent() ? episodes.get().draw(seconds, draws) : evaluations(clock);
        drawn.forEach(one -> clock.slower(one.startSeconds(), one.endSeconds(), one.factor()));
        List<Step> steps = clock.steps(stepMillis, draws);
        double lost = drawn.stream().mapToDouble(Episode::lostSeconds).sum();
        return new CostRun(new GeneratedRun(steps, samples(drawn, draws), Optional.empty()), lost);
    }

    private List<Episode> evaluations(WorkClock clock) {
        List<Episode> after = new ArrayList<>();
        for (int at = EVALUATION_EVERY; at < seconds; at += EVALUATION_EVERY) {
            clock.pause(new Pause((long) at * MILLIS, EVALUATION * MILLIS, 0));
            int end = at + EVALUATION;
            clock.slower(end, end + 40, 1.3);
            after.add(new Episode(end + 3, end + 33, 1));
        }
        return after;
    }

    private List<Sample> samples(List<Episode> drawn, Draws draws) {
        List<Sample> samples = new ArrayList<>();
        for (double time = draws.uniform(); time < seconds; time++) {
            double seen = time - lateSeconds;
            boolean up = drawn.stream().anyMatch(one -> one.startSeconds() <= seen && seen < one.endSeconds());
            samples.add(new Sample((long) (time * MILLIS), up, OptionalDouble.empty()));
        }
        return samples;
    }
}
