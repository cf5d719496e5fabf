package org.thermograd.domain.efficiency;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** The decaying peak of the smoothed index, and for how long it has been missed. Confined to one thread. */
final class CollapseHold {
    private static final double DECAY_PER_SECOND = 0.998;
    private static final double DROP_BELOW = 0.65;
    private static final double SMALLEST_PEAK = 1e-6;
    private static final double HOLD_SECONDS = 7;

    private final IndexMode mode;
    private OptionalDouble peak = OptionalDouble.empty();
    private Optional<Instant> since = Optional.empty();
    private double heldSeconds;
    private int heldSamples;

    CollapseHold(IndexMode mode) {
        this.mode = mode;
    }

    /** Forgets the peak and the hold, as in the warm-up. */
    void clear() {
        peak = OptionalDouble.empty();
        release();
    }

    /** Lets the peak decay to this sample, and returns whether the index has dropped below its share of it. */
    boolean drops(double smoothedIndex, double seconds) {
        double decayed = Math.max(smoothedIndex, peak.orElse(0) * Math.pow(DECAY_PER_SECOND, seconds));
        peak = OptionalDouble.of(decayed);
        return smoothedIndex < DROP_BELOW * Math.max(decayed, SMALLEST_PEAK);
    }

    /** Prolongs the hold by a sample, and returns whether it is long enough. */
    boolean prolong(Instant time, double seconds) {
        if (since.isEmpty()) {
            since = Optional.of(time);
        }
        heldSeconds += seconds;
        heldSamples++;
        return mode == IndexMode.LITERAL ? heldSamples >= HOLD_SECONDS : heldSeconds >= HOLD_SECONDS - seconds / 2;
    }

    void release() {
        since = Optional.empty();
        heldSeconds = 0;
        heldSamples = 0;
    }

    OptionalDouble peak() {
        return peak;
    }

    Optional<Instant> since() {
        return since;
    }
}
