package org.thermograd.domain.spike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.thermograd.testing.Numbers;

/** What the tests of several rules ask of flags. */
final class SpikeAssertions {
    private SpikeAssertions() {}

    static int[] flagged(SpikeFlags flags) {
        return IntStream.range(0, flags.size()).filter(flags::flagged).toArray();
    }

    static int[] evaluated(SpikeFlags flags) {
        return IntStream.range(0, flags.size()).filter(flags::evaluated).toArray();
    }

    /** Scores as an array, {@code NaN} where absent. */
    static double[] scores(SpikeFlags flags) {
        return IntStream.range(0, flags.size())
                .mapToDouble(i -> flags.score(i).orElse(Double.NaN))
                .toArray();
    }

    /** Asserts scores by the rule of the golden files; {@code NaN} is expected to be absent. */
    static void assertScores(SpikeFlags flags, double[] expected, double relative) {
        assertThat(flags.size()).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(flags.evaluated(i)).as("evaluated %d", i).isEqualTo(!Double.isNaN(expected[i]));
            if (flags.evaluated(i)) {
                Numbers.assertClose(flags.score(i).orElseThrow(), expected[i], relative, "score " + i);
            }
        }
    }
}
