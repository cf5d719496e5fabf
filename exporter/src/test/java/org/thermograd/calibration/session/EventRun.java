package org.thermograd.calibration.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongPredicate;
import org.thermograd.calibration.session.StepTimes.Span;

/** Draws one run of an {@link EventPlan}: steps, spikes, collapses, and what a log and a monitor hold of them. */
final class EventRun {
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final long SAMPLE_MILLIS = 1000;
    /** A flag is up for less than this, and collapses are this far apart, so that none joins another. */
    private static final long APART_MILLIS = 14_000;

    private static final long SHORTEST_FLAG_MILLIS = 2500;
    private static final long LONGEST_FLAG_MILLIS = 5000;
    private static final double NORM_DEVIATION = 0.08;
    private static final double MEDIAN_NORM = 2;

    private final EventPlan plan;
    private final Draws draws;
    private final Scene scene;
    private final StepTimes steps;

    private EventRun(EventPlan plan, Draws draws) {
        this.plan = plan;
        this.draws = draws;
        this.scene = new Scene(plan.seconds());
        plan.driver().act(scene, draws);
        this.steps = StepTimes.of(scene, plan.stepMillis(), draws);
    }

    static GeneratedRun draw(EventPlan plan, Draws draws) {
        return new EventRun(plan, draws).draw();
    }

    private GeneratedRun draw() {
        LongPredicate never = time -> false;
        if (plan.coupling() instanceof Coupling.Backward backward) {
            EventTimes collapses = collapses(never, 1, List.of());
            boolean[] spikes = spikes(
                    time -> backward.effect().reaches(collapses, time),
                    backward.effect().factor());
            return recorded(spikes, collapses);
        }
        boolean[] spikes = spikes(never, 1);
        if (plan.coupling() instanceof Coupling.Forward forward) {
            EventTimes causes = new EventTimes(times(spikes));
            Coupling.Effect effect = forward.effect();
            return recorded(spikes, collapses(time -> effect.reaches(causes, time), effect.factor(), List.of()));
        }
        List<Long> within = plan.coupling() instanceof Coupling.WithinStep one ? within(one, spikes) : List.of();
        return recorded(spikes, collapses(never, 1, within));
    }

    /** Draws spikes; those that something reaches are so many times more frequent, and all together as many as without. */
    private boolean[] spikes(LongPredicate reached, double factor) {
        List<Span> spans = steps.spans();
        Rates rates = new Rates(spans.size());
        for (int i = 0; i < spans.size(); i++) {
            long end = spans.get(i).endMillis();
            double driven = plan.spikesPerHour() * spans.get(i).workMillis() / MILLIS_PER_HOUR * scene.spikeFactor(end);
            rates.set(i, driven, reached.test(end) ? factor : 1);
        }
        boolean[] spikes = rates.draw(draws);
        EventTimes planted = new EventTimes(scene.plantedSpikes());
        for (int i = 0; i < spikes.length; i++) {
            spikes[i] |= planted.anyIn(spans.get(i).startMillis(), spans.get(i).endMillis() - 1);
        }
        return spikes;
    }

    /** Draws collapses likewise, second by second of the time in which training went on. */
    private EventTimes collapses(LongPredicate reached, double factor, List<Long> more) {
        Rates rates = new Rates(plan.seconds());
        for (int i = 0; i < plan.seconds(); i++) {
            long middle = 1000L * i + 500;
            double driven = plan.collapsesPerHour() * 1000 / MILLIS_PER_HOUR * scene.collapseFactor(middle);
            rates.set(i, scene.isPaused(middle) ? 0 : driven, reached.test(middle) ? factor : 1);
        }
        List<Long> times = new ArrayList<>(scene.plantedCollapses());
        times.addAll(more);
        boolean[] drawn = rates.draw(draws);
        for (int i = 0; i < drawn.length; i++) {
            if (drawn[i]) {
                times.add(1000L * i + (long) (1000 * draws.uniform()));
            }
        }
        return new EventTimes(times).apart(APART_MILLIS);
    }

    private List<Long> within(Coupling.WithinStep coupling, boolean[] spikes) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < spikes.length; i++) {
            if (spikes[i] && draws.chance(coupling.chance())) {
                Span span = steps.spans().get(i);
                times.add((long) draws.uniform((double) span.startMillis(), (double) span.endMillis()));
            }
        }
        return times;
    }

    private List<Long> times(boolean[] spikes) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < spikes.length; i++) {
            if (spikes[i]) {
                times.add(steps.spans().get(i).endMillis());
            }
        }
        return times;
    }

    private GeneratedRun recorded(boolean[] spikes, EventTimes collapses) {
        List<Step> log = new ArrayList<>();
        for (int i = 0; i < spikes.length; i++) {
            Span span = steps.spans().get(i);
            double norm = MEDIAN_NORM * draws.logNormal(NORM_DEVIATION) * (spikes[i] ? draws.uniform(2.5, 4) : 1);
            log.add(new Step(span.endMillis(), span.number(), norm));
        }
        return new GeneratedRun(log, samples(collapses.later(plan.lateMillis()).millis()), Optional.empty());
    }

    private List<Sample> samples(List<Long> flagged) {
        List<Sample> samples = new ArrayList<>();
        int next = 0;
        long up = Long.MIN_VALUE;
        for (long time = (long) draws.uniform(0, SAMPLE_MILLIS); time < scene.millis(); time += SAMPLE_MILLIS) {
            while (next < flagged.size() && flagged.get(next) <= time) {
                up = flagged.get(next++) + (long) draws.uniform(SHORTEST_FLAG_MILLIS, LONGEST_FLAG_MILLIS);
            }
            samples.add(new Sample(time, time < up, OptionalDouble.empty()));
        }
        return samples;
    }
}
