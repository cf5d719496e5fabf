package org.thermograd.adapter.exposition.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.thermograd.adapter.exposition.Exposition;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Pages;
import org.thermograd.domain.hardware.ProbeOutcome;
import org.thermograd.testing.Snapshots;

class SamplingCollectorTest {
    private static String pageAt(Duration afterTheSample) {
        MetricCollector collector = new SamplingCollector(Duration.ofMillis(250), () -> 0, Map::of);
        return Pages.text(
                new Exposition(
                        List.of(collector),
                        Pages.showing(Snapshots.full(), List.of()),
                        InstantSource.fixed(Snapshots.TAKEN.plus(afterTheSample))),
                "");
    }

    @Test
    void probesThatAreNotOfHardwareAreShownBesideThose() {
        ProbeOutcome other =
                new ProbeOutcome("jmx_training:luna", Snapshots.TAKEN, Duration.ofMillis(20), Optional.empty());
        MetricCollector collector =
                new SamplingCollector(Duration.ofSeconds(1), () -> 0, Map::of, () -> List.of(other));

        assertThat(Pages.text(
                        new Exposition(
                                List.of(collector),
                                Pages.showing(Snapshots.full(), List.of()),
                                InstantSource.fixed(Snapshots.TAKEN)),
                        ""))
                .contains("thermograd_probe_success{probe=\"fake_cpu\"} 1.0\n")
                .contains("thermograd_probe_success{probe=\"jmx_training:luna\"} 0.0\n")
                .contains("thermograd_probe_duration_seconds{probe=\"jmx_training:luna\"} 0.02\n");
    }

    @Test
    void tellsHowOldTheReadingsAre() {
        assertThat(pageAt(Duration.ofMillis(90_250))).contains("\nthermograd_snapshot_age_seconds 90.25\n");
    }

    @Test
    void noReadingIsFromTheFuture() {
        assertThat(pageAt(Duration.ofHours(-1))).contains("\nthermograd_snapshot_age_seconds 0.0\n");
    }

    @Test
    void aProbeThatNeverSucceededHasNoTimeOfSuccess() {
        assertThat(pageAt(Duration.ZERO))
                .contains("thermograd_probe_success{probe=\"fake_other\"} 0.0\n")
                .contains("thermograd_probe_last_success_timestamp_seconds{probe=\"fake_gpu\"} 1.79534370025E9\n")
                .doesNotContain("thermograd_probe_last_success_timestamp_seconds{probe=\"fake_other\"}");
    }
}
