package org.thermograd.adapter.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.testing.Snapshots;

class ExpositionTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Snapshots.TAKEN);
    private final FakeCollector good = new FakeCollector("good", "test_good");
    private final FakeCollector bad = new FakeCollector("bad", "test_bad");
    private final Exposition exposition = new Exposition(List.of(bad, good), Scrape::empty, CLOCK);

    private static long lines(String page, String line) {
        return page.lines().filter(line::equals).count();
    }

    @Test
    void aCollectorThatFailsIsMissingAndCounted() {
        bad.failing(true);
        Pages.text(exposition, "");
        String page = Pages.text(exposition, "");

        assertThat(page).contains("test_good 1.0\n").doesNotContain("test_bad ");
        assertThat(lines(page, "thermograd_collector_failures_total{collector=\"bad\"} 2.0"))
                .isOne();
        assertThat(lines(page, "thermograd_collector_failures_total{collector=\"good\"} 0.0"))
                .isOne();
    }

    @Test
    void aCollectorThatRecoversIsBackAndItsFailuresStayCounted() {
        bad.failing(true);
        Pages.text(exposition, "");
        bad.failing(false);

        assertThat(Pages.text(exposition, ""))
                .contains("test_bad 1.0\n", "thermograd_collector_failures_total{collector=\"bad\"} 1.0\n");
    }

    @Test
    void aFamilyThatWasGivenBeforeIsAFailureOfTheSecond() {
        MetricCollector again = new MetricCollector() {
            @Override
            public String name() {
                return "again";
            }

            @Override
            public List<Family> families() {
                return List.of();
            }

            @Override
            public List<io.prometheus.metrics.model.snapshots.MetricSnapshot> collect(Scrape scrape) {
                return good.collect(scrape);
            }
        };
        String page = Pages.text(new Exposition(List.of(good, again), Scrape::empty, CLOCK), "");

        assertThat(lines(page, "test_good 1.0")).isOne();
        assertThat(page).contains("thermograd_collector_failures_total{collector=\"again\"} 1.0\n");
    }

    @Test
    void allCollectorsOfAScrapeSeeTheSameSnapshot() {
        AtomicInteger asked = new AtomicInteger();
        HardwareSnapshot snapshot = Snapshots.full();
        Exposition counting = new Exposition(
                List.of(bad, good),
                at -> {
                    asked.incrementAndGet();
                    return Pages.showing(snapshot, List.of()).apply(at);
                },
                CLOCK);
        Pages.text(counting, "");

        assertThat(asked).hasValue(1);
        assertThat(good.scrapes()).isEqualTo(bad.scrapes());
        assertThat(good.scrapes().get(0))
                .isEqualTo(Pages.showing(snapshot, List.of()).apply(Snapshots.TAKEN));
    }

    @Test
    void refusesTwoOwners() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Exposition(List.of(good, good), Scrape::empty, CLOCK))
                .withMessage("collectors must differ in name, got two good");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Exposition(List.of(good, new FakeCollector("other", "test_good")), Scrape::empty, CLOCK))
                .withMessage("families must have one owner, got two of test_good");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "thermograd_cpu_seconds_total|thermograd_cpu_seconds_total",
                "thermograd_cpu_seconds|thermograd_cpu_seconds_total",
                "thermograd_build_info|thermograd_build_info",
                "thermograd_gpu_power_watts|thermograd_gpu_power_watts",
                "thermograd_gpu_clock_hertz|thermograd_gpu_clock_hertz"
            })
    void givesOnlyTheFamilyAskedFor(String asked, String given) {
        String page = Pages.text(Pages.of(Optional.of(Snapshots.full())), "", asked);

        assertThat(page.lines().filter(line -> line.startsWith("# TYPE")))
                .singleElement()
                .asString()
                .startsWith("# TYPE " + given + " ");
    }

    @Test
    void givesEachFamilyAskedForAndNoneThatIsNotThere() {
        Exposition full = Pages.of(Optional.of(Snapshots.full()));

        assertThat(Pages.text(full, "", "thermograd_memory_total_bytes", "thermograd_swap_used_bytes", "nope")
                        .lines()
                        .filter(line -> line.startsWith("# TYPE")))
                .hasSize(2);
        assertThat(Pages.text(full, "", "nope")).isEmpty();
        assertThat(Pages.text(full, Pages.OPEN_METRICS, "nope")).isEqualTo("# EOF\n");
    }
}
