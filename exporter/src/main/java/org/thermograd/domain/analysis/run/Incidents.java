package org.thermograd.domain.analysis.run;

import java.util.Arrays;

/**
 * Collapses of all devices of a run that begin close together: an onset less than the refractory after the onset before
 * it, of any device, belongs to the same incident, which is at its first onset.
 *
 * <p>Source: docs/correlation.md, "Events".
 */
final class Incidents {
    private Incidents() {}

    /**
     * Returns the times of the incidents, ascending.
     *
     * @param onsetMillis onsets of collapses of all devices, in any order; not modified
     * @param refractoryMillis at this distance exactly a collapse begins the next incident; 0 or more
     */
    static long[] of(long[] onsetMillis, long refractoryMillis) {
        long[] ascending = onsetMillis.clone();
        Arrays.sort(ascending);
        int incidents = 0;
        long last = 0;
        for (int i = 0; i < ascending.length; i++) {
            long onset = ascending[i];
            if (i == 0 || onset - last >= refractoryMillis) {
                ascending[incidents++] = onset;
            }
            last = onset;
        }
        return Arrays.copyOf(ascending, incidents);
    }
}
