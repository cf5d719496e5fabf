package org.thermograd.calibration.session;

import java.util.ArrayList;
import java.util.List;

/**
 * When the steps of a run were, each longer by the pauses that began in it. Immutable.
 *
 * @param spans the steps in time order
 */
record StepTimes(List<Span> spans) {
    private static final double DEVIATION = 0.05;

    /**
     * One step.
     *
     * @param startMillis when it began
     * @param endMillis when it ended
     * @param number the optimizer step
     * @param workMillis how long it was without pauses
     */
    record Span(long startMillis, long endMillis, int number, long workMillis) {}

    StepTimes {
        spans = List.copyOf(spans);
    }

    static StepTimes of(Scene scene, long stepMillis, Draws draws) {
        List<Span> spans = new ArrayList<>();
        int nextPause = 0;
        int number = 0;
        long time = 0;
        while (true) {
            long work = Math.max(1, Math.round(stepMillis * scene.slowness(time) * draws.logNormal(DEVIATION)));
            long end = time + work;
            while (nextPause < scene.pauses().size()
                    && end > scene.pauses().get(nextPause).startMillis()) {
                Pause pause = scene.pauses().get(nextPause++);
                end += pause.millis();
                number = Math.max(0, number - pause.repeatedSteps());
            }
            if (end > scene.millis()) {
                return new StepTimes(spans);
            }
            spans.add(new Span(time, end, number++, work));
            time = end;
        }
    }

    long workMillis() {
        return spans.stream().mapToLong(Span::workMillis).sum();
    }
}
