package org.thermograd.domain.analysis.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.series.TimeSeries;

/** The times in which a device of a recording was held back for long enough to be a confirmed collapse. */
public final class HeldSpells {
    private HeldSpells() {}

    /**
     * A confirmed collapse.
     *
     * @param first the number of its first sample
     * @param last that of the last sample at which the device was held back
     */
    record Spell(int first, int last) {}

    /**
     * Finds the collapses.
     *
     * @param epochMillis when samples were taken
     * @param held whether the device was held back at each
     * @param times what makes a collapse of that
     * @param gapMillis longest distance of neighboring samples without a gap, over which a collapse does not go on
     */
    static List<Spell> of(long[] epochMillis, boolean[] held, CollapseConfig.Confirmed times, long gapMillis) {
        List<Spell> spells = new ArrayList<>();
        int next = 0;
        while (next < held.length) {
            int first = next;
            if (!held[first]) {
                next++;
                continue;
            }
            int last = first;
            boolean entered = times.enter().isZero();
            next++;
            while (next < held.length && epochMillis[next] - epochMillis[next - 1] <= gapMillis) {
                if (held[next]) {
                    last = next;
                    entered |= epochMillis[next] - epochMillis[first]
                            >= times.enter().toMillis();
                } else if (!entered
                        || epochMillis[next] - epochMillis[last]
                                >= times.leave().toMillis()) {
                    break;
                }
                next++;
            }
            if (entered
                    && epochMillis[last] - epochMillis[first]
                            >= times.shortest().toMillis()) {
                spells.add(new Spell(first, last));
            }
        }
        return spells;
    }

    /**
     * Returns the flags of the confirmed collapses of a device, from the first to the last sample at which it was held back.
     *
     * @param held above 0 where it was held back, {@code NaN} where that is not known; such samples are left out
     * @param times what makes a collapse of that
     * @param gapMillis as above
     */
    public static TimeSeries flags(TimeSeries held, CollapseConfig.Confirmed times, long gapMillis) {
        long[] known = new long[held.size()];
        boolean[] back = new boolean[held.size()];
        int size = 0;
        for (int i = 0; i < held.size(); i++) {
            if (!Double.isNaN(held.value(i))) {
                known[size] = held.epochMillis(i);
                back[size] = held.value(i) > 0;
                size++;
            }
        }
        double[] flags = new double[size];
        long[] epochMillis = Arrays.copyOf(known, size);
        for (Spell spell : of(epochMillis, Arrays.copyOf(back, size), times, gapMillis)) {
            Arrays.fill(flags, spell.first(), spell.last() + 1, 1);
        }
        return TimeSeries.of(epochMillis, flags);
    }
}
