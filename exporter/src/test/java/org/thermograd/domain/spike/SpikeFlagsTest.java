package org.thermograd.domain.spike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpikeFlagsTest {
    private static final SpikeFlags FLAGS = BatchLogMad.withDefaults().flag(new double[] {40, Double.NaN, 40, 80, 40});

    @Test
    void tellsASpikeFromANormalStepAndFromOneNotEvaluated() {
        assertThat(FLAGS.ruleId()).isEqualTo("batch_log_mad");
        assertThat(FLAGS.size()).isEqualTo(5);
        assertThat(FLAGS.flaggedCount()).isOne();
        assertThat(FLAGS.nonFiniteCount()).isOne();

        assertThat(FLAGS.flagged(3)).isTrue();
        assertThat(FLAGS.score(3)).isPresent();

        assertThat(FLAGS.evaluated(0)).isTrue();
        assertThat(FLAGS.flagged(0)).isFalse();
        assertThat(FLAGS.score(0)).hasValue(0);

        assertThat(FLAGS.evaluated(1)).isFalse();
        assertThat(FLAGS.flagged(1)).isFalse();
        assertThat(FLAGS.score(1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 5})
    void hasNoStepOutsideTheRun(int index) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> FLAGS.flagged(index))
                .withMessage("Index " + index + " out of bounds for length 5");
    }
}
