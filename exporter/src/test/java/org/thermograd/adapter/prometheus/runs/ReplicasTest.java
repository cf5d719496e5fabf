package org.thermograd.adapter.prometheus.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.thermograd.adapter.prometheus.LabeledSeries;
import org.thermograd.adapter.prometheus.Labels;
import org.thermograd.domain.series.TimeSeries;

class ReplicasTest {
    private static LabeledSeries series(Map<String, String> foreign, long... times) {
        Map<String, String> labels = new HashMap<>(foreign);
        labels.put("__name__", "m");
        labels.put("job", "j");
        labels.put("instance", "i:1");
        labels.put("run", "r");
        return new LabeledSeries(
                Labels.of(labels),
                TimeSeries.of(
                        times, Arrays.stream(times).mapToDouble(time -> time).toArray()));
    }

    @Test
    void takesTheFullestOfThoseThatAreThereAtTheSameTime() {
        Replicas replicas = new Replicas();

        List<OwnSeries> kept = replicas.keep(
                List.of(series(Map.of("replica", "a"), 1, 2), series(Map.of("replica", "b"), 1, 2, 3)), Set.of("run"));
        List<OwnSeries> later = replicas.keep(
                List.of(series(Map.of("replica", "a"), 1, 2, 3, 4), series(Map.of("replica", "b"), 1)), Set.of("run"));

        assertThat(kept).singleElement().satisfies(one -> {
            assertThat(one.samples().size()).isEqualTo(3);
            assertThat(one.label("run")).isEqualTo("r");
            assertThat(one.label("replica")).isEmpty();
        });
        assertThat(later)
                .singleElement()
                .satisfies(one -> assertThat(one.samples().size()).isEqualTo(1));
        assertThat(replicas.remarks())
                .containsExactly("i:1: its series are there 2 times; used those with {replica=b}, which have most"
                        + " samples, not those with [{replica=a}]");
    }

    @Test
    void joinsThoseThatFollowEachOther() {
        Replicas replicas = new Replicas();

        List<OwnSeries> kept = replicas.keep(
                List.of(
                        series(Map.of("pod", "x-2"), 5, 6, 7),
                        series(Map.of("pod", "x-1"), 1, 2),
                        series(Map.of("a", "b"))),
                Set.of("run"));

        assertThat(kept)
                .singleElement()
                .satisfies(one -> assertThat(one.samples().epochMillis()).containsExactly(1, 2, 5, 6, 7));
        assertThat(replicas.remarks()).isEmpty();
    }

    @Test
    void anExporterIsToldByInstanceAndJob() {
        ExporterTarget nameless = new ExporterTarget("", "");

        assertThat(nameless).hasToString("an exporter without instance").isLessThan(new ExporterTarget("", "a"));
        assertThat(new ExporterTarget("a", "x")).isLessThan(new ExporterTarget("b", "x"));
    }
}
