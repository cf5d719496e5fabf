package org.thermograd.adapter.http.otlp;

import java.util.OptionalLong;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.StepField;

/**
 * A data point that may become part of a step.
 *
 * @param metric name of its metric
 * @param field which field of a step it is: a signal, or the number
 * @param run whose
 * @param step the number of its step, absent where none of its attributes tells
 * @param nanos its time since 1970, 0 where it has none
 * @param value its value
 */
record Point(String metric, StepField field, RunId run, OptionalLong step, long nanos, double value) {}
