package org.thermograd.adapter.http.pushgateway;

import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thermograd.testing.Gzip;

/** Requests whose answers are the same here and from a Pushgateway. */
final class ProtocolCases {
    private static final String PROTOBUF =
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";

    private ProtocolCases() {}

    static List<ProtocolCase> all() {
        List<ProtocolCase> all = new ArrayList<>();
        all.addAll(pushes());
        all.addAll(groups());
        all.addAll(refusals());
        all.addAll(bodies());
        return all;
    }

    private static ProtocolCase of(String name) {
        return ProtocolCase.of(name);
    }

    private static List<ProtocolCase> pushes() {
        return List.of(
                of("one value").post("/a", "m 3.14\n"),
                of("PUT replaces the group").post("/a", "m 3.14\n").put("/a", "other 1\n"),
                of("POST replaces the families it names")
                        .post("/a", "other 1\nm{x=\"1\"} 1\n")
                        .post("/a", "m{x=\"2\"} 2\n"),
                of("an empty POST keeps what is there").post("/a", "m 1\n").post("/a", ""),
                of("an empty PUT empties the group").post("/a", "m 1\n").put("/a", ""),
                of("an empty POST makes a group").post("/a", ""),
                of("a comment is an empty push").post("/a", "# nothing\n"),
                of("DELETE removes").post("/a", "m 1\n").delete("/a").delete("/a"),
                of("DELETE of another group")
                        .post("/a", "m 1\n")
                        .post("/a/instance/i", "m 2\n")
                        .delete("/a"),
                of("DELETE with a body")
                        .post("/a", "m 1\n")
                        .and("DELETE", "/metrics/job/a", "x".getBytes(StandardCharsets.UTF_8)),
                of("PUT, DELETE, PUT").put("/a", "m 1\n").delete("/a").put("/a", "m 2\n"),
                of("own push times are overwritten").post("/a", "push_time_seconds 1\n"),
                of("another type after a POST")
                        .post("/a", "# TYPE m counter\nm 1\n")
                        .post("/a", "# TYPE m gauge\nm 2\n"),
                of("help that differs")
                        .post("/a", "# HELP m one\n# TYPE m gauge\nm 1\n")
                        .post("/b", "# HELP m two\n# TYPE m gauge\nm 1\n"),
                of("label names that differ").post("/a", "m{x=\"1\"} 1\n").post("/b", "m{y=\"1\"} 1\n"),
                of("a series of two groups").post("/a/instance/i", "m 1\n").post("/a", "m{instance=\"i\"} 1\n"));
    }

    private static List<ProtocolCase> groups() {
        return List.of(
                of("order of labels").post("/a/x/1/y/2", "m 1\n").put("/a/y/2/x/1", "other 1\n"),
                of("a label given twice").post("/a/x/1/x/2", "m 1\n"),
                of("job given twice").post("/a/job/b", "m 1\n"),
                of("labels of the path win").post("/a/instance/i", "m{job=\"b\",instance=\"j\"} 1\n"),
                of("instance of the body stays").post("/a", "m{instance=\"i\"} 1\n"),
                of("equal once labels are those of the path").post("/a", "m{job=\"x\"} 1\nm{job=\"y\"} 2\n"),
                of("base64").post("@base64/dGVzdC9qb2I=", "m 1\n").post("@base64/dGVzdC9qb2I/x/1", "m 1\n"),
                of("too much padding").post("@base64/dGVzdC9qb2I====", "m 1\n"),
                of("base64 of a label").post("/a/x@base64/L3Zhci90bXA", "m 1\n"),
                of("an empty label").post("/a/x@base64/=", "m 1\n"),
                of("an empty job").post("@base64/=", "m 1\n"),
                of("no base64").post("/a/x@base64/foo.bar", "m 1\n"),
                of("base64 of the other alphabet").post("/a/x@base64/a+b=", "m 1\n"),
                of("odd parts").post("/a/x", "m 1\n"),
                of("a label with =").post("/a/a=b/1", "m 1\n"),
                of("a label with -").post("/a/a-b/1", "m 1\n"),
                of("a label that begins with a digit").post("/a/1a/1", "m 1\n"),
                of("a reserved label").post("/a/__l/1", "m 1\n"),
                of("a slash after the job").post("/a/", "m 1\n"),
                of("a slash after a value").post("/a/x/1/", "m 1\n"),
                of("a slash in a value").post("/a/x/1/2", "m 1\n"),
                of("an escaped slash").post("/a/x/1%2F2", "m 1\n"),
                of("other bytes")
                        .post("/a%20b/x/%C3%A4%25%3B%3A%22%5C%0A", "m 1\n")
                        .post("/my+run/x/1;2", "m 1\n"),
                of("no job first").and("POST", "/metrics/instance/a", "m 1\n".getBytes(StandardCharsets.UTF_8)),
                of("other methods")
                        .and("GET", "/metrics/job/a", new byte[0])
                        .and("PATCH", "/metrics/job/a", new byte[0])
                        .and("OPTIONS", "/metrics/job/a", new byte[0])
                        .and("HEAD", "/metrics/job/a", new byte[0]));
    }

