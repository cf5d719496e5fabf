package org.thermograd.domain.analysis.recording;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;

/**
 * The training side of a recorded session. Immutable and thread-safe.
 *
 * @param entries all usable entries by time with the columns {@link #COLUMNS}, at least one; a cell is {@code NaN} where
 *     the value is null, absent or cannot be read, and also where it was not a number when it was logged
 * @param gradNorm the gradient norms of the entries that have one that is not null, possibly none; a norm may be
 *     {@code NaN} or infinite, and then it was logged as such
 * @param step the steps of the entries of {@code gradNorm}, one for one; {@code NaN} where the entry has none
 * @param tally how many entries are in {@code entries}, and what was skipped or noted
 */
public record TrainingRecording(SampleTable entries, TimeSeries gradNorm, TimeSeries step, Tally tally) {
    /** The key of the time of an entry, in seconds since 1970 UTC. */
    public static final String TIMESTAMP_SHARED = "timestamp_shared";
    /** The optimizer step. */
    public static final String STEP = "step";
    /** The learning rate. */
    public static final String LEARNING_RATE = "learning_rate";
    /**
     * Which of the signals an entry has, be it as {@code NaN}: 1 for the gradient norm, 2 for the loss, 4 for the learning
     * rate, added up.
     */
    public static final String LOGGED = "logged";
    /** The columns of the table: the keys that are read beside the time, and {@link #LOGGED}. */
    public static final List<String> COLUMNS =
            List.of(SampledRun.GRAD_NORM, SampledRun.LOSS, STEP, LEARNING_RATE, LOGGED);

    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException if {@code step} and {@code gradNorm} differ in length
     */
    public TrainingRecording {
        requireNonNull(entries, "entries");
        requireNonNull(tally, "tally");
        if (step.size() != gradNorm.size()) {
            throw new IllegalArgumentException(
                    "step must have one entry per gradNorm, got " + step.size() + " for " + gradNorm.size());
        }
    }
}
