package org.thermograd.domain.analysis.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermograd.domain.efficiency.Condition;
import org.thermograd.domain.efficiency.EfficiencyConfig;
import org.thermograd.domain.efficiency.EfficiencyIndex;
import org.thermograd.domain.efficiency.EfficiencySample;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * The inferred collapses of one device of a recording.
 *
 * @param flags 1 from the first sample of a hold to the last one that was flagged in it, else 0. Only the samples that
 *     could be judged are in it, so that the others are no watched time; of a blind device all of them, not known
 * @param seen when a collapse could be seen: the time up to each judged sample in which the device was loaded and heating
 * @param index the smoothed efficiency index at each sample, {@code NaN} where there is none
 * @param blind why nothing can be inferred; absent where something can
 */
record InferredEpisodes(TimeSeries flags, Coverage seen, TimeSeries index, Optional<InferredRun.BlindReason> blind) {
    private static final double PERCENT = 100;

    InferredEpisodes {
        requireNonNull(flags, "flags");
        requireNonNull(seen, "seen");
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
        if (recorder.size == 0) {
            return blind(samples, InferredRun.BlindReason.NEVER_JUDGED);
        }
        Coverage seen = recorder.seen();
        return seen.segments().isEmpty()
                ? blind(samples, InferredRun.BlindReason.NEVER_HEATING)
                : new InferredEpisodes(
                        recorder.flags(), seen, TimeSeries.of(samples.epochMillis(), indices), Optional.empty());
    }

    private static OptionalDouble known(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static InferredEpisodes blind(SampleTable samples, InferredRun.BlindReason reason) {
        TimeSeries unknown = TimeSeries.of(samples.epochMillis(), unknown(samples));
        return new InferredEpisodes(unknown, new Coverage(List.of()), unknown, Optional.of(reason));
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
        private final List<Segment> seen = new ArrayList<>();
        private int size;

        Recorder(int capacity) {
            this.epochMillis = new long[capacity];
            this.flags = new double[capacity];
        }

        void add(long time, EfficiencySample sample) {
            epochMillis[size] = time;
            size++;
            if (sample.sees()) {
                seen.add(new Segment(size == 1 ? time : epochMillis[size - 2] + 1, time + 1));
            }
            if (sample.is(Condition.COLLAPSE)) {
                long since = sample.heldSince().orElseThrow().toEpochMilli();
                for (int i = size - 1; i >= 0 && epochMillis[i] >= since && flags[i] == 0; i--) {
                    flags[i] = 1;
                }
            }
        }

        Coverage seen() {
            return new Coverage(Segment.joined(seen, 1));
        }

        TimeSeries flags() {
            return TimeSeries.of(Arrays.copyOf(epochMillis, size), Arrays.copyOf(flags, size));
        }
    }
}
