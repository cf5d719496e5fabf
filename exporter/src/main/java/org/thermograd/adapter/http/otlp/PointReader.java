package org.thermograd.adapter.http.otlp;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.http.gate.JsonText;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.StepField;

/** Takes from a request the points that belong to steps, and refuses the others. Confined to one thread; reads once. */
final class PointReader {
    private static final String RUN = "thermograd.run";
    private static final String SERVICE = "service.name";
    private static final String UNKNOWN_SERVICE = "unknown_service";
    private static final String RANK = "rank";

    private final PointTime time;
    private final Predicate<String> mayPush;
    private final RefusedPoints refused;
    private final List<Point> points = new ArrayList<>();

    /**
     * Prepares to read.
     *
     * @param latestMillis no point may be later
     * @param mayPush tells whether points may be of a run
     * @param refused hears of what is refused
     */
    PointReader(long latestMillis, Predicate<String> mayPush, RefusedPoints refused) {
        this.time = new PointTime(latestMillis);
        this.mayPush = mayPush;
        this.refused = refused;
    }

    /** Whose points they are, as far as what reports them tells; looked up once, however many points there are. */
    private record Reporter(Optional<String> run, Optional<String> service, Optional<String> rank) {
        static Reporter of(ResourceMetrics resource) {
            List<KeyValue> attributes = resource.getResource().getAttributesList();
            return new Reporter(
                    Attributes.find(attributes, RUN),
                    Attributes.find(attributes, SERVICE),
                    Attributes.find(attributes, RANK));
        }
    }

    /** Returns the points of a request. */
    List<Point> read(ExportMetricsServiceRequest request) {
        for (ResourceMetrics resource : request.getResourceMetricsList()) {
            Reporter reporter = Reporter.of(resource);
            for (ScopeMetrics scope : resource.getScopeMetricsList()) {
                scope.getMetricsList().forEach(metric -> read(metric, reporter));
            }
        }
        return points;
    }

    /** Tells whether points were refused for being too far ahead. */
    boolean wasAhead() {
        return time.wasAhead();
    }

    private void read(Metric metric, Reporter reporter) {
        StepField field = field(metric.getName());
        if (field != null && field.isPassedOver()) {
            return;
        }
        if (field == null || !(field.isSignal() || field == StepField.STEP)) {
            refused.add(count(metric), unknown(metric));
            return;
        }
        if (!metric.hasGauge()) {
            refused.add(count(metric), named(metric) + " must be a gauge, got " + kind(metric));
            return;
        }
        for (NumberDataPoint point : metric.getGauge().getDataPointsList()) {
            if ((point.getFlags() & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE) == 0) {
                try {
                    points.add(read(metric, field, point, reporter));
                } catch (PointRefusedException e) {
                    refused.add(1, String.valueOf(e.getMessage()));
                }
            }
        }
    }

    /** Returns the field of a name. OpenTelemetry divides names by dots where trainers have slashes. */
    private static @Nullable StepField field(String name) {
        StepField field = StepField.of(name);
        return field == null ? StepField.of(name.replace('.', '/')) : field;
    }

    private static String named(Metric metric) {
        return "metric " + JsonText.cut(metric.getName());
    }

    private static String unknown(Metric metric) {
        return named(metric) + " must be "
                + StepField.meant(metric.getName())
                        .map(meant -> "spelled " + meant.id())
                        .orElse("one of those that docs/otlp.md lists, such as grad_norm, loss and learning_rate");
    }

    private static String kind(Metric metric) {
        return "a " + metric.getDataCase().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static int count(Metric metric) {
        return switch (metric.getDataCase()) {
            case GAUGE -> metric.getGauge().getDataPointsCount();
            case SUM -> metric.getSum().getDataPointsCount();
            case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
            case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
            case SUMMARY -> metric.getSummary().getDataPointsCount();
            case DATA_NOT_SET -> 0;
        };
    }

    private Point read(Metric metric, StepField field, NumberDataPoint point, Reporter reporter)
            throws PointRefusedException {
        List<KeyValue> attributes = point.getAttributesList();
        requireFirstRank(Attributes.find(attributes, RANK).or(reporter::rank));
        RunId run = run(Attributes.find(attributes, RUN).or(reporter::run), reporter);
        Optional<String> number = Attributes.find(attributes, StepField.STEP);
        return new Point(
                metric.getName(),
                field,
                run,
                number.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(StepNumber.of("attribute step", number.get())),
                time.of(point),
                value(metric, point));
    }

    private static void requireFirstRank(Optional<String> rank) throws PointRefusedException {
        if (rank.isPresent() && !rank.get().equals("0")) {
            throw PointRefusedException.of(
                    "attribute " + RANK, "0, since one process tells of a run's steps", JsonText.cut(rank.get()));
        }
    }

    private RunId run(Optional<String> given, Reporter reporter) throws PointRefusedException {
        if (given.isPresent()) {
            return named(RUN, given.get());
        }
        String service = reporter.service().orElse(UNKNOWN_SERVICE);
        if (service.startsWith(UNKNOWN_SERVICE)) {
            throw new PointRefusedException("attribute " + RUN + " must name the run, or " + SERVICE
                    + " of the resource (OTEL_SERVICE_NAME), got neither");
        }
        return named(SERVICE, service);
    }

    private RunId named(String attribute, String name) throws PointRefusedException {
        if (!RunId.isValid(name)) {
            throw PointRefusedException.of(
                    "attribute " + attribute, "the name of a run, " + RunId.PATTERN, JsonText.cut(name));
        }
        if (!mayPush.test(name)) {
            throw new PointRefusedException("the token must be for this run, but its prefix is another: " + name);
        }
        return new RunId(name);
    }

    private static double value(Metric metric, NumberDataPoint point) throws PointRefusedException {
        return switch (point.getValueCase()) {
            case AS_DOUBLE -> point.getAsDouble();
            case AS_INT -> point.getAsInt();
            case VALUE_NOT_SET -> throw new PointRefusedException(named(metric) + " must have a value, got none");
        };
    }
}
