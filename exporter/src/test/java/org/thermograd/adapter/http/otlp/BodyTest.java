package org.thermograd.adapter.http.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.thermograd.adapter.http.otlp.OtlpServer.T0;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.adapter.http.push.PushRejection;

/** Bodies in both forms. */
class BodyTest {
    private static ExportMetricsServiceRequest json(String text) throws PushRefusedException {
        return JsonBody.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void jsonSaysWhatProtobufSays() throws PushRefusedException {
        ExportMetricsServiceRequest request = Export.ofRun()
                .gauge(
                        "loss",
                        T0 + 0.25,
                        Double.NEGATIVE_INFINITY,
                        Map.of("step", 7, "a", 2.5, "b", true, "c", "\u00e9\""))
                .gauge("loss", T0, Double.NaN, 8)
                .metric(Metric.newBuilder()
                        .setName("ints")
                        .setSum(Sum.newBuilder()
                                .setIsMonotonic(true)
                                .addDataPoints(NumberDataPoint.newBuilder()
                                        .setAsInt(Long.MIN_VALUE)
                                        .setFlags(1)
                                        .setStartTimeUnixNano(-1)))
                        .build())
                .request();

        assertThat(json(Export.json(request))).isEqualTo(request);
        assertThat(ProtobufBody.read(request.toByteArray())).isEqualTo(request);
    }

    @Test
    void whatNoStepIsMadeOfIsPassedOver() throws PushRefusedException {
        ExportMetricsServiceRequest plain = Export.ofRun()
                .metric(Metric.newBuilder()
                        .setName("loss")
                        .setSum(Sum.newBuilder()
                                .addDataPoints(NumberDataPoint.newBuilder()
                                        .addExemplars(Exemplar.getDefaultInstance())
                                        .addAttributes(KeyValue.newBuilder()
                                                .setKey("k")
                                                .setValue(AnyValue.getDefaultInstance()))))
                        .build())
                .request();
        ExportMetricsServiceRequest.Builder more = plain.toBuilder();
        Sum.Builder sum = more.getResourceMetricsBuilder(0)
                .getScopeMetricsBuilder(0)
                .getMetricsBuilder(0)
                .getSumBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
        sum.getDataPointsBuilder(0).getExemplarsBuilder(0).setTraceId(ByteString.copyFromUtf8("0123456789abcdef"));
        sum.getDataPointsBuilder(0)
                .getAttributesBuilder(0)
                .getValueBuilder()
                .setBytesValue(ByteString.copyFromUtf8("x"));

        assertThat(json(Export.json(more.build()))).isEqualTo(plain);
    }

    @Test
    void unknownFieldsArePassedOverInBothForms() throws PushRefusedException {
        assertThat(json("{\"resource_metrics\":[{}],\"more\":{\"a\":[1,{}]},\"resourceMetrics\":null}"))
                .isEqualTo(ExportMetricsServiceRequest.getDefaultInstance());
        // Field 15, once a varint, once a group.
        assertThat(ProtobufBody.read(new byte[] {0x78, 1, 0x7b, 0x08, 1, 0x7c})
                        .getUnknownFields()
                        .asMap())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|SYNTAX|body must be an object, got nothing",
                "[]|FIELD|body must be an object, got an array at line 1, column 1",
                "{\"resourceMetrics\":{}}|FIELD|resourceMetrics must be an array, got an object at line 1, column 20",
                "{\"resourceMetrics\":[3]}|FIELD|resourceMetrics must be an object, got \"3\" at line 1, column 21",
                "{\"resourceMetrics\":[]} 1|SYNTAX|body must end after its first value",
                "{\"resourceMetrics\":[}|SYNTAX|body must be JSON, but it is broken at line 1, column 21"
            })
    void refusesWhatIsNoSuchJson(String body, PushRejection reason, String message) {
        assertThatExceptionOfType(PushRefusedException.class)
                .isThrownBy(() -> json(body))
                .withMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"name\":3|name must be a text, got \"3\"",
                "\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":\"1e3\"}]}|timeUnixNano must be an integer of 64 bits, got \"1e3\"",
                "\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":1.5}]}|timeUnixNano must be an integer of 64 bits, got \"1.5\"",
                "\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":\"99999999999999999999\"}]}|timeUnixNano must be an integer",
                "\"gauge\":{\"dataPoints\":[{\"asDouble\":\"much\"}]}|asDouble must be a number, got \"much\"",
                "\"gauge\":{\"dataPoints\":[{\"asDouble\":true}]}|asDouble must be a number, got \"true\"",
                "\"sum\":{\"isMonotonic\":1}|isMonotonic must be true or false, got \"1\""
            })
    void refusesValuesOfAnotherType(String metric, String message) {
        assertThatExceptionOfType(PushRefusedException.class)
                .isThrownBy(() -> json("{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{" + metric + "}]}]}]}"))
                .withMessageStartingWith(message)
                .matches(e -> e.reason() == PushRejection.FIELD);
    }

    @Test
    void aBodyOfNothingButEmptyMessagesTakesNoMemory() {
        byte[] empty = new byte[4_000];
        for (int i = 0; i < empty.length; i += 2) {
            empty[i] = 10;
        }

        assertThatExceptionOfType(PushRefusedException.class)
                .isThrownBy(() -> ProtobufBody.read(empty))
                .withMessage("body must hold at most 1500 messages, 1000 and one for each 8 bytes, got more");
        assertThatExceptionOfType(PushRefusedException.class)
                .isThrownBy(() -> json("{\"resourceMetrics\":[{}" + ",{}".repeat(2_000) + "]}"))
                .withMessageStartingWith("body must hold at most ");
    }

    @Test
    void whatIsTooDeepIsRefused() {
        AnyValue value = AnyValue.getDefaultInstance();
        for (int i = 0; i < 150; i++) {
            AnyValue within = value;
            value = AnyValue.newBuilder()
                    .setArrayValue(ArrayValue.newBuilder().addValues(within))
                    .build();
        }
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        request.addResourceMetricsBuilder()
                .getResourceBuilder()
                .addAttributes(KeyValue.newBuilder().setValue(value));

        assertThatExceptionOfType(PushRefusedException.class)
                .isThrownBy(() -> ProtobufBody.read(request.build().toByteArray()))
                .withMessage("body must keep within 100 levels, got more");
        assertThatExceptionOfType(PushRefusedException.class)
                .isThrownBy(() -> json("{\"more\":" + "[".repeat(200)))
                .withMessageStartingWith("body must be JSON, but it is broken");
    }
}
