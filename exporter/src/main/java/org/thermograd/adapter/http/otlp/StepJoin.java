package org.thermograd.adapter.http.otlp;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.thermograd.adapter.http.gate.JsonText;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.StepField;
import org.thermograd.domain.training.TrainingStep;

/** Joins the points of a request into steps: those of one run and number. Confined to one thread. */
final class StepJoin {
    private final SortedMap<RunId, SortedMap<Long, Joined>> runs = new TreeMap<>();

    private StepJoin() {}

    /** A run at a moment. */
    private record Moment(RunId run, long nanos) {}

    /** What is known of one step, at the time of the first of its points. */
    private static final class Joined {
        private final Map<StepField, Point> signals = new EnumMap<>(StepField.class);
        private long nanos = Long.MAX_VALUE;

        private OptionalDouble value(StepField signal) {
            Point point = signals.get(signal);
            return point == null ? OptionalDouble.empty() : OptionalDouble.of(point.value());
        }

        private TrainingStep step(long number, boolean timed) {
            return new TrainingStep(
                    number,
                    timed ? OptionalLong.of(TimeUnit.NANOSECONDS.toMillis(nanos)) : OptionalLong.empty(),
                    value(StepField.GRAD_NORM),
                    value(StepField.LOSS),
                    value(StepField.LEARNING_RATE));
        }
    }

    /** Joins points; those that belong to no step are refused. */
    static StepJoin of(List<Point> points, RefusedPoints refused) {
        StepJoin join = new StepJoin();
        Map<Moment, Long> numbers = new HashMap<>();
        for (Point point : points) {
            if (point.field() == StepField.STEP) {
                refuse(refused, () -> tell(numbers, point));
            }
        }
        for (Point point : points) {
            if (point.field() != StepField.STEP) {
                refuse(refused, () -> join.add(point, numbers));
            }
        }
        return join;
    }

    /** What may refuse a point. */
    private interface Adding {
        void add() throws PointRefusedException;
    }

    private static void refuse(RefusedPoints refused, Adding adding) {
        try {
            adding.add();
        } catch (PointRefusedException e) {
            refused.add(1, String.valueOf(e.getMessage()));
        }
    }

    /** Notes the number that a gauge tells for the points beside it. */
    private static void tell(Map<Moment, Long> numbers, Point point) throws PointRefusedException {
        long number = StepNumber.of("gauge " + JsonText.cut(point.metric()), point.value());
        Long before = numbers.putIfAbsent(new Moment(point.run(), point.nanos()), number);
        if (before != null && before != number) {
            throw PointRefusedException.of(
                    "gauge " + JsonText.cut(point.metric()), "one number at a time", before + " and " + number);
        }
    }

    private void add(Point point, Map<Moment, Long> numbers) throws PointRefusedException {
        Long number = point.step().isPresent()
                ? Long.valueOf(point.step().getAsLong())
                : numbers.get(new Moment(point.run(), point.nanos()));
        if (number == null) {
            throw new PointRefusedException("metric " + JsonText.cut(point.metric())
                    + " must have the number of its step, by an attribute step or a gauge step of the same time, got"
                    + " neither");
        }
        Joined joined =
                runs.computeIfAbsent(point.run(), any -> new TreeMap<>()).computeIfAbsent(number, any -> new Joined());
        Point before = joined.signals.putIfAbsent(point.field(), point);
        if (before != null && before.nanos() == point.nanos() && Double.compare(before.value(), point.value()) != 0) {
            throw PointRefusedException.of(
                    "metric " + JsonText.cut(point.metric()),
                    "given once a step",
                    before.value() + " and " + point.value() + " at step " + number);
        }
        joined.nanos = Math.min(joined.nanos, point.nanos());
    }

    /** Returns the runs that there are steps of. */
    Set<RunId> runs() {
        return runs.keySet();
    }

    /**
     * Returns the steps of a run that are new, by number. OpenTelemetry exports the last value of a gauge again and again, so a
     * number counts that is above the last one; if all are below, the run went back, and all count.
     *
     * <p>Steps that share their time have none of their own: it is that of the export.
     *
     * @param run one of {@link #runs}
     * @param last the number of the last step of the run, absent if none is known
     */
    List<TrainingStep> steps(RunId run, OptionalLong last) {
        SortedMap<Long, Joined> all = requireNonNull(runs.get(run), "run");
        boolean again = last.isPresent() && all.lastKey() >= last.getAsLong();
        SortedMap<Long, Joined> fresh = again ? all.tailMap(last.getAsLong() + 1) : all;
        Set<Long> times = new HashSet<>();
        boolean own = fresh.values().stream().allMatch(one -> one.nanos > 0 && times.add(one.nanos));
        List<TrainingStep> steps = new ArrayList<>();
        fresh.forEach((number, joined) -> steps.add(joined.step(number, own)));
        return steps;
    }
}
