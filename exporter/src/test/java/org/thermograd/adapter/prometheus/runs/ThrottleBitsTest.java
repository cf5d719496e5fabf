package org.thermograd.adapter.prometheus.runs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bits of nvml.h: 1 idle, 2 application clocks, 4 power cap, 8 hardware, 16 sync boost, 32 and 64 heat, 128 power brake. */
class ThrottleBitsTest {
    @ParameterizedTest
    @CsvSource({
        "0,''",
        "2,''",
        "4,''",
        "8,hw_slowdown",
        "16,''",
        "32,sw_thermal",
        "64,hw_thermal",
        "128,power_brake",
        "256,''",
        "72,hw_thermal",
        "136,power_brake",
        "40,'hw_slowdown,sw_thermal'",
        "204,'hw_thermal,power_brake'"
    })
    void aCollapseHasTheReasonThatIsGivenAndASlowdownOnlyWhereNoneIs(long bits, String reasons) {
        assertThat(String.join(",", ThrottleBits.collapses(bits))).isEqualTo(reasons);
        assertThat(ThrottleBits.collapses(bits + 1)).as("while idle").isEmpty();
    }

    @Test
    void aMaskCanGiveFourReasonsAndAWordOfOthersHasNoBit() {
        assertThat(ThrottleBits.reasons()).containsExactly("hw_slowdown", "hw_thermal", "power_brake", "sw_thermal");
        assertThat(ThrottleBits.of("cpu_thermal")).isZero();
        assertThat(ThrottleBits.given(0x100 | ThrottleBits.of("power_brake")))
                .containsExactly("display_clocks", "power_brake");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0.5, 512, 9.2e18, Double.NaN, Double.POSITIVE_INFINITY})
    void whatDcgmGivesWhereItHasNoneIsNoMask(double value) {
        assertThat(ThrottleBits.isMask(value)).isFalse();
        assertThat(ThrottleBits.isMask(0)).isTrue();
        assertThat(ThrottleBits.isMask(511)).isTrue();
    }
}
