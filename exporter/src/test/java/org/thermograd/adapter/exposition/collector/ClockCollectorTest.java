package org.thermograd.adapter.exposition.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.domain.ingest.IngestSnapshot;

class ClockCollectorTest {
    @Test
    void showsTheDriftWithItsSignAndBothDirections() {
        ClockCollector collector = new ClockCollector(() -> Duration.ofMillis(-1250), () -> 3, () -> 1);

        var families =
                collector.collect(new Scrape(Instant.EPOCH, Optional.empty(), new IngestSnapshot(List.of(), 0, 0, 0)));

        assertThat(((GaugeSnapshot) families.get(0)).getDataPoints().get(0).getValue())
                .isEqualTo(-1.25);
        assertThat(((CounterSnapshot) families.get(1)).getDataPoints())
                .extracting(point -> point.getLabels().get("direction") + " " + point.getValue())
                .containsExactlyInAnyOrder("ahead 3.0", "back 1.0");
    }
}
