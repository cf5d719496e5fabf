package org.thermograd.adapter.http.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermograd.adapter.http.otlp.OtlpServer.T0;

import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.StepField;

class PointReaderTest {
    private static final long LATEST_MILLIS = (T0 + 300) * 1000;
    private static final RunId R = new RunId("r");

    private final RefusedPoints refused = new RefusedPoints();

    private List<Point> read(Export export) {
        return new PointReader(LATEST_MILLIS, run -> !run.equals("forbidden"), refused).read(export.request());
    }

    @ParameterizedTest
    @CsvSource({
        "grad_norm,GRAD_NORM",
        "train/grad_norm,GRAD_NORM",
        "train.grad_norm,GRAD_NORM",
        "gradient_norm,GRAD_NORM",
        "grad-norm,GRAD_NORM",
        "megatron.training.grad_norm,GRAD_NORM",
        "l2_norm.grad.global,GRAD_NORM",
        "loss,LOSS",
        "train.loss,LOSS",
        "lr,LEARNING_RATE",
        "train/learning_rate,LEARNING_RATE",
        "global_step,STEP",
        "train.global_step,STEP"
    })
    void knowsTheNamesOfTrainers(String name, StepField field) {
        assertThat(read(Export.ofRun().gauge(name, T0, 2, 7)))
                .containsExactly(new Point(name, field, R, OptionalLong.of(7), T0 * 1_000_000_000, 2));
    }

    @ParameterizedTest
    @CsvSource({"eval/loss", "eval.loss", "eval_loss", "epoch", "train/epoch", "train_runtime"})
    void passesOverWhatThePushApiPassesOver(String name) {
        assertThat(read(Export.ofRun().gauge(name, T0, 2, 7))).isEmpty();
        assertThat(refused.count()).isZero();
    }

    @Test
    void passesOverPointsThatSayThatThereIsNone() {
        NumberDataPoint none = NumberDataPoint.newBuilder().setFlags(1).build();

        assertThat(read(Export.ofRun().metric(gauge(none)))).isEmpty();
        assertThat(refused.count()).isZero();
    }

    private static Metric gauge(NumberDataPoint point) {
        return Metric.newBuilder()
                .setName("loss")
                .setGauge(Gauge.newBuilder().addDataPoints(point))
                .build();
    }

    @Test
    void integersAreValuesAndAPointNeedsNoTime() {
        NumberDataPoint point = NumberDataPoint.newBuilder()
                .setAsInt(3)
                .addAttributes(Export.attribute("global_step", "12"))
                .build();

        assertThat(read(Export.ofRun().metric(gauge(point))))
                .containsExactly(new Point("loss", StepField.LOSS, R, OptionalLong.of(12), 0, 3));
    }

    @Test
    void anAttributeTellsTheTimeBetterThanTheExport() {
        List<Point> points = read(Export.ofRun()
                .gauge("loss", T0, 1, Map.of("timestamp", T0 - 1.5))
                .gauge("loss", T0, 1, Map.of("timestamp", T0 - 1.5, "timestamp_shared", T0 - 2)));

        assertThat(points)
                .extracting(Point::nanos)
                .containsExactly(T0 * 1_000_000_000 - 1_500_000_000, T0 * 1_000_000_000 - 2_000_000_000);
    }

    @Test
    void theRunOfAPointGoesBeforeThatOfWhatReportsIt() {
        List<Point> points = read(Export.by("service.name", "trainer")
                .gauge("loss", T0, 1, Map.of())
                .gauge("loss", T0, 1, Map.of("thermograd.run", "a", "rank", 0)));

        assertThat(points).extracting(Point::run).containsExactly(new RunId("trainer"), new RunId("a"));
    }

