package org.thermograd.domain.training;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What one rank of a run says of its own part of a step, before the ranks exchange anything: the steps of the run itself are
 * {@link TrainingStep}s. Read from a Prometheus, it is the mean of all steps between two scrapes.
 *
 * @param rank number of the rank, 0 to {@link #MAX_RANK}
 * @param step number of the step, 0 to {@link TrainingStep#MAX_STEP}; of a scrape its time
 * @param epochMillis when the rank had done its part, by its clock, at least 0; absent if it did not say
 * @param stepSeconds how long its part took, without waiting for other ranks: 0 to {@link #MAX_SECONDS}
 * @param gradNorm norm of its own gradient, before it is reduced over ranks; it may be {@code NaN} or infinite
 */
public record RankStep(
        int rank, long step, OptionalLong epochMillis, OptionalDouble stepSeconds, OptionalDouble gradNorm) {
    /** The greatest number of a rank. */
    public static final int MAX_RANK = 65_535;
    /** The longest part of a step, in seconds: a day. */
    public static final double MAX_SECONDS = 86_400;

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is outside its range, or neither time nor norm is there
     */
    public RankStep {
        requireNonNull(epochMillis, "epochMillis");
        if (rank < 0 || rank > MAX_RANK) {
            throw new IllegalArgumentException("rank must be 0 to " + MAX_RANK + ", got " + rank);
        }
        if (step < 0 || step > TrainingStep.MAX_STEP) {
            throw new IllegalArgumentException("step must be 0 to " + TrainingStep.MAX_STEP + ", got " + step);
        }
        if (epochMillis.orElse(0) < 0) {
            throw new IllegalArgumentException("epochMillis must be at least 0, got " + epochMillis.getAsLong());
        }
        if (!isSeconds(stepSeconds.orElse(0))) {
            throw new IllegalArgumentException(
                    "stepSeconds must be 0 to " + MAX_SECONDS + ", got " + stepSeconds.getAsDouble());
        }
        if (stepSeconds.isEmpty() && gradNorm.isEmpty()) {
            throw new IllegalArgumentException("step of a rank must have a time or a norm, got neither");
        }
    }

    /** Returns whether a part of a step can take this long. */
    public static boolean isSeconds(double seconds) {
        return seconds >= 0 && seconds <= MAX_SECONDS;
    }

    /** Returns the same with its time, that of its arrival where the rank did not say. */
    public RankStep arrivedAt(long arrivalMillis) {
        return epochMillis.isPresent() ? this : at(arrivalMillis);
    }

    /** Returns the same at another time, in milliseconds since 1970. */
    public RankStep at(long millis) {
        return new RankStep(rank, step, OptionalLong.of(millis), stepSeconds, gradNorm);
    }
}
