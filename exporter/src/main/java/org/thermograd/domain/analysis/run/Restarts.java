package org.thermograd.domain.analysis.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * A run cut where it restarted from a checkpoint: at each step lower than the last known one. Each stretch is a run of
 * its own, the later ones named {@code <id>/restart-1} and so on; the hardware samples are cut at the same times, so
 * that each belongs to one stretch.
 *
 * @param runs the stretches with at least three finite gradient norms; all stretches if none has
 * @param stepsLeftOut gradient norms in the stretches that are too short to judge
 */
public record Restarts(List<Run> runs, int stepsLeftOut) {
    private static final String RESTART = "/restart-";

    public Restarts {
        runs = List.copyOf(runs);
    }

    /**
     * Cuts a run.
     *
     * @param run the run
     * @param step for each of its gradient norms the step, {@code NaN} where it is not known
     */
    public static Restarts cut(Run run, TimeSeries step) {
        List<Run> all = new ArrayList<>();
        stretches(run.id(), step).forEach((id, time) -> all.add(stretch(id, run, time)));
        List<Run> judged = all.stream().filter(Restarts::isLongEnough).toList();
        if (judged.isEmpty()) {
            return new Restarts(all, 0);
        }
        int kept = judged.stream().mapToInt(part -> part.gradNorm().size()).sum();
        return new Restarts(judged, run.gradNorm().size() - kept);
    }

    /**
     * Returns the times of the stretches of a run by their names, the first from the beginning of time, the last to its end.
     *
     * @param run the name of the run
     * @param step its steps, {@code NaN} where one is not known
     * @return unmodifiable, in order of time, at least one
     */
    public static Map<String, Segment> stretches(String run, TimeSeries step) {
        Map<String, Segment> stretches = new LinkedHashMap<>();
        long from = Long.MIN_VALUE;
        double previous = Double.NaN;
        for (int i = 0; i < step.size(); i++) {
            if (step.value(i) < previous && step.epochMillis(i) > from) {
                stretches.put(id(run, stretches.size()), new Segment(from, step.epochMillis(i)));
                from = step.epochMillis(i);
            }
            previous = Double.isNaN(step.value(i)) ? previous : step.value(i);
        }
        stretches.put(id(run, stretches.size()), new Segment(from, Long.MAX_VALUE));
        return Collections.unmodifiableMap(stretches);
    }

    private static Run stretch(String id, Run run, Segment time) {
        long from = time.startMillis();
        long to = time.endMillis();
        SortedMap<String, TimeSeries> flags = new TreeMap<>();
        run.collapseFlags().forEach((device, samples) -> flags.put(device, samples.between(from, to)));
        return new Run(
                id,
                run.gradNorm().between(from, to),
                flags,
                run.collapses(),
                run.throttled(),
                run.annotations().within(time),
                run.seen());
    }

    /**
     * Returns the name of a stretch.
     *
     * @param run the name of the run
     * @param restarts how often it had restarted before; 0 in its first stretch
     */
    public static String id(String run, int restarts) {
        return restarts == 0 ? run : run + RESTART + restarts;
    }

    /** Returns whether a name is that of a stretch of the run. */
    public static boolean isOf(String run, String stretch) {
        return stretch.equals(run) || stretch.startsWith(run + RESTART);
    }

    private static boolean isLongEnough(Run run) {
        int finite = 0;
        for (int i = 0; i < run.gradNorm().size(); i++) {
            finite += Double.isFinite(run.gradNorm().value(i)) ? 1 : 0;
        }
        return finite >= Run.FEWEST_NORMS;
    }
}
