package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermograd.domain.efficiency.Condition;
import org.thermograd.domain.efficiency.EfficiencyConfig;
import org.thermograd.domain.efficiency.EfficiencyIndex;
import org.thermograd.domain.efficiency.EfficiencySample;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;

/**
 * The inferred collapses of one device of a recording.
 *
 * @param flags 1 from the first sample of a hold to the last one that was flagged in it, else 0. Only the samples that
 *     could be judged are in it, so that the others are no watched time; of a blind device all of them, not known
 * @param index the smoothed efficiency index at each sample, {@code NaN} where there is none
 * @param blind why nothing can be inferred; absent where something can
 */
record InferredEpisodes(TimeSeries flags, TimeSeries index, Optional<InferredRun.BlindReason> blind) {
    private static final double PERCENT = 100;

    InferredEpisodes {
        requireNonNull(flags, "flags");
        requireNonNull(index, "index");
        requireNonNull(blind, "blind");
    }

    static InferredEpisodes of(SampleTable samples, EfficiencyConfig config) {
        TimeSeries utilization = samples.column(SampledRun.UTILIZATION);
        TimeSeries temperature = samples.column(SampledRun.TEMPERATURE);
        Optional<InferredRun.BlindReason> blind = blindReason(utilization, temperature);
        if (blind.isPresent()) {
            return blind(samples, blind.get());
        }
        Recorder recorder = new Recorder(samples.size());
        EfficiencyIndex index = new EfficiencyIndex(config);
        double[] indices = unknown(samples);
        TimeSeries power = samples.column(SampledRun.POWER);
        for (int i = 0; i < samples.size(); i++) {
            if (Double.isNaN(utilization.value(i))) {
                continue;
            }
            Instant time = Instant.ofEpochMilli(samples.epochMillis(i));
            OptionalDouble celsius = known(temperature.value(i));
            OptionalDouble watts = known(power.value(i));
            Optional<EfficiencySample> sample = index.accept(time, utilization.value(i) / PERCENT, celsius, watts);
            if (sample.isPresent() && (celsius.isPresent() || watts.isPresent())) {
                indices[i] = sample.get().smoothedIndex();
            }
            sample.filter(EfficiencySample::judged).ifPresent(judged -> recorder.add(time.toEpochMilli(), judged));
        }
        return recorder.size == 0
                ? blind(samples, InferredRun.BlindReason.NEVER_JUDGED)
                : new InferredEpisodes(
                        recorder.flags(), TimeSeries.of(samples.epochMillis(), indices), Optional.empty());
    }

    private static OptionalDouble known(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static InferredEpisodes blind(SampleTable samples, InferredRun.BlindReason reason) {
        TimeSeries unknown = TimeSeries.of(samples.epochMillis(), unknown(samples));
        return new InferredEpisodes(unknown, unknown, Optional.of(reason));
    }

    private static double[] unknown(SampleTable samples) {
        double[] unknown = new double[samples.size()];
        Arrays.fill(unknown, Double.NaN);
        return unknown;
    }

    private static Optional<InferredRun.BlindReason> blindReason(TimeSeries utilization, TimeSeries temperature) {
        boolean utilized = false;
        int known = 0;
        double first = Double.NaN;
        boolean changes = false;
        for (int i = 0; i < utilization.size(); i++) {
            if (Double.isNaN(utilization.value(i))) {
                continue;
            }
            utilized = true;
            double celsius = temperature.value(i);
            if (!Double.isNaN(celsius)) {
                first = known == 0 ? celsius : first;
                changes |= celsius != first;
                known++;
            }
        }
        if (!utilized) {
            return Optional.of(InferredRun.BlindReason.NO_UTILIZATION);
        }
        if (known == 0) {
            return Optional.of(InferredRun.BlindReason.NO_TEMPERATURE);
        }
        return known > 1 && !changes ? Optional.of(InferredRun.BlindReason.CONSTANT_TEMPERATURE) : Optional.empty();
    }

    /** Collects judged samples, and flags those of a hold once it is a collapse. Confined to one thread. */
    private static final class Recorder {
        private final long[] epochMillis;
        private final double[] flags;
        private int size;

        Recorder(int capacity) {
            this.epochMillis = new long[capacity];
            this.flags = new double[capacity];
        }

        void add(long time, EfficiencySample sample) {
            epochMillis[size] = time;
            size++;
            if (sample.is(Condition.COLLAPSE)) {
                long since = sample.heldSince().orElseThrow().toEpochMilli();
                for (int i = size - 1; i >= 0 && epochMillis[i] >= since && flags[i] == 0; i--) {
                    flags[i] = 1;
                }
            }
        }

        TimeSeries flags() {
            return TimeSeries.of(Arrays.copyOf(epochMillis, size), Arrays.copyOf(flags, size));
        }
    }
}