    private static List<ProtocolCase> refusals() {
        List<ProtocolCase> all = new ArrayList<>();
        all.add(of("a timestamp").post("/a", "m 1 1000\n").post("/a", "m 2\n").post("/a", "m 3 0\n"));
        all.add(of("a refused PUT keeps what is there").post("/a", "m 1\n").put("/a", "n 2 1000\n"));
        all.add(of("types of two groups").post("/a", "# TYPE m counter\nm 1\n").post("/b", "# TYPE m gauge\nm 1\n"));
        all.add(of("a series twice").post("/a", "m 1\nm 2\n"));
        all.add(of("a reserved label of a series").post("/a", "m{__x=\"1\"} 1\n"));
        for (String wrong : List.of(
                "m 1",
                "m 1\r\n",
                "\uFEFFm 1\n",
                "m 1 \n",
                "m\n",
                "m x\n",
                "1m 1\n",
                "m{x} 1\n",
                "m{x=1} 1\n",
                "m{x=\"1} 1\n",
                "m{x=\"1\" y=\"2\"} 1\n",
                "m{x=\"1\",x=\"2\"} 1\n",
                "m{x=\"\\t\"} 1\n",
                "m{__name__=\"n\"} 1\n",
                "m 0x1\n",
                "m 1_0\n",
                "m 1e400\n",
                "m 1 # {x=\"1\"} 1\n",
                "m 1 12 13\n",
                "m 1\n# TYPE m gauge\n",
                "# TYPE m gauge\n# TYPE m gauge\nm 1\n",
                "# HELP m a\n# HELP m b\nm 1\n",
                "# TYPE m stateset\nm 1\n",
                "# TYPE m gauge \nm 1\n",
                "# TYPE 1 gauge\n",
                "# HELP m \\t\nm 1\n",
                "# TYPE h histogram\nh_bucket{le=\"x\"} 1\n")) {
            all.add(of("wrong: " + Excerpt.of(wrong)).post("/a", wrong));
        }
        return all;
    }

