package org.thermograd.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabelsTest {
    @Test
    void areWrittenAsPromqlWritesThem() {
        assertThat(Labels.of(Map.of("__name__", "up", "job", "node", "a", "x\"y\\z\n")))
                .hasToString("up{a=\"x\\\"y\\\\z\\n\",job=\"node\"}");
        assertThat(Labels.of(Map.of("__name__", "up"))).hasToString("up");
        assertThat(Labels.of(Map.of("job", "node"))).hasToString("{job=\"node\"}");
        assertThat(Labels.of(Map.of())).hasToString("{}");
    }

    @Test
    void areOrderedByTheirNotation() {
        Labels first = Labels.of(Map.of("__name__", "a", "x", "2"));
        Labels second = Labels.of(Map.of("__name__", "b", "x", "1"));

        assertThat(List.of(second, first).stream().sorted()).containsExactly(first, second);
    }

    @Test
    void doNotFollowTheMapTheyCameFrom() {
        Map<String, String> map = new HashMap<>(Map.of("job", "node"));
        Labels labels = new Labels(new TreeMap<>(map));
        map.put("job", "other");

        assertThat(labels.get("job")).contains("node");
        assertThat(labels.get("instance")).isEmpty();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> labels.values().put("a", "b"));
    }
}
