package org.thermograd.domain.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.thermograd.domain.series.Segment;

class ZoneShiftTest {
    private static final long HOUR = 3_600_000;

    private static Segment at(double fromHours, double toHours) {
        return new Segment((long) (fromHours * HOUR), (long) (toHours * HOUR));
    }

    @Test
    void findsTheHoursThatOverlapLongest() {
        assertThat(ZoneShift.hours(at(0.1, 0.3), at(5, 5.5))).hasValue(5);
        assertThat(ZoneShift.hours(at(5.1, 5.3), at(0, 0.5))).hasValue(-5);
    }

    @Test
    void takesTheSmallerShiftOfEqualOverlaps() {
        assertThat(ZoneShift.hours(at(0, 0.5), at(3, 9))).hasValue(3);
    }

    @Test
    void findsNothingWithinHalfAnHourOrAfterMoreThanADay() {
        assertThat(ZoneShift.hours(at(0, 0.1), at(4.5, 4.6))).isEmpty();
        assertThat(ZoneShift.hours(at(0, 1), at(100, 101))).isEmpty();
    }
}
