package org.thermograd.adapter.http.otlp;

import org.thermograd.adapter.http.gate.JsonText;
import org.thermograd.domain.training.TrainingStep;

/** The number of a step as OTLP has it: an integer, a double or a text. Stateless. */
final class StepNumber {
    private StepNumber() {}

    static long of(String what, String text) throws PointRefusedException {
        try {
            return of(what, Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw refused(what, JsonText.cut(text));
        }
    }

    /** Returns the number; as a double it is exact up to the greatest. */
    static long of(String what, double value) throws PointRefusedException {
        if (value >= 0 && value <= TrainingStep.MAX_STEP && value == Math.rint(value)) {
            return (long) value;
        }
        throw refused(what, Double.toString(value));
    }

    private static PointRefusedException refused(String what, String value) {
        return PointRefusedException.of(what, "an integer from 0 to " + TrainingStep.MAX_STEP, value);
    }
}
