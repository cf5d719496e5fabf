package org.thermograd.domain.analysis.recording;

import java.util.Arrays;
import java.util.List;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;

/**
 * Flags of the confirmed collapses of a device of a session: 1 from onset to end, as events.jsonl has them, else 0, at the
 * samples at which driver or kernel told. A collapse that was there already when a stretch of samples began has no event;
 * it is 1 too, so that it counts as one whose onset nobody saw.
 */
final class ConfirmedFlags {
    private ConfirmedFlags() {}

    /** Returns the flags; of a device that never told, all samples, not known. */
    static TimeSeries of(
            RecordedDevice device,
            List<RecordedEvents.Collapse> collapses,
            CollapseConfig.Confirmed confirmed,
            long gapMillis) {
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
        boolean[] held = new boolean[told.length];
        for (int i = 0; i < told.length; i++) {
            held[i] = device.isHeldBack(told[i]);
        }
        for (HeldSpells.Spell spell : HeldSpells.of(times, held, confirmed, gapMillis)) {
            if (spell.first() == 0 || times[spell.first()] - times[spell.first() - 1] > gapMillis) {
                Arrays.fill(flags, spell.first(), spell.last() + 1, 1);
            }
        }
        return TimeSeries.of(times, flags);
    }
}
