package org.thermograd.app.correlate.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.adapter.exposition.collector.CorrelationStatus;
import org.thermograd.app.cli.CommandFailedException;
import org.thermograd.domain.analysis.report.Collapses;
import org.thermograd.domain.analysis.report.Costs;
import org.thermograd.domain.analysis.report.Findings;
import org.thermograd.domain.analysis.report.Report;
import org.thermograd.domain.analysis.report.Source;
import org.thermograd.domain.analysis.scrape.FoundRun;
import org.thermograd.domain.analysis.study.CorrelatedRun;
import org.thermograd.domain.analysis.study.StudyConfig;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.PooledRuns;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeRange;
import org.thermograd.testing.JsonFile;
import org.thermograd.testing.ManualClock;

class CorrelationPassesTest {
    private static final Instant START = Instant.parse("2026-11-25T13:10:00Z");

    @TempDir
    private Path output;

    private final ManualClock clock = new ManualClock(START);
    private final List<TimeRange> read = new ArrayList<>();
    private final List<CorrelationStatus.Window> looked = new ArrayList<>();
    /** The ends of the windows of which the data are too many, such as those of an hour with too many series. */
    private final Set<Instant> broken = new HashSet<>();

    private boolean away;
    private boolean runs = true;

    private CorrelationPasses passes() {
        return passes(window -> {
            clock.advance(Duration.ofSeconds(1));
            if (away) {
                throw new CommandFailedException("Prometheus does not answer");
            }
            read.add(window);
            if (broken.contains(window.to())) {
                throw new CommandFailedException("too many samples");
            }
            return runs ? Optional.of(report(window)) : Optional.empty();
        });
    }

    private CorrelationPasses passes(CorrelationPasses.Correlation correlation) {
        return new CorrelationPasses(
                correlation, new LookWindows(Duration.ofHours(6)), output, looked::add, clock, clock::nanos);
    }

    private static Report report(TimeRange window) {
        Segment segment = new Segment(window.from().toEpochMilli(), window.to().toEpochMilli());
        return new Report(
                window.to(),
                new Source.Prometheus(
                        "http://127.0.0.1:9090",
                        Optional.empty(),
                        segment,
                        Optional.of("simulated"),
                        Optional.of("simulated"),
                        List.of(new FoundRun("luna", "luna", "thermograd", "here", List.of(), 1, 1, 0, segment)),
                        List.of()),
                CorrelationConfig.DEFAULTS,
                new Collapses.FoundLive(CollapseKind.CONFIRMED, new TreeSet<>(), Collapses.Latency.UNKNOWN),
                StudyConfig.DEFAULTS.coupling(),
                Costs.NONE,
                new Analyzer(CorrelationConfig.DEFAULTS).judge(PooledRuns.of(List.of()), 1000),
                Findings.NONE,
                List.of());
    }

    private void passAt(CorrelationPasses passes, String time) {
        clock.set(Instant.parse(time));
        passes.pass(0);
    }

    /** Returns the ends of the windows of length 6 h since the last call, without those until now. */
    private List<Instant> lookedAt() {
        List<Instant> ends = read.stream()
                .map(TimeRange::to)
                .filter(end -> end.getEpochSecond() % 21_600 == 0)
                .toList();
        read.clear();
        return ends;
    }

    private JsonNode json(String file) {
        return JsonFile.read(output.resolve(file));
    }

    @Test
    void lookAtTheTimeUntilNowFirstAndThenAtEachWindowOnce() {
        CorrelationPasses passes = passes();

        passes.pass(0);
        clock.advance(Duration.ofMinutes(5));
        passes.pass(0);

        assertThat(read)
                .extracting(TimeRange::to)
                .containsExactly(START, Instant.parse("2026-11-25T12:00:00Z"), START.plusSeconds(302));
        assertThat(passes.status().counts()).isEqualTo(new CorrelationStatus.Counts(1, 0, 0, 0));
        assertThat(passes.status().pass())
                .contains(new CorrelationStatus.Pass(START.plusSeconds(303), Duration.ofSeconds(1)));
        assertThat(passes.status().window().orElseThrow().runs()).containsExactly(CorrelatedRun.leftOut("luna"));
        assertThat(looked).containsExactly(passes.status().window().orElseThrow());
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
                .isEqualTo("exploratory: the newest 6 h, analyzed 2 times since " + START
                        + "; overlapping windows find coupling by chance far more often than one in twenty");
        assertThat(json("report.json").get("remarks").get(0).textValue())
                .isEqualTo("window 1 since " + START
                        + ", each 6 h long and no two overlapping; of many windows without coupling one in"
                        + " twenty finds some by chance");
    }

    @Test
    void keepWhatIsKnownWhilePrometheusIsAwayAndCatchUpAfterwards() {
        CorrelationPasses passes = passes();
        passes.pass(0);
        CorrelationStatus before = passes.status();
        away = true;
        passAt(passes, "2026-11-25T18:30:00Z");
        passAt(passes, "2026-11-26T06:30:00Z");

        assertThat(passes.status()).isEqualTo(before.with(new CorrelationStatus.Counts(1, 2, 0, 0)));

        away = false;
        lookedAt();
        passes.pass(3);

        assertThat(lookedAt())
                .containsExactly(
                        Instant.parse("2026-11-25T18:00:00Z"),
                        Instant.parse("2026-11-26T00:00:00Z"),
                        Instant.parse("2026-11-26T06:00:00Z"));
        assertThat(passes.status().counts()).isEqualTo(new CorrelationStatus.Counts(4, 2, 3, 0));
    }

