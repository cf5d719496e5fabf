package org.thermograd.domain.analysis.finding;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.analysis.statistics.Coefficient;
import org.thermograd.domain.analysis.statistics.Undefined;
import org.thermograd.domain.series.Alignment;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.domain.spike.MeanStd;

/**
 * One run by the method of the first experiment, for comparison with it and for nothing else: steps above the mean plus
 * one standard deviation, every log entry joined to the nearest sample of a device, and plain coefficients.
 *
 * @param run the name of the run
 * @param summary mean, sample deviation and threshold of the finite gradient norms; absent with fewer than two
 * @param spikeSteps steps above the threshold
 * @param entries entries of the training log
 * @param devices the join with each device
 */
public record FirstExperimentRow(
        String run,
        Optional<MeanStd.Summary> summary,
        int spikeSteps,
        int entries,
        SortedMap<String, DeviceJoin> devices) {
    public FirstExperimentRow {
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
    }

    /**
     * The log entries joined to one device. Several entries may share a sample, so pairs are not separate draws.
     *
     * @param rows samples of the device in the whole file
     * @param matched entries with a sample within the tolerance
     * @param pairs those of them with a finite gradient norm
     * @param distinctRight different samples in the pairs
     * @param collapse the recorded collapse flags; absent if none is known
     * @param gradNormRle gradient norm against the smoothed index
     * @param tempGradNorm temperature against gradient norm
     * @param lossRle loss against the smoothed index
     * @param gradNormCollapse gradient norm against the collapse flag
     */
    public record DeviceJoin(
            int rows,
            int matched,
            int pairs,
            int distinctRight,
            Optional<CollapseFlags> collapse,
            Coefficient gradNormRle,
            Coefficient tempGradNorm,
            Coefficient lossRle,
            Coefficient gradNormCollapse) {}

    /**
     * Recorded collapse flags of one device in the whole file.
     *
     * @param rows samples flagged
     * @param onsets flagged samples that do not come right after another flagged one
     */
    public record CollapseFlags(int rows, int onsets) {}

    /**
     * Computes the row of one run.
     *
     * @param run the run
     * @param toleranceMillis how far an entry may be from a sample, 0 or more
     */
    public static FirstExperimentRow of(SampledRun run, long toleranceMillis) {
        double[] gradNorms = run.gradNorm().values();
        Optional<MeanStd.Summary> summary = MeanStd.withDefaults().summary(gradNorms);
        SortedMap<String, DeviceJoin> devices = new TreeMap<>();
        run.devices().forEach((device, samples) -> devices.put(device, join(run.entries(), samples, toleranceMillis)));
        return new FirstExperimentRow(
                run.id(),
                summary,
                summary.map(one -> spikes(gradNorms, one)).orElse(0),
                run.entries().size(),
                devices);
    }

    private static int spikes(double[] gradNorms, MeanStd.Summary summary) {
        int spikes = 0;
        for (double norm : gradNorms) {
            spikes += summary.isSpike(norm) ? 1 : 0;
        }
        return spikes;
    }

    private static DeviceJoin join(SampleTable entries, SampleTable samples, long toleranceMillis) {
        TimeSeries gradNorm = entries.column(SampledRun.GRAD_NORM);
        TimeSeries collapse = samples.column(SampledRun.COLLAPSE);
        Alignment alignment = Alignment.nearest(gradNorm, collapse, toleranceMillis);
        int pairs = 0;
        BitSet paired = new BitSet(samples.size());
        for (int i = 0; i < gradNorm.size(); i++) {
            if (alignment.isMatched(i) && Double.isFinite(gradNorm.value(i))) {
                pairs++;
                paired.set(alignment.rightIndex(i));
            }
        }
        Join join = new Join(alignment);
        Optional<CollapseFlags> flags = flags(collapse);
        return new DeviceJoin(
                samples.size(),
                alignment.matched(),
                pairs,
                paired.cardinality(),
                flags,
                join.pearson(gradNorm, samples.column(SampledRun.SMOOTHED_INDEX)),
                join.pearson(gradNorm, samples.column(SampledRun.TEMPERATURE)),
                join.pearson(entries.column(SampledRun.LOSS), samples.column(SampledRun.SMOOTHED_INDEX)),
                flags.isPresent() && flags.get().rows() == 0
                        ? Coefficient.undefined(Undefined.ZERO_COLLAPSES)
                        : join.pearson(gradNorm, collapse));
    }

    private static Optional<CollapseFlags> flags(TimeSeries collapse) {
        int known = 0;
        int rows = 0;
        int onsets = 0;
        boolean previous = false;
        for (int i = 0; i < collapse.size(); i++) {
            double flag = collapse.value(i);
            if (Double.isNaN(flag)) {
                continue;
            }
            known++;
            rows += flag == 0 ? 0 : 1;
            onsets += flag != 0 && !previous ? 1 : 0;
            previous = flag != 0;
        }
        return known == 0 ? Optional.empty() : Optional.of(new CollapseFlags(rows, onsets));
    }

    /** Coefficients over one alignment. */
    private record Join(Alignment alignment) {
        Coefficient pearson(TimeSeries left, TimeSeries right) {
            if (isAbsent(left) || isAbsent(right)) {
                return Coefficient.undefined(Undefined.COLUMN_ABSENT);
            }
            double[] joined = new double[alignment.size()];
            for (int i = 0; i < joined.length; i++) {
                joined[i] = alignment.isMatched(i) ? right.value(alignment.rightIndex(i)) : Double.NaN;
            }
            return Coefficient.pearson(left.values(), joined);
        }

        private static boolean isAbsent(TimeSeries series) {
            return series.size() > 0 && Arrays.stream(series.values()).allMatch(Double::isNaN);
        }
    }
}
