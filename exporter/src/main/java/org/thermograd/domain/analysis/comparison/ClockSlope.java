package org.thermograd.domain.analysis.comparison;

import java.util.List;
import java.util.Locale;

/** Which share of a step goes with the clock: 1 where a step at half the clock takes twice as long, 0 where it takes as long as before. */
public sealed interface ClockSlope {
    /**
     * It could be fitted.
     *
     * @param value the share
     * @param standardError of it
     * @param bins of how many bins of time
     * @param without the share without each block
     */
    record Known(double value, double standardError, int bins, List<Double> without) implements ClockSlope {
        /** Copies the list. */
        public Known {
            without = List.copyOf(without);
        }
    }

    /**
     * It could not.
     *
     * @param reason why not
     */
    record Unknown(Reason reason) implements ClockSlope {}

    /** Why there is none. */
    enum Reason {
        /** The clock is not known, or there are hardly any steps. */
        CLOCK_UNKNOWN,
        /** The clock did not vary enough to tell. */
        CLOCK_HARDLY_VARIES,
        /** Too few bins of time have enough steps. */
        TOO_FEW_BINS;

        /** Returns how people write it. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