    @Test
    void waitForTheFirstWindowToo() {
        away = true;
        CorrelationPasses passes = passes();
        passes.pass(0);
        away = false;
        passAt(passes, "2026-11-25T18:30:00Z");

        assertThat(lookedAt())
                .containsExactly(Instant.parse("2026-11-25T12:00:00Z"), Instant.parse("2026-11-25T18:00:00Z"));
    }

    @Test
    void aWindowThatFailsIsTriedAgainUntilALaterOneIsDueAndKeepsNothingWaiting() {
        Instant noon = Instant.parse("2026-11-25T12:00:00Z");
        Instant evening = Instant.parse("2026-11-25T18:00:00Z");
        broken.add(noon);
        CorrelationPasses passes = passes();
        passes.pass(0);
        passAt(passes, "2026-11-25T13:15:00Z");

        assertThat(lookedAt()).containsExactly(noon, noon);
        assertThat(json("exploratory/report.json").get("look").get("number").intValue())
                .isEqualTo(2);
        assertThat(passes.status().counts()).isEqualTo(new CorrelationStatus.Counts(0, 2, 0, 0));

        passAt(passes, "2026-11-25T18:05:00Z");

        assertThat(lookedAt()).containsExactly(noon, evening);
        assertThat(passes.status().window().orElseThrow().to()).isEqualTo(evening);
        assertThat(passes.status().pass()).isEmpty();
        assertThat(passes.status().counts()).isEqualTo(new CorrelationStatus.Counts(1, 3, 0, 1));

        passAt(passes, "2026-11-25T18:10:00Z");

        assertThat(lookedAt()).isEmpty();
        assertThat(passes.status().pass()).isPresent();
        assertThat(passes.status().counts()).isEqualTo(new CorrelationStatus.Counts(1, 3, 0, 1));
    }

    @Test
    void windowsThatAllFailGoOneByOneWhileTheTimeUntilNowCanBeRead() {
        Instant evening = Instant.parse("2026-11-25T18:00:00Z");
        CorrelationPasses passes = passes();
        passes.pass(0);
        Optional<CorrelationStatus.Window> good = passes.status().window();
        lookedAt();
        broken.add(evening);
        broken.add(evening.plus(Duration.ofHours(6)));
        passAt(passes, "2026-11-25T18:05:00Z");
        passAt(passes, "2026-11-26T00:05:00Z");
        passAt(passes, "2026-11-26T00:10:00Z");

        assertThat(lookedAt())
                .containsExactly(
                        evening, evening, evening.plus(Duration.ofHours(6)), evening.plus(Duration.ofHours(6)));
        assertThat(passes.status().window()).isEqualTo(good);
        assertThat(passes.status().counts()).isEqualTo(new CorrelationStatus.Counts(1, 3, 0, 1));
    }

    @Test
    void aViewUntilNowThatFailsKeepsNoWindowWaiting() {
        broken.add(START);
        CorrelationPasses passes = passes();

        passes.pass(0);

        assertThat(lookedAt()).containsExactly(Instant.parse("2026-11-25T12:00:00Z"));
        assertThat(passes.status().counts()).isEqualTo(new CorrelationStatus.Counts(1, 1, 0, 0));
        assertThat(passes.status().pass()).isEmpty();
    }

    @Test
    void noMoreThanAWeekOfWindowsWaits() {
        away = true;
        CorrelationPasses passes = passes();
        passes.pass(0);
        passAt(passes, "2026-12-02T18:05:00Z");
        passAt(passes, "2026-12-02T18:10:00Z");

        assertThat(passes.status().counts()).isEqualTo(new CorrelationStatus.Counts(0, 3, 0, 2));

        away = false;
        passAt(passes, "2026-12-02T18:15:00Z");

        assertThat(lookedAt())
                .hasSize(CorrelationPasses.MOST_WAITING)
                .startsWith(Instant.parse("2026-11-26T00:00:00Z"))
                .endsWith(Instant.parse("2026-12-02T18:00:00Z"));
    }

    @Test
    void aWindowWithoutARunIsNoFailureAndNoLook() {
        runs = false;
        CorrelationPasses passes = passes();

        passes.pass(0);

        assertThat(passes.status().counts()).isEqualTo(new CorrelationStatus.Counts(0, 0, 0, 0));
        assertThat(passes.status().pass()).isPresent();
        assertThat(passes.status().window().orElseThrow().runs()).isEmpty();
    }

    @Test
    void aMistakeOfTheProgramIsAFailureOfOnePass() {
        CorrelationPasses passes = passes(window -> {
            throw new IllegalStateException("broken");
        });

        passes.pass(0);

        assertThat(passes.status()).isEqualTo(CorrelationStatus.NONE.with(new CorrelationStatus.Counts(0, 1, 0, 0)));
    }

    @Test
    void dataThatDoNotFitIntoMemoryAreAFailureOfOnePass() {
        CorrelationPasses passes = passes(window -> {
            throw new OutOfMemoryError();
        });

        passes.pass(0);

        assertThat(passes.status().counts().failures()).isOne();
    }

    @Test
    void aPassThatIsInterruptedIsNoFailure() {
        CorrelationPasses passes = passes(window -> {
            read.add(window);
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted");
        });

        passes.pass(0);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(read).hasSize(1);
        assertThat(passes.status()).isEqualTo(CorrelationStatus.NONE);
    }
}
