package org.thermograd.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.testing.Snapshots.aSnapshot;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.domain.collapse.CollapseConfig;
import org.thermograd.domain.collapse.DeviceStatus;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceState;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.testing.ManualClock;
import org.thermograd.testing.Snapshots;

class PipelineTest {
    private static final Device GPU0 = Device.gpu(0, "GPU-1");

    private final ManualClock clock = new ManualClock(Snapshots.TAKEN);
    private final Pipeline pipeline = Pipeline.of(
            CollapseConfig.of(Duration.ofSeconds(1)), IngestConfig.withDefaults(), clock, List.of(), StepListener.NONE);

    private static HardwareSnapshot snapshot(double celsius) {
        return aSnapshot()
                .with(GPU0, Quantity.GPU_UTILIZATION_RATIO, 0.9)
                .with(GPU0, Quantity.GPU_TEMPERATURE_CELSIUS, celsius, "core")
                .build();
    }

    private static OptionalDouble celsius(Scrape scrape) {
        return new DeviceState(scrape.hardware().orElseThrow(), GPU0).temperatureCelsius();
    }

    @Test
    void showsNoHostBeforeTheFirstSample() {
        Scrape scrape = pipeline.scrape(clock.instant());

        assertThat(scrape.host()).isEmpty();
        assertThat(scrape.devices()).isEmpty();
        assertThat(scrape.runs().runs()).isEmpty();
    }

    @Test
    void aScrapeWhileTheNextSampleIsJudgedShowsTheOneBeforeWhole() {
        pipeline.collapses().onSnapshot(snapshot(60));
        pipeline.onSnapshot(snapshot(60));
        Scrape before = pipeline.scrape(clock.instant());

        pipeline.collapses().onSnapshot(snapshot(70));
        Scrape meanwhile = pipeline.scrape(clock.instant());
        pipeline.onSnapshot(snapshot(70));
        Scrape after = pipeline.scrape(clock.instant());

        assertThat(meanwhile).isEqualTo(before);
        assertThat(celsius(meanwhile)).hasValue(60);
        assertThat(celsius(after)).hasValue(70);
        assertThat(after.devices()).extracting(DeviceStatus::device).containsExactly(GPU0);
    }
}
