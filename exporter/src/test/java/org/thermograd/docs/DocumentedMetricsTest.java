package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.thermograd.adapter.exposition.Exposition;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.adapter.exposition.collector.ClockCollector;
import org.thermograd.adapter.exposition.collector.CollapseCollector;
import org.thermograd.adapter.exposition.collector.CorrelationCollector;
import org.thermograd.adapter.exposition.collector.CorrelationStatus;
import org.thermograd.adapter.exposition.collector.CostCollector;
import org.thermograd.adapter.exposition.collector.DeviceCollector;
import org.thermograd.adapter.exposition.collector.EfficiencyCollector;
import org.thermograd.adapter.exposition.collector.GroupsCollector;
import org.thermograd.adapter.exposition.collector.HardwareCollector;
import org.thermograd.adapter.exposition.collector.HttpCollector;
import org.thermograd.adapter.exposition.collector.PushMetrics;
import org.thermograd.adapter.exposition.collector.RecordingCollector;
import org.thermograd.adapter.exposition.collector.ReplayCollector;
import org.thermograd.adapter.exposition.collector.SamplingCollector;
import org.thermograd.adapter.exposition.collector.SelfCollector;
import org.thermograd.adapter.exposition.collector.StateCollector;
import org.thermograd.adapter.exposition.collector.TrainingCollector;
import org.thermograd.adapter.jmx.training.TrainingProbe;
import org.thermograd.adapter.linux.LinuxProbes;
import org.thermograd.adapter.nvml.NvmlProbe;
import org.thermograd.adapter.oshi.OshiProbes;
import org.thermograd.domain.BuildFacts;
import org.thermograd.domain.Provenance;
import org.thermograd.domain.hardware.HardwareProbe;
import org.thermograd.domain.simulation.Scenario;
import org.thermograd.domain.simulation.SimulatedProbe;
import org.thermograd.domain.simulation.SimulatedRun;

/** The catalog in docs/metrics.md against the families of the code. */
class DocumentedMetricsTest {
    private static final Page PAGE = Page.of("metrics.md");
    private static final String NONE = "–";

    private static List<Family> families(String heading) {
        return switch (heading) {
            case "Exporter" ->
                new Exposition(
                                List.of(
                                        new SelfCollector(
                                                new BuildFacts("", Optional.empty(), ""),
                                                Provenance.NONE,
                                                Provenance.NONE),
                                        new SamplingCollector(Duration.ofSeconds(1), () -> 0, Map::of),
                                        new ClockCollector(() -> Duration.ZERO, () -> 0, () -> 0),
                                        new RecordingCollector(() -> 0),
                                        new HttpCollector(List.of()),
                                        new StateCollector(() -> 0, () -> 0, () -> 0)),
                                Scrape::empty,
                                InstantSource.fixed(Instant.EPOCH))
                        .families();
            case "Devices" -> new DeviceCollector().families();
            case "Processors" -> HardwareCollector.cpu().families();
            case "Host" -> HardwareCollector.host().families();
            case "Accelerators" -> HardwareCollector.gpu().families();
            case "Efficiency" -> new EfficiencyCollector().families();
            case "Collapses" -> new CollapseCollector().families();
            case "Training" -> new TrainingCollector().families();
            case "What throttling costs" -> new CostCollector().families();
            case "Pushing" ->
                new Exposition(
                                List.of(
                                        new PushMetrics(List.of(), List.of()),
                                        new GroupsCollector(() -> 0, () -> 0, () -> 0)),
                                Scrape::empty,
                                InstantSource.system())
                        .families().stream().skip(1).toList();
            case "Replay" -> new ReplayCollector(() -> 1, () -> 0, () -> 0).families();
            case "Correlation" -> new CorrelationCollector(() -> CorrelationStatus.NONE).families();
            default -> throw new IllegalArgumentException(heading);
        };
    }

    private static String row(Family family) {
        return String.join(
                " | ",
                family.name(),
                family.type().name().toLowerCase(Locale.ROOT),
                family.unit().orElse(NONE),
                family.labelNames().isEmpty() ? NONE : String.join(", ", family.labelNames()));
    }

    @Test
    void listsEveryFamilyWithTypeUnitAndLabelsAndNoOther() {
        for (String heading : List.of(
                "Exporter",
                "Devices",
                "Processors",
                "Host",
                "Accelerators",
                "Efficiency",
                "Collapses",
                "Training",
                "What throttling costs",
                "Pushing",
                "Replay",
                "Correlation")) {
            List<String> documented = new ArrayList<>();
            for (List<String> row : PAGE.table(heading)) {
                List<String> labels = Page.code(row.get(3));
                documented.add(String.join(
                        " | ",
                        Page.code(row.get(0)).get(0),
                        row.get(1),
                        row.get(2),
                        labels.isEmpty() ? NONE : String.join(", ", labels)));
                assertThat(row.get(4)).as(heading).isNotBlank();
            }

            assertThat(documented)
                    .as(heading)
                    .containsExactlyElementsOf(families(heading).stream()
                            .map(DocumentedMetricsTest::row)
                            .toList());
        }
    }

    @Test
    void listsEveryProbe() {
        HardwareProbe simulation =
                new SimulatedProbe(new SimulatedRun(Scenario.NONE, Scenario.NONE.parameters(), 1, 0));

        assertThat(Page.names(PAGE.table("Probes")))
                .containsExactlyElementsOf(Stream.concat(
                                Stream.of(
                                                Stream.of(new NvmlProbe(Optional.empty())),
                                                LinuxProbes.of(Path.of("/sys"), Path.of("/proc"), () -> 0).stream(),
                                                OshiProbes.ofThisMachine(Runnable::run).stream(),
                                                Stream.of(simulation))
                                        .flatMap(probes -> probes)
                                        .map(HardwareProbe::name),
                                Stream.of(TrainingProbe.PREFIX + "RUN"))
                        .toList());
    }
}
