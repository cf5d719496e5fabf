package org.thermograd.domain.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.Numbers;
import org.thermograd.testing.Vectors;

class SpikeEventsTest {
    private static TimeSeries steps(long... epochMillis) {
        return TimeSeries.of(epochMillis, new double[epochMillis.length]);
    }

    /** Finds events in steps that are all flagged. */
    private static List<Event> find(long refractoryMillis, long... epochMillis) {
        return SpikeEvents.find("run", "log_hampel", steps(epochMillis), i -> true, refractoryMillis);
    }

    private static Event spike(long onsetMillis, long endMillis, int samples) {
        return new Event("run", EventKind.SPIKE, "log_hampel", onsetMillis, endMillis, 0, samples);
    }

    @Test
    void agreesWithTheReference() {
        JsonNode expected = Vectors.read("07_detectors.json").get("expected");
        BitSet flagged = new BitSet();
        for (JsonNode index : expected.at("/logHampel/flagged")) {
            flagged.set(index.intValue());
        }
        long[] times = LongStream.range(0, 240).map(i -> i * 1000).toArray();

        List<Event> events = SpikeEvents.find("run", "log_hampel", steps(times), flagged::get, 5000);

        assertThat(events.stream().mapToLong(Event::onsetMillis).toArray())
                .containsExactly(Numbers.longs(expected.get("spikeEventsAtOneSecondSteps")));
    }

    @Test
    void startsAtTheFirstFlaggedStepAndEndsAtTheLast() {
        TimeSeries steps = steps(0, 1000, 2000, 3000, 4000);
        boolean[] flagged = {false, true, false, true, false};

        assertThat(SpikeEvents.find("run", "log_hampel", steps, i -> flagged[i], 5000))
                .containsExactly(spike(1000, 3000, 2));
    }

    @Test
    void joinsAStepWithinTheRefractoryOfTheLastFlaggedOne() {
        assertThat(find(5000, 0, 4999)).containsExactly(spike(0, 4999, 2));
    }

    @Test
    void startsAnEventAtTheRefractoryExactly() {
        assertThat(find(5000, 0, 5000)).containsExactly(spike(0, 0, 1), spike(5000, 5000, 1));
    }

    @Test
    void measuresTheRefractoryFromTheLastFlaggedStepNotFromTheOnset() {
        assertThat(find(5000, 0, 4000, 8000, 12000)).containsExactly(spike(0, 12000, 4));
    }

    @Test
    void takesEveryFlaggedStepWithoutARefractory() {
        assertThat(find(0, 7, 7, 8)).containsExactly(spike(7, 7, 1), spike(7, 7, 1), spike(8, 8, 1));
    }

    @Test
    void findsNothingWithoutFlags() {
        assertThat(find(5000)).isEmpty();
        assertThat(SpikeEvents.find("run", "log_hampel", steps(1, 2), i -> false, 5000))
                .isEmpty();
    }

    @Test
    void asksForEachStepOnce() {
        int[] asked = new int[3];

        SpikeEvents.find("run", "log_hampel", steps(1, 2, 3), i -> asked[i]++ < 0, 5000);

        assertThat(Arrays.stream(asked)).containsOnly(1);
    }

    @Test
    void refusesANegativeRefractory() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> find(-1, 0))
                .withMessage("refractoryMillis must be at least 0, got -1");
    }

    @Test
    void refusesAnEmptyNameEvenWithoutEvents() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpikeEvents.find("", "log_hampel", steps(), i -> true, 5000))
                .withMessage("source must be non-empty, got \"\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpikeEvents.find("run", "", steps(), i -> true, 5000))
                .withMessage("reason must be non-empty, got \"\"");
    }
}
