package org.thermograd.adapter.prometheus.runs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bits of nvml.h: 1 idle, 2 application clocks, 4 power cap, 8 hardware, 16 sync boost, 32 and 64 heat, 128 power brake. */
class ThrottleBitsTest {
    @ParameterizedTest
    @CsvSource({"0,false", "2,false", "4,false", "8,true", "16,false", "32,true", "64,true", "128,false", "256,false"})
    void heatAndSlowdownByTheHardwareHoldADeviceBackForItsHeat(double mask, boolean thermal) {
        assertThat(ThrottleBits.isThermal(mask)).isEqualTo(thermal);
        assertThat(ThrottleBits.isThermal(mask + 1)).as("while idle").isFalse();
    }

    @Test
    void otherBitsBesideDoNotMatter() {
        assertThat(ThrottleBits.isThermal(4 + 64 + 128)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0.5, 512, 9.2e18, Double.NaN, Double.POSITIVE_INFINITY})
    void whatDcgmGivesWhereItHasNoneIsNoMask(double value) {
        assertThat(ThrottleBits.isMask(value)).isFalse();
        assertThat(ThrottleBits.isMask(0)).isTrue();
        assertThat(ThrottleBits.isMask(511)).isTrue();
    }
}
