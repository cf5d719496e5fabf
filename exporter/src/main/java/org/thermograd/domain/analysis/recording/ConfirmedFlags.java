package org.thermograd.domain.analysis.recording;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;

/**
 * Flags of the confirmed collapses of a device of a session: 1 from onset to end, as events.jsonl has them, else 0, at the
 * samples at which driver or kernel told. A collapse that was there already when a stretch of samples began has no event;
 * it is 1 too, so that it counts as one whose onset nobody saw.
 */
final class ConfirmedFlags {
    private static final Set<String> CONFIRMED = CollapseReason.idsOf(CollapseKind.CONFIRMED);

    private ConfirmedFlags() {}

    /** Returns the flags; of a device that never told, all samples, not known. */
    static TimeSeries of(
            RecordedDevice device, List<RecordedEvents.Collapse> collapses, long sustainedMillis, long gapMillis) {
        SampleTable samples = device.samples();
        int[] told = device.told();
        if (told.length == 0) {
            double[] unknown = new double[samples.size()];
            Arrays.fill(unknown, Double.NaN);
            return TimeSeries.of(samples.epochMillis(), unknown);
        }
        long[] times = new long[told.length];
        double[] flags = new double[told.length];
        for (int i = 0; i < told.length; i++) {
            long now = samples.epochMillis(told[i]);
            times[i] = now;
            flags[i] = collapses.stream()
                            .anyMatch(collapse -> collapse.onsetMillis() <= now
                                    && now <= collapse.endMillis().orElse(Long.MAX_VALUE))
                    ? 1
                    : 0;
        }
        flagBeginnings(device, told, times, flags, sustainedMillis, gapMillis);
        return TimeSeries.of(times, flags);
    }

    private static void flagBeginnings(
            RecordedDevice device, int[] told, long[] times, double[] flags, long sustainedMillis, long gapMillis) {
        int start = 0;
        while (start < told.length) {
            int end = start;
            while (end < told.length
                    && (end == start || times[end] - times[end - 1] <= gapMillis)
                    && isConfirmed(device, told[end])) {
                end++;
            }
            if (end > start && times[end - 1] - times[start] >= sustainedMillis) {
                Arrays.fill(flags, start, end, 1);
            }
            start = Math.max(end, start + 1);
            while (start < told.length && times[start] - times[start - 1] <= gapMillis) {
                start++;
            }
        }
    }

    private static boolean isConfirmed(RecordedDevice device, int row) {
        return CONFIRMED.stream().anyMatch(reason -> device.isHeldBack(row, reason));
    }
}