    static Stream<Arguments> refusals() {
        NumberDataPoint empty = NumberDataPoint.getDefaultInstance();
        HistogramDataPoint counted = HistogramDataPoint.getDefaultInstance();
        ExponentialHistogramDataPoint grown = ExponentialHistogramDataPoint.getDefaultInstance();
        Metric.Builder loss = Metric.newBuilder().setName("loss");
        return Stream.of(
                Arguments.of(
                        Export.ofRun()
                                .metric(loss.setSum(Sum.newBuilder().addDataPoints(empty))
                                        .build()),
                        "metric \"loss\" must be a gauge, got a sum (1 point)"),
                Arguments.of(
                        Export.ofRun()
                                .metric(loss.setHistogram(Histogram.newBuilder()
                                                .addDataPoints(counted)
                                                .addDataPoints(counted))
                                        .build()),
                        "metric \"loss\" must be a gauge, got a histogram (2 points)"),
                Arguments.of(
                        Export.ofRun()
                                .metric(loss.setExponentialHistogram(ExponentialHistogram.newBuilder()
                                                .addDataPoints(grown))
                                        .build()),
                        "metric \"loss\" must be a gauge, got a exponential histogram (1 point)"),
                Arguments.of(
                        Export.ofRun()
                                .metric(loss.setSummary(Summary.newBuilder()
                                                .addDataPoints(SummaryDataPoint.getDefaultInstance()))
                                        .build()),
                        "metric \"loss\" must be a gauge, got a summary (1 point)"),
                Arguments.of(
                        Export.ofRun().metric(gauge(empty)), "metric \"loss\" must have a value, got none (1 point)"),
                Arguments.of(
                        Export.ofRun().gauge("timestamp", T0, 1, Map.of()),
                        "metric \"timestamp\" must be spelled timestamp (1 point)"),
                Arguments.of(
                        Export.by("", "").gauge("loss", T0, 1, 1),
                        "attribute thermograd.run must name the run, or service.name of the resource"
                                + " (OTEL_SERVICE_NAME), got neither (1 point)"),
                Arguments.of(
                        Export.by("service.name", "unknown_service:java").gauge("loss", T0, 1, 1),
                        "attribute thermograd.run must name the run, or service.name of the resource"
                                + " (OTEL_SERVICE_NAME), got neither (1 point)"),
                Arguments.of(
                        Export.by("service.name", "my run").gauge("loss", T0, 1, 1),
                        "attribute service.name must be the name of a run, [A-Za-z0-9._-]{1,128}, got \"my run\" (1 point)"),
                Arguments.of(
                        Export.by("thermograd.run", "forbidden").gauge("loss", T0, 1, 1),
                        "the token must be for this run, but its prefix is another: forbidden (1 point)"),
                Arguments.of(
                        Export.ofRun().gauge("loss", T0, 1, Map.of("rank", 3)),
                        "attribute rank must be 0, since one process tells of a run's steps, got \"3\" (1 point)"),
                Arguments.of(
                        Export.by("rank", "1").gauge("loss", T0, 1, 1),
                        "attribute rank must be 0, since one process tells of a run's steps, got \"1\" (1 point)"),
                Arguments.of(
                        Export.ofRun().gauge("loss", T0, 1, Map.of("step", 1.5)),
                        "attribute step must be an integer from 0 to 9007199254740992, got 1.5 (1 point)"),
                Arguments.of(
                        Export.ofRun().gauge("loss", T0, 1, Map.of("step", -1)),
                        "attribute step must be an integer from 0 to 9007199254740992, got -1.0 (1 point)"),
                Arguments.of(
                        Export.ofRun().gauge("loss", T0, 1, Map.of("step", true)),
                        "attribute step must be an integer from 0 to 9007199254740992, got \"true\" (1 point)"),
                Arguments.of(
                        Export.ofRun().gauge("loss", T0 + 301, 1, 1),
                        "time_unix_nano must be at most 300 s ahead of the clock here, 2025-10-29T00:54:22Z, got"
                                + " \"1761699563000000000\" (1 point)"),
                Arguments.of(
                        Export.ofRun().gauge("loss", 1000, 1, 1),
                        "time_unix_nano must be no earlier than the year 2000, got \"1000000000000\" (1 point)"),
                Arguments.of(
                        Export.ofRun().gauge("loss", T0, 1, Map.of("timestamp", "now")),
                        "attribute timestamp must be no earlier than the year 2000, got \"now\" (1 point)"),
                Arguments.of(
                        Export.ofRun().gauge("loss", T0, 1, Map.of("timestamp", -1e300)),
                        "attribute timestamp must be no earlier than the year 2000, got \"-1.0E300\" (1 point)"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWithTheReason(Export export, String reason) {
        assertThat(read(export)).isEmpty();
        assertThat(refused.message()).isEqualTo(reason);
    }

    @Test
    void tellsTheFirstReasonsAndThatThereAreMore() {
        Export export = Export.ofRun();
        for (int i = 0; i < 8; i++) {
            export.gauge("metric" + i % 7, T0, 1, 1);
        }
        read(export);

        assertThat(refused.count()).isEqualTo(8);
        assertThat(refused.message())
                .startsWith(
                        "metric \"metric0\" must be one of those that docs/otlp.md lists, such as grad_norm, loss and"
                                + " learning_rate (2 points); ")
                .contains("metric4")
                .doesNotContain("metric5")
                .endsWith("; and more");
    }
}
