package org.thermograd.domain.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.series.Segment;

class SourceTest {
    private static Source.RecordedFile file(Optional<Segment> range) {
        return new Source.RecordedFile("a.csv", range.isPresent() ? 1 : 0, range, List.of());
    }

    private static boolean overlap(Optional<Segment> hardware, Optional<Segment> training) {
        return new Source.RunFiles(
                        "luna",
                        file(hardware),
                        file(training),
                        Map.of(),
                        new TreeSet<>(),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .overlaps();
    }

    @Test
    void filesOverlapWhereBothHaveATimeThatTheOtherHas() {
        Optional<Segment> early = Optional.of(new Segment(0, 10));
        Optional<Segment> late = Optional.of(new Segment(9, 20));

        assertThat(overlap(early, late)).isTrue();
        assertThat(overlap(early, Optional.of(new Segment(10, 20)))).isFalse();
        assertThat(overlap(Optional.empty(), late)).isFalse();
        assertThat(overlap(early, Optional.empty())).isFalse();
    }
}
