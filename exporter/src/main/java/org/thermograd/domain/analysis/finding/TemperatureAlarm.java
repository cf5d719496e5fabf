package org.thermograd.domain.analysis.finding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Quantile;
import org.thermograd.domain.analysis.coincidence.LagWindow;
import org.thermograd.domain.analysis.coincidence.Stratum;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.series.Ascending;
import org.thermograd.domain.series.TimeSeries;

/**
 * What spikes are compared with as an alarm: a temperature above its own quantile. The quantile is the highest at which there
 * are as many alarms as spikes, or as near to it as any, and is the same for every device and run. It is found looking back
 * at all samples, which favors this alarm.
 *
 * @param quantile the quantile, 0 to 1
 * @param alarm how good it is
 */
public record TemperatureAlarm(double quantile, Alarm alarm) {
    private static final int LEVELS = 1000;
    private static final int LOWEST = 10;
    /** The next sample comes sooner than so many median intervals. */
    private static final double NEXT_SAMPLE = 1.5;

    private static final int LEVEL_BITS = 10;
    private static final long LEVEL_MASK = (1 << LEVEL_BITS) - 1;

    /**
     * Finds the quantile.
     *
     * @param runs the runs
     * @param temperatures for each run by its name the temperatures of its devices
     * @param spikes how many alarms there should be
     * @param lags how long after an alarm a collapse counts
     * @param config how far the onsets of collapses are moved back, and which of them count once
     * @param refractoryMillis temperatures above the quantile that follow each other sooner, or as the next sample, are one
     *     alarm
     * @return absent unless every run has a device whose temperature is known and rises above some quantile
     */
    static Optional<TemperatureAlarm> of(
            List<RunEvents> runs,
            Map<String, SortedMap<String, TimeSeries>> temperatures,
            int spikes,
            LagWindow lags,
            EventConfig config,
            long refractoryMillis) {
        List<Watched> watched = new ArrayList<>();
        for (RunEvents run : runs) {
            SortedMap<String, TimeSeries> devices = temperatures.getOrDefault(run.id(), new TreeMap<>());
            Watched one = Watched.of(
                    run,
                    devices.entrySet().stream()
                            .filter(device -> run.collapses().containsKey(device.getKey()))
                            .map(Map.Entry::getValue)
                            .toList(),
                    refractoryMillis);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            watched.add(one);
        }
        int best = 0;
        long nearest = Long.MAX_VALUE;
        for (int level = LEVELS - 1; level >= LOWEST; level--) {
            int lowered = level;
            watched.forEach(one -> one.lowerTo(lowered));
            long alarms = watched.stream().mapToLong(Watched::alarms).sum();
            if (alarms > 0 && Math.abs(alarms - spikes) < nearest) {
                nearest = Math.abs(alarms - spikes);
                best = level;
            }
            if (alarms >= spikes) {
                break;
            }
        }
        if (best == 0) {
            return Optional.empty();
        }
        int chosen = best;
        List<Stratum> strata =
                watched.stream().map(one -> one.stratum(chosen, config)).toList();
        return Optional.of(new TemperatureAlarm((double) best / LEVELS, Alarm.of(strata, lags)));
    }

    /** The temperatures of the devices of one run, as one list of samples. Confined to one thread. */
    private static final class Watched {
        private final RunEvents run;
        private final long refractoryMillis;
        private final long[] times;
        private final int[] levels;
        private final int[] hottestFirst;
        private final BitSet flagged = new BitSet();
        private int next;
        private int alarms;

        private Watched(RunEvents run, long refractoryMillis, long[] times, int[] levels) {
            this.run = run;
            this.refractoryMillis = refractoryMillis;
            this.times = times;
            this.levels = levels;
            this.hottestFirst = hottestFirst(levels);
        }

        private static int[] hottestFirst(int[] levels) {
            int[] next = new int[LEVELS + 2];
            for (int level : levels) {
                next[LEVELS - level]++;
            }
            int sum = 0;
            for (int i = 0; i < next.length; i++) {
                int count = next[i];
                next[i] = sum;
                sum += count;
            }
            int[] order = new int[levels.length];
            for (int i = 0; i < levels.length; i++) {
                order[next[LEVELS - levels[i]]++] = i;
            }
            return order;
        }

        /** Samples above the quantile that come one after the other are one alarm, however seldom they come. */
        static Watched of(RunEvents run, Collection<TimeSeries> devices, long refractoryMillis) {
            double intervalMillis = devices.stream()
                    .mapToDouble(TimeSeries::medianIntervalMillis)
                    .max()
                    .orElse(0);
            long[] packed = devices.stream()
                    .flatMapToLong(device -> Arrays.stream(packed(run, device)))
                    .sorted()
                    .toArray();
            return new Watched(
                    run,
                    Math.max(refractoryMillis, Math.round(NEXT_SAMPLE * intervalMillis)),
                    Arrays.stream(packed).map(one -> one >> LEVEL_BITS).toArray(),
                    Arrays.stream(packed)
                            .mapToInt(one -> (int) (one & LEVEL_MASK) - 1)
                            .toArray());
        }

        /** Returns for each sample its time and, in the lowest bits, one more than the highest level whose quantile it exceeds. */
        private static long[] packed(RunEvents run, TimeSeries device) {
            int[] used = IntStream.range(0, device.size())
                    .filter(i ->
                            Double.isFinite(device.value(i)) && run.coverage().contains(device.epochMillis(i)))
                    .toArray();
            double[] values = Arrays.stream(used).mapToDouble(device::value).toArray();
            if (values.length == 0
                    || Arrays.stream(values).max().orElseThrow()
                            == Arrays.stream(values).min().orElseThrow()) {
                return new long[0];
            }
            double[] quantiles = Quantile.withDefaults()
                    .with(Quantile.EstimationMethod.HF7)
                    .withCopy(true)
                    .evaluate(
                            values,
                            IntStream.rangeClosed(0, LEVELS)
                                    .mapToDouble(level -> (double) level / LEVELS)
                                    .toArray());
            return IntStream.range(0, used.length)
                    .mapToLong(i ->
                            device.epochMillis(used[i]) << LEVEL_BITS | Ascending.firstAtLeast(quantiles, values[i]))
                    .toArray();
        }

        boolean isEmpty() {
            return times.length == 0;
        }

        int alarms() {
            return alarms;
        }

        /** Flags the samples above the quantile of a level; levels come in falling order. */
        void lowerTo(int level) {
            for (; next < hottestFirst.length && levels[hottestFirst[next]] >= level; next++) {
                flag(hottestFirst[next]);
            }
        }

        private void flag(int sample) {
            int before = flagged.previousSetBit(sample);
            int after = flagged.nextSetBit(sample);
            if (after >= 0) {
                alarms -= begins(before, after) ? 1 : 0;
                alarms += begins(sample, after) ? 1 : 0;
            }
            alarms += begins(before, sample) ? 1 : 0;
            flagged.set(sample);
        }

        private boolean begins(int before, int sample) {
            return before < 0 || times[sample] - times[before] >= refractoryMillis;
        }

        Stratum stratum(int level, EventConfig config) {
            List<Long> onsets = new ArrayList<>();
            int before = -1;
            for (int i = 0; i < times.length; i++) {
                if (levels[i] >= level) {
                    if (begins(before, i)) {
                        onsets.add(times[i]);
                    }
                    before = i;
                }
            }
            Stratum spikes = run.forwardStratum(config);
            return Stratum.of(
                    onsets.stream().mapToLong(Long::longValue).toArray(), spikes.effectMillis(), spikes.coverage());
        }
    }
}
