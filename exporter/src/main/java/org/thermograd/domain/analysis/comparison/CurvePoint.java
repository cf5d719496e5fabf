package org.thermograd.domain.analysis.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Neighboring steps of a run, to be drawn.
 *
 * @param step the middle of their numbers; where they have none, of their places
 * @param cleanMillis median duration of the clean ones; absent where there are none
 * @param otherMillis the same of the others
 * @param clockShare mean clock by full clock; absent where it is not known
 */
public record CurvePoint(
        double step, OptionalDouble cleanMillis, OptionalDouble otherMillis, OptionalDouble clockShare) {
    private static final int POINTS = 80;

    /** Returns a run in parts of equally many steps. */
    static List<CurvePoint> of(RunSteps run) {
        List<CurvePoint> points = new ArrayList<>();
        long[] numbers = run.run().isNumbered()
                ? run.numbers()
                : IntStream.range(0, run.size()).mapToLong(i -> i).toArray();
        int parts = Math.min(POINTS, run.size());
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) run.size() * part / parts);
            int to = (int) ((long) run.size() * (part + 1) / parts);
            points.add(new CurvePoint(
                    (numbers[from] + numbers[to - 1]) / 2.0,
                    median(run, from, to, true),
                    median(run, from, to, false),
                    run.ratios().length == 0
                            ? OptionalDouble.empty()
                            : Arrays.stream(run.ratios(), from, to)
                                    .map(ratio -> 1 / ratio)
                                    .average()));
        }
        return points;
    }

    private static OptionalDouble median(RunSteps run, int from, int to, boolean clean) {
        double[] millis = IntStream.range(from, to)
                .filter(i -> run.isClean(i) == clean)
                .mapToDouble(i -> run.millis()[i])
                .toArray();
        return millis.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Median.withDefaults().evaluate(millis));
    }

    /** Returns the medians that there are. */
    public DoubleStream medians() {
        return DoubleStream.concat(cleanMillis.stream(), otherMillis.stream());
    }
}
