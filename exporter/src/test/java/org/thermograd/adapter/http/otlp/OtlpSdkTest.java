package org.thermograd.adapter.http.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleGauge;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporterBuilder;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.training.TrainingStep;

/** The exporter of OpenTelemetry's Java SDK, as programs use it. */
@Timeout(60)
class OtlpSdkTest {
    private static SdkMeterProvider meters(OtlpServer server, boolean delta, String compression) {
        server.clock.set(Instant.now());
        OtlpHttpMetricExporterBuilder exporter = OtlpHttpMetricExporter.builder()
                .setEndpoint(server.url())
                .setCompression(compression)
                .setAggregationTemporalitySelector(
                        delta
                                ? AggregationTemporalitySelector.deltaPreferred()
                                : AggregationTemporalitySelector.alwaysCumulative());
        return SdkMeterProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "sdk-run")))
                .registerMetricReader(PeriodicMetricReader.builder(exporter.build())
                        .setInterval(Duration.ofHours(1))
                        .build())
                .build();
    }

    private static Attributes step(long number) {
        return Attributes.of(AttributeKey.longKey("step"), number);
    }

    private static void export(SdkMeterProvider meters) {
        assertThat(meters.forceFlush().join(30, TimeUnit.SECONDS).isSuccess()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyStepCountsOnceHoweverOftenItIsExported(boolean delta) {
        try (OtlpServer server = new OtlpServer();
                SdkMeterProvider meters = meters(server, delta, delta ? "gzip" : "none")) {
            DoubleGauge norm =
                    meters.get("test").gaugeBuilder("train/grad_norm").build();
            DoubleGauge loss = meters.get("test").gaugeBuilder("loss").build();
            for (int number = 1; number <= 3; number++) {
                norm.set(number, step(number));
                loss.set(10 - number, step(number));
            }
            export(meters);
            norm.set(4, step(4));
            export(meters);
            export(meters);

            assertThat(server.steps).extracting(TrainingStep::step).containsExactly(1L, 2L, 3L, 4L);
            assertThat(server.steps)
                    .extracting(one -> one.gradNorm().orElseThrow())
                    .containsExactly(1.0, 2.0, 3.0, 4.0);
            assertThat(server.run("sdk-run").counts().steps()).isEqualTo(4);
            assertThat(server.answered).extracting(OtlpServer.Answered::code).containsExactly(200, 200, 200);
        }
    }

    @Test
    void aGaugeOfTheNumberIsEnough() {
        try (OtlpServer server = new OtlpServer();
                SdkMeterProvider meters = meters(server, false, "gzip")) {
            DoubleGauge number = meters.get("test").gaugeBuilder("global_step").build();
            DoubleGauge loss = meters.get("test").gaugeBuilder("loss").build();
            number.set(7);
            loss.set(6.5);
            export(meters);
            export(meters);
            number.set(9);
            loss.set(6.25);
            export(meters);

            assertThat(server.steps).extracting(TrainingStep::step).containsExactly(7L, 9L);
        }
    }

    @Test
    void whatElseAProgramMeasuresIsRefused() {
        try (OtlpServer server = new OtlpServer();
                SdkMeterProvider meters = meters(server, false, "none")) {
            meters.get("test").counterBuilder("requests").build().add(1);
            meters.get("test").histogramBuilder("latency").build().record(1);
            export(meters);

            assertThat(server.last())
                    .isEqualTo(new OtlpServer.Answered(
                            200, Optional.empty(), server.last().bodyBytes(), 2));
            assertThat(server.ingestor.snapshot().runs()).isEmpty();
        }
    }
}
