package org.thermograd.adapter.exposition.collector;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.generated.Metrics;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.adapter.exposition.Exposition;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Pages;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.testing.Golden;
import org.thermograd.testing.Peers;
import org.thermograd.testing.Snapshots;

/** The page of a host that has a reading of every quantity, in every format, and what others make of it. */
@SuppressWarnings("NonCanonicalType") // the canonical name bears the version of protobuf
class GoldenPageTest {
    private static final Exposition FULL = Pages.of(Optional.of(Snapshots.full()));
    private static final String STRICT_TEXT = """
            import sys
            from prometheus_client.parser import text_string_to_metric_families as parse
            for family in parse(sys.stdin.buffer.read().decode("utf-8")):
                print(family.type, family.name, len(family.samples))
            """;
    private static final String STRICT_OPEN_METRICS = """
            import sys
            from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse
            for family in parse(sys.stdin.buffer.read().decode("utf-8")):
                print(family.type, family.name, family.unit or "-", len(family.samples))
            """;

    @Test
    void textIsThatOfTheGoldenFile() {
        Golden.assertSame("metrics.txt", Pages.text(FULL, "text/plain"));
    }

    @Test
    void openMetricsIsThatOfTheGoldenFile() {
        Golden.assertSame("metrics.openmetrics.txt", Pages.text(FULL, Pages.OPEN_METRICS));
    }

    @Test
    void theFirstPageHasNoReadings() {
        Golden.assertSame("metrics-before-first-sample.txt", Pages.text(Pages.of(Optional.empty()), "text/plain"));
    }

    @Test
    void promtoolFindsNothing() {
        Peers.Answer answer = Peers.promtool(Pages.bytes(FULL, "text/plain"), "check", "metrics");

        assertThat(answer.output()).isEmpty();
        assertThat(answer.status()).isZero();
    }

    @Test
    void pythonReadsTheText() {
        Peers.Answer answer = Peers.pythonWithClient(Pages.bytes(FULL, "text/plain"), STRICT_TEXT);

        assertThat(answer.status()).as(answer.output()).isZero();
        assertThat(answer.output().lines())
                .hasSameSizeAs(FULL.collect())
                .contains("counter thermograd_cpu_seconds 4", "gauge thermograd_gpu_utilization_ratio 2");
    }

    @Test
    void pythonsStrictParserReadsOpenMetrics() {
        Peers.Answer answer = Peers.pythonWithClient(Pages.bytes(FULL, Pages.OPEN_METRICS), STRICT_OPEN_METRICS);

        assertThat(answer.status()).as(answer.output()).isZero();
        assertThat(answer.output().lines())
                .hasSameSizeAs(FULL.collect())
                .contains(
                        "counter thermograd_cpu_seconds seconds 4",
                        "gauge thermograd_gpu_utilization_ratio ratio 2",
                        "info thermograd_device - 3");
    }

    @Test
    void protobufSaysTheSame() throws IOException {
        Map<String, Metrics.MetricFamily> families = new HashMap<>();
        try (InputStream page = new ByteArrayInputStream(Pages.bytes(FULL, Pages.PROTOBUF))) {
            Metrics.MetricFamily family = Metrics.MetricFamily.parseDelimitedFrom(page);
            while (family != null) {
                families.put(family.getName(), family);
                family = Metrics.MetricFamily.parseDelimitedFrom(page);
            }
        }

        assertThat(families).hasSameSizeAs(FULL.collect());
        Metrics.MetricFamily seconds = requireNonNull(families.get("thermograd_cpu_seconds_total"));
        assertThat(seconds.getType()).isEqualTo(Metrics.MetricType.COUNTER);
        assertThat(seconds.getMetricList())
                .extracting(metric ->
                        metric.getLabel(1).getValue() + metric.getCounter().getValue())
                .containsExactlyInAnyOrder("user100.5", "idle900.25", "user101.5", "idle900.25");
        Metrics.MetricFamily watts = requireNonNull(families.get("thermograd_gpu_power_watts"));
        assertThat(watts.getType()).isEqualTo(Metrics.MetricType.GAUGE);
        assertThat(watts.getMetric(0).getGauge().getValue()).isEqualTo(655.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", Pages.OPEN_METRICS})
    void everySeriesIsOnThePageOnce(String accept) {
        List<String> series = Pages.text(FULL, accept)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();

        assertThat(series).doesNotHaveDuplicates().hasSizeGreaterThan(50);
    }

    @Test
    void whatIsGivenIsWhatWasDeclared() {
        Map<String, Family> declared =
                FULL.families().stream().collect(Collectors.toMap(Family::baseName, Function.identity()));
        List<String> given = new ArrayList<>();
        for (MetricSnapshot snapshot : FULL.collect()) {
            Family family = requireNonNull(declared.get(snapshot.getMetadata().getName()));
            given.add(family.name());
            for (DataPointSnapshot point : snapshot.getDataPoints()) {
                assertThat(point.getLabels().stream().map(Label::getName))
                        .as(family.name())
                        .isSubsetOf(family.labelNames());
            }
        }

        assertThat(given)
                .containsExactlyInAnyOrderElementsOf(
                        declared.values().stream().map(Family::name).toList());
    }

    @Test
    void everyAcceleratorSeriesBearsItsUuidWhereItHasOne() {
        assertThat(Pages.text(FULL, "text/plain").lines())
                .filteredOn(line -> line.contains("device=\"gpu0\""))
                .isNotEmpty()
                .allMatch(line -> line.contains("uuid=\"GPU-7c0d2f3e-0000-4000-8000-000000000000\""));
        assertThat(Pages.text(FULL, "text/plain").lines())
                .filteredOn(line -> line.contains("device=\"gpu1\""))
                .isNotEmpty()
                .noneMatch(line -> line.contains("uuid="));
    }

    @Test
    void theLivePageWithTheVirtualMachineIsClean() {
        List<MetricCollector> all = new ArrayList<>(Pages.collectors());
        all.add(JvmCollector.start());
        Exposition live = new Exposition(all, Scrape::empty, InstantSource.fixed(Snapshots.TAKEN));
        byte[] page = Pages.bytes(live, "text/plain");

        assertThat(new String(page, StandardCharsets.UTF_8))
                .contains("\njvm_threads_current ", "\nprocess_cpu_seconds_total ");
        assertThat(Peers.promtool(page, "check", "metrics").output()).isEmpty();
        assertThat(Peers.pythonWithClient(Pages.bytes(live, Pages.OPEN_METRICS), STRICT_OPEN_METRICS)
                        .status())
                .isZero();
    }

    @Test
    void familiesAreSortedByName() {
        assertThat(Pages.text(FULL, "text/plain")
                        .lines()
                        .filter(line -> line.startsWith("# TYPE"))
                        .map(line -> line.split(" ", -1)[2].replaceAll("_(total|info)$", "")))
                .isSortedAccordingTo(Comparator.naturalOrder());
    }
}