    private static List<ProtocolCase> bodies() {
        byte[] family = delimited(gauge("m", 3));
        return List.of(
                of("text, whatever its type")
                        .post("/a", "m 1\n", "Content-Type", "application/json")
                        .post("/b", "m 1\n", "Content-Type", ";;;")
                        .post("/c", "m 1\n# EOF\n", "Content-Type", "application/openmetrics-text; version=1.0.0"),
                of("numbers").post("/a", "a 1e6\nb +1.5e-7\nc NaN\nd +Inf\ne -inf\nf .5\ng 123456789\nh -0\ni 1.\n"),
                of("blanks, escapes and case")
                        .post(
                                "/a",
                                "# HELP  m  a \\\\ b\\nc\n#TYPE m GAUGE\n  m  {  x = \"a\\\"b\\\\c\\nd\" , } \t 1\n\n \t\n# HELP\n# x\nn{}2\n"),
                of("a histogram")
                        .post(
                                "/a",
                                "# TYPE h histogram\nh_bucket{le=\"0.10\"} 1\nh_bucket{le=\"1.0\"} 2\nh_sum 1.5\nh_count 3\n"),
                of("a histogram that is whole")
                        .post(
                                "/a",
                                "# TYPE h histogram\nh_bucket{x=\"1\",le=\"+Inf\"} 2\nh_sum{x=\"1\"} 1\nh_count{x=\"1\"} 2\n"),
                of("a summary")
                        .post(
                                "/a",
                                "# TYPE s summary\ns{quantile=\"0.5\"} 1\ns{quantile=\"0.99\"} 2\ns_sum 3\ns_count 2\n"),
                of("sums without a distribution").post("/a", "h_sum 1\n# TYPE h_count counter\nh_count 2\n"),
                of("gzip")
                        .and("POST", "/metrics/job/a", Gzip.of("m 1\n"), "Content-Encoding", "gzip")
                        .and(
                                "POST",
                                "/metrics/job/b",
                                "m 1\n".getBytes(StandardCharsets.UTF_8),
                                "Content-Encoding",
                                "gzip")
                        .and("POST", "/metrics/job/c", Arrays.copyOf(Gzip.of("m 1\n"), 12), "Content-Encoding", "gzip"),
                of("protobuf").and("PUT", "/metrics/job/a", family, "Content-Type", PROTOBUF),
                of("protobuf of all types").and("PUT", "/metrics/job/a", allTypes(), "Content-Type", PROTOBUF),
                of("protobuf, empty").and("PUT", "/metrics/job/a", new byte[0], "Content-Type", PROTOBUF),
                of("protobuf, a family twice")
                        .and(
                                "PUT",
                                "/metrics/job/a",
                                delimited(gauge("m", 3), gauge("m", 4)),
                                "Content-Type",
                                PROTOBUF),
                of("protobuf, cut off")
                        .and(
                                "PUT",
                                "/metrics/job/a",
                                Arrays.copyOf(family, family.length - 1),
                                "Content-Type",
                                PROTOBUF),
                of("protobuf with a timestamp")
                        .and(
                                "PUT",
                                "/metrics/job/a",
                                delimited(Metrics.MetricFamily.newBuilder(gauge("m", 3))
                                        .setMetric(
                                                0,
                                                gauge("m", 3).getMetric(0).toBuilder()
                                                        .setTimestampMs(1))
                                        .build()),
                                "Content-Type",
                                PROTOBUF),
                of("protobuf of another type than its value")
                        .and(
                                "PUT",
                                "/metrics/job/a",
                                delimited(gauge("m", 3).toBuilder()
                                        .setType(Metrics.MetricType.COUNTER)
                                        .build()),
                                "Content-Type",
                                PROTOBUF),
                of("protobuf that is text")
                        .and(
                                "PUT",
                                "/metrics/job/a",
                                "m 1\n".getBytes(StandardCharsets.UTF_8),
                                "Content-Type",
                                "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily"));
    }

    private static Metrics.MetricFamily gauge(String name, double value) {
        return Metrics.MetricFamily.newBuilder()
                .setName(name)
                .setHelp("help of " + name)
                .setType(Metrics.MetricType.GAUGE)
                .addMetric(Metrics.Metric.newBuilder()
                        .addLabel(Metrics.LabelPair.newBuilder().setName("x").setValue("1"))
                        .setGauge(Metrics.Gauge.newBuilder().setValue(value)))
                .build();
    }

    private static byte[] allTypes() {
        return delimited(
                gauge("g", 1),
                Metrics.MetricFamily.newBuilder()
                        .setName("c_total")
                        .setType(Metrics.MetricType.COUNTER)
                        .addMetric(Metrics.Metric.newBuilder()
                                .setCounter(Metrics.Counter.newBuilder().setValue(2)))
                        .build(),
                Metrics.MetricFamily.newBuilder()
                        .setName("u")
                        .setType(Metrics.MetricType.UNTYPED)
                        .addMetric(Metrics.Metric.newBuilder()
                                .setUntyped(Metrics.Untyped.newBuilder().setValue(3)))
                        .build(),
                Metrics.MetricFamily.newBuilder()
                        .setName("s")
                        .setType(Metrics.MetricType.SUMMARY)
                        .addMetric(Metrics.Metric.newBuilder()
                                .setSummary(Metrics.Summary.newBuilder()
                                        .setSampleSum(4)
                                        .setSampleCount(5)
                                        .addQuantile(Metrics.Quantile.newBuilder()
                                                .setQuantile(0.5)
                                                .setValue(6))))
                        .build(),
                Metrics.MetricFamily.newBuilder()
                        .setName("h")
                        .setType(Metrics.MetricType.HISTOGRAM)
                        .addMetric(Metrics.Metric.newBuilder()
                                .setHistogram(Metrics.Histogram.newBuilder()
                                        .setSampleSum(7)
                                        .setSampleCount(8)
                                        .addBucket(Metrics.Bucket.newBuilder()
                                                .setUpperBound(0.25)
                                                .setCumulativeCount(3))))
                        .build());
    }

    private static byte[] delimited(Metrics.MetricFamily... families) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            for (Metrics.MetricFamily family : families) {
                family.writeDelimitedTo(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
