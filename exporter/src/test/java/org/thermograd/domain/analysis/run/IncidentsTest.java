package org.thermograd.domain.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.Numbers.longs;

import org.junit.jupiter.api.Test;
import org.thermograd.testing.Vectors;

class IncidentsTest {
    @Test
    void areThoseOfTheVectors() {
        assertThat(Vectors.read("19_incidents.json").get("units"))
                .hasSizeGreaterThan(3)
                .allSatisfy(unit -> assertThat(Incidents.of(
                                longs(unit.get("onsets")),
                                unit.get("refractoryMs").longValue()))
                        .containsExactly(longs(unit.get("expected"))));
    }
}
