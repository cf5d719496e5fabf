package org.thermograd.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.adapter.exposition.CorrelatedRun;
import org.thermograd.adapter.exposition.CorrelationStatus;
import org.thermograd.adapter.report.Collapses;
import org.thermograd.adapter.report.Costs;
import org.thermograd.adapter.report.Findings;
import org.thermograd.adapter.report.Report;
import org.thermograd.adapter.report.Source;
import org.thermograd.domain.correlation.Analyzer;
import org.thermograd.domain.correlation.CorrelationConfig;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.Segment;
import org.thermograd.testing.ManualClock;
import org.thermograd.testing.Shared;

class CorrelationPassesTest {
    private static final Instant START = Instant.parse("2026-11-25T13:10:00Z");

    @TempDir
    private Path output;

    private final ManualClock clock = new ManualClock(START);
    private final List<PrometheusOptions.Range> read = new ArrayList<>();
    private Optional<CommandFailedException> failure = Optional.empty();
    private boolean runs = true;

    private CorrelationPasses passes() {
        return new CorrelationPasses(
                window -> {
                    clock.advance(Duration.ofSeconds(1));
                    if (failure.isPresent()) {
                        throw failure.get();
                    }
                    read.add(window);
                    return runs ? Optional.of(report(window)) : Optional.empty();
                },
                new LookWindows(Duration.ofHours(6)),
                output,
                clock,
                clock::nanos);
    }

    private static Report report(PrometheusOptions.Range window) {
        Segment segment = new Segment(window.from().toEpochMilli(), window.to().toEpochMilli());
        return new Report(
                window.to(),
                new Source.Prometheus(
                        "http://127.0.0.1:9090",
                        Optional.empty(),
                        segment,
                        Optional.of("simulated"),
                        Optional.of("simulated"),
                        List.of(new Source.ScrapedRun(
                                "luna", "luna", "thermograd", "here", List.of(), 1, 1, 0, segment)),
                        List.of()),
                CorrelationConfig.DEFAULTS,
                new Collapses.AsExported(CollapseKind.CONFIRMED, new TreeSet<>(), Collapses.Latency.UNKNOWN),
                1,
                Costs.NONE,
                new Analyzer(CorrelationConfig.DEFAULTS).judge(List.of(), List.of(), 1000, Set.of()),
                Findings.NONE,
                List.of());
    }

    private static CommandFailedException away() {
        return new CommandFailedException("Prometheus does not answer");
    }

    private JsonNode json(String file) {
        return Shared.json(output.resolve(file));
    }

    @Test
    void lookAtEachWindowOnceAndAtTheNewestEachTime() {
        CorrelationPasses passes = passes();

        passes.pass(0);
        clock.advance(Duration.ofMinutes(5));
        passes.pass(0);

        assertThat(read)
                .extracting(PrometheusOptions.Range::to)
                .containsExactly(Instant.parse("2026-11-25T12:00:00Z"), START.plusSeconds(1), START.plusSeconds(302));
        assertThat(passes.status().looks()).isOne();
        assertThat(passes.status().pass())
                .contains(new CorrelationStatus.Pass(START.plusSeconds(303), Duration.ofSeconds(1)));
        assertThat(passes.status().look().orElseThrow().runs())
                .containsExactly(new CorrelatedRun("luna", Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void reportsSayWhichLookTheyAreOfAndWhatIsExploratory() {
        CorrelationPasses passes = passes();
        passes.pass(0);
        passes.pass(0);

        assertThat(json("report.json").get("look"))
                .hasToString("{\"kind\":\"tumbling\",\"number\":1,\"windowMs\":21600000,\"since\":\"" + START + "\"}");
        assertThat(json("exploratory/report.json").get("look"))
                .hasToString("{\"kind\":\"sliding\",\"number\":2,\"windowMs\":21600000,\"since\":\"" + START + "\"}");
        assertThat(json("exploratory/report.json").get("remarks").get(0).textValue())
                .isEqualTo("exploratory: the newest 6 h, looked at 2 times since " + START
                        + "; overlapping looks find coupling by chance far more often than one in twenty");
        assertThat(json("report.json").get("remarks").get(0).textValue())
                .isEqualTo("look 1 since " + START + ", each at 6 h of its own; of many looks without coupling one in"
                        + " twenty finds some by chance");
    }

    @Test
    void keepWhatIsKnownWhilePrometheusIsAwayAndCatchUpAfterwards() {
        CorrelationPasses passes = passes();
        passes.pass(0);
        CorrelationStatus before = passes.status();
        failure = Optional.of(away());
        clock.set(Instant.parse("2026-11-25T18:30:00Z"));
        passes.pass(0);
        clock.set(Instant.parse("2026-11-26T06:30:00Z"));
        passes.pass(0);

        assertThat(passes.status())
                .isEqualTo(new CorrelationStatus(before.look(), before.pass(), before.looks(), 2, 0));

        failure = Optional.empty();
        read.clear();
        passes.pass(3);

        assertThat(read.subList(0, 3))
                .extracting(PrometheusOptions.Range::to)
                .containsExactly(
                        Instant.parse("2026-11-25T18:00:00Z"),
                        Instant.parse("2026-11-26T00:00:00Z"),
                        Instant.parse("2026-11-26T06:00:00Z"));
        assertThat(passes.status().looks()).isEqualTo(4);
        assertThat(passes.status().failures()).isEqualTo(2);
        assertThat(passes.status().skipped()).isEqualTo(3);
    }

    @Test
    void aWindowWithoutARunIsNoFailureAndNoLook() {
        runs = false;
        CorrelationPasses passes = passes();

        passes.pass(0);

        assertThat(passes.status().failures()).isZero();
        assertThat(passes.status().looks()).isZero();
        assertThat(passes.status().pass()).isPresent();
        assertThat(passes.status().look().orElseThrow().runs()).isEmpty();
    }

    @Test
    void aMistakeOfTheProgramIsAFailureOfOnePass() {
        CorrelationPasses passes = new CorrelationPasses(
                window -> {
                    throw new IllegalStateException("broken");
                },
                new LookWindows(Duration.ofHours(6)),
                output,
                clock,
                clock::nanos);

        passes.pass(0);

        assertThat(passes.status()).isEqualTo(new CorrelationStatus(Optional.empty(), Optional.empty(), 0, 1, 0));
    }
}
