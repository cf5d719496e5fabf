package org.thermograd.domain.analysis.run;

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
        assertThat(ZoneShift.find(at(0.1, 0.3), at(5, 5.5))).contains(new ZoneShift(5, 0, 1));
        assertThat(ZoneShift.find(at(5.1, 5.3), at(0, 0.5))).contains(new ZoneShift(-5, 0, 1));
    }

    @Test
    void takesTheSmallerShiftOfEqualOverlaps() {
        assertThat(ZoneShift.find(at(0, 0.5), at(3, 9))).contains(new ZoneShift(3, 0, 1));
    }

    @Test
    void noticesARangeThatOverlapsOnlyInPart() {
        assertThat(ZoneShift.find(at(0, 12), at(5, 17))).hasValueSatisfying(shift -> {
            assertThat(shift.hours()).isEqualTo(5);
            assertThat(shift.shareBefore()).isCloseTo(7 / 12.0, org.assertj.core.data.Offset.offset(1e-9));
            assertThat(shift.shareAfter()).isEqualTo(1);
        });
    }

    @Test
    void findsNothingWhereNineTenthsOverlapAlready() {
        assertThat(ZoneShift.find(at(0, 10), at(1, 11))).isEmpty();
        assertThat(ZoneShift.find(at(0, 10), at(1.1, 11.1))).isPresent();
    }

    @Test
    void findsNothingWithinHalfAnHourOrAfterMoreThanADay() {
        assertThat(ZoneShift.find(at(0, 0.1), at(4.5, 4.6))).isEmpty();
        assertThat(ZoneShift.find(at(0, 1), at(100, 101))).isEmpty();
        assertThat(ZoneShift.find(at(0, 1), at(0.5, 3)).map(ZoneShift::hours)).contains(1);
    }
}
