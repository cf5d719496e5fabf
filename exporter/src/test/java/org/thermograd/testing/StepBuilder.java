package org.thermograd.testing;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.thermograd.domain.training.TrainingStep;

/** Makes steps; a plain one is step 1 with a norm of 10 and no time. Immutable. */
public record StepBuilder(
        long step, OptionalLong millis, OptionalDouble gradNorm, OptionalDouble loss, OptionalDouble learningRate) {
    /** Returns the plain one. */
    public static StepBuilder aStep() {
        return new StepBuilder(
                1, OptionalLong.empty(), OptionalDouble.of(10), OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** Returns a step with a number and a time in seconds. */
    public static StepBuilder aStep(long number, double seconds) {
        return aStep().withStep(number).withSeconds(seconds);
    }

    /** Sets the number. */
    public StepBuilder withStep(long number) {
        return new StepBuilder(number, millis, gradNorm, loss, learningRate);
    }

    /** Sets the time. */
    public StepBuilder withSeconds(double seconds) {
        return new StepBuilder(step, OptionalLong.of(Math.round(seconds * 1000)), gradNorm, loss, learningRate);
    }

    /** Sets the gradient norm. */
    public StepBuilder withGradNorm(double value) {
        return new StepBuilder(step, millis, OptionalDouble.of(value), loss, learningRate);
    }

    /** Takes the gradient norm away. */
    public StepBuilder withoutGradNorm() {
        return new StepBuilder(step, millis, OptionalDouble.empty(), loss, learningRate);
    }

    /** Sets the loss. */
    public StepBuilder withLoss(double value) {
        return new StepBuilder(step, millis, gradNorm, OptionalDouble.of(value), learningRate);
    }

    /** Sets the learning rate. */
    public StepBuilder withLearningRate(double value) {
        return new StepBuilder(step, millis, gradNorm, loss, OptionalDouble.of(value));
    }

    /** Returns the step. */
    public TrainingStep build() {
        return new TrainingStep(step, millis, gradNorm, loss, learningRate);
    }
}
