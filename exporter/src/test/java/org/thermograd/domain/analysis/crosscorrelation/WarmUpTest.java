package org.thermograd.domain.analysis.crosscorrelation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.thermograd.testing.Vectors;

class WarmUpTest {
    @Test
    void endsWhereTheVectorsSay() throws Exception {
        JsonNode cases = Vectors.read("20_spikes_warm_up.json").get("warmUp");

        assertThat(cases).isNotEmpty();
        for (JsonNode one : cases) {
            assertThat(WarmUp.DEFAULTS.endMillis(
                            one.get("t0").longValue(), one.get("t1").longValue()))
                    .as(one.toString())
                    .isEqualTo(one.get("expected").longValue());
        }
    }

    @Test
    void isCutShortInRunsOfLessThanFortyMinutes() {
        assertThat(WarmUp.DEFAULTS.isCutShort(1_000, 2_401_000)).isFalse();
        assertThat(WarmUp.DEFAULTS.isCutShort(1_000, 2_400_999)).isTrue();
        assertThat(new WarmUp(0, 4).isCutShort(0, 10)).isFalse();
    }

    @Test
    void namesWhatIsOutsideItsRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WarmUp(-1, 4)).withMessageContaining("millis");
        assertThatIllegalArgumentException().isThrownBy(() -> new WarmUp(1, 0)).withMessageContaining("share");
    }
}
