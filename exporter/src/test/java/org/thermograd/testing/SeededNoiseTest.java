package org.thermograd.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.Numbers.doubles;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class SeededNoiseTest {
    @Test
    void isTheStreamOfTheGoldenFile() {
        JsonNode golden = Vectors.read("00_rng.json").get("expected");

        assertThat(golden.properties()).hasSize(3).allSatisfy(entry -> {
            long seed = Long.parseLong(entry.getKey());
            JsonNode expected = entry.getValue();
            assertThat(new SplittableRandom(seed).longs(5).toArray())
                    .containsExactly(
                            StreamSupport.stream(expected.get("nextLong").spliterator(), false)
                                    .mapToLong(node -> Long.parseLong(node.textValue()))
                                    .toArray());
            SplittableRandom doubles = new SplittableRandom(seed);
            for (double value : doubles(expected.get("nextDouble"))) {
                assertThat(doubles.nextDouble()).isEqualTo(value);
            }
            assertThat(new SeededNoise(seed).irwinHall(3)).containsExactly(doubles(expected.get("irwinHall12")));
            assertThat(new SeededNoise(seed).shuffled(10))
                    .containsExactly(
                            StreamSupport.stream(expected.get("fisherYates10").spliterator(), false)
                                    .mapToInt(JsonNode::intValue)
                                    .toArray());
        });
    }
}
