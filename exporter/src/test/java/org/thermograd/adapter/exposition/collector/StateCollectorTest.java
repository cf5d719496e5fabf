package org.thermograd.adapter.exposition.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.domain.ingest.IngestSnapshot;

class StateCollectorTest {
    @Test
    void showsFailuresDamageAndTheLogAsTheyAreNow() {
        long[] now = {2, 49, 4096};
        StateCollector collector = new StateCollector(() -> now[0], () -> now[1], () -> now[2]);

        assertThat(values(collector)).containsExactly(2.0, 49.0, 4096.0);
        now[0] = 3;
        now[2] = 0;
        assertThat(values(collector)).containsExactly(3.0, 49.0, 0.0);
        assertThat(collector.name()).isEqualTo("state");
    }

    private static List<Double> values(StateCollector collector) {
        List<MetricSnapshot> families =
                collector.collect(new Scrape(Instant.EPOCH, Optional.empty(), new IngestSnapshot(List.of(), 0, 0, 0)));
        assertThat(families).hasSameSizeAs(collector.families());
        return families.stream().map(StateCollectorTest::value).toList();
    }

    private static double value(MetricSnapshot family) {
        return family instanceof CounterSnapshot counter
                ? counter.getDataPoints().get(0).getValue()
                : ((GaugeSnapshot) family).getDataPoints().get(0).getValue();
    }
}
