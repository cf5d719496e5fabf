package org.thermograd.adapter.http.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.UncheckedIOException;
import java.util.Map;

/** Makes requests. */
final class Export {
    private static final long NANOS = 1_000_000_000;

    private final ResourceMetrics.Builder resource = ResourceMetrics.newBuilder();

    private Export() {}

    /** Starts one of a reporter with an attribute, and without if it is empty. */
    static Export by(String attribute, String value) {
        Export export = new Export();
        if (!attribute.isEmpty()) {
            export.resource.getResourceBuilder().addAttributes(attribute(attribute, value));
        }
        export.resource.addScopeMetricsBuilder();
        return export;
    }

    /** Starts one of the run {@code r}. */
    static Export ofRun() {
        return by("thermograd.run", "r");
    }

    static KeyValue attribute(String name, Object value) {
        AnyValue.Builder any = AnyValue.newBuilder();
        if (value instanceof Double number) {
            any.setDoubleValue(number);
        } else if (value instanceof Number number) {
            any.setIntValue(number.longValue());
        } else if (value instanceof Boolean truth) {
            any.setBoolValue(truth);
        } else {
            any.setStringValue(value.toString());
        }
        return KeyValue.newBuilder().setKey(name).setValue(any).build();
    }

    static NumberDataPoint point(double seconds, double value, Map<String, Object> attributes) {
        NumberDataPoint.Builder point = NumberDataPoint.newBuilder()
                .setTimeUnixNano(Math.round(seconds * NANOS))
                .setAsDouble(value);
        attributes.forEach((name, one) -> point.addAttributes(attribute(name, one)));
        return point.build();
    }

    /** Adds a gauge of one point. */
    Export gauge(String name, double seconds, double value, Map<String, Object> attributes) {
        return metric(Metric.newBuilder()
                .setName(name)
                .setGauge(io.opentelemetry.proto.metrics.v1.Gauge.newBuilder()
                        .addDataPoints(point(seconds, value, attributes)))
                .build());
    }

    /** Adds a gauge of one point whose step an attribute tells. */
    Export gauge(String name, double seconds, double value, long step) {
        return gauge(name, seconds, value, Map.of("step", step));
    }

    Export metric(Metric metric) {
        resource.getScopeMetricsBuilder(0).addMetrics(metric);
        return this;
    }

    ExportMetricsServiceRequest request() {
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(resource)
                .build();
    }

    /** Returns the request in JSON as OTLP has it, where enumerations are numbers. */
    static String json(ExportMetricsServiceRequest request) {
        try {
            return JsonFormat.printer().printingEnumsAsInts().print(request);
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }
}
