package org.thermograd.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.adapter.files.HardwareCsvFuzz;
import org.thermograd.adapter.files.SessionFuzz;
import org.thermograd.adapter.files.TrainingLogFuzz;
import org.thermograd.adapter.http.otlp.OtlpFuzz;
import org.thermograd.adapter.http.push.StepsBodyFuzz;
import org.thermograd.adapter.http.pushgateway.GroupBodyFuzz;
import org.thermograd.adapter.http.web.WebConfigFuzz;
import org.thermograd.adapter.jmx.training.TrainingFileFuzz;
import org.thermograd.adapter.prometheus.AnswerFuzz;
import org.thermograd.adapter.state.StateFuzz;

/** Runs the fuzz targets on their seeds, among them what {@code scripts/fuzz} has found, each shorter than it came. */
class FuzzSeedsTest {
    private static final Path SEEDS = Checkout.root().resolve("exporter/src/test/resources/fuzz");
    private static final long MOST_BYTES = 200_000;
    private static final Map<String, Target> TARGETS = new TreeMap<>(Map.of(
            "AnswerFuzz", AnswerFuzz::fuzzerTestOneInput,
            "GroupBodyFuzz", GroupBodyFuzz::fuzzerTestOneInput,
            "HardwareCsvFuzz", HardwareCsvFuzz::fuzzerTestOneInput,
            "OtlpFuzz", OtlpFuzz::fuzzerTestOneInput,
            "SessionFuzz", SessionFuzz::fuzzerTestOneInput,
            "StateFuzz", StateFuzz::fuzzerTestOneInput,
            "StepsBodyFuzz", StepsBodyFuzz::fuzzerTestOneInput,
            "TrainingFileFuzz", TrainingFileFuzz::fuzzerTestOneInput,
            "TrainingLogFuzz", TrainingLogFuzz::fuzzerTestOneInput,
            "WebConfigFuzz", WebConfigFuzz::fuzzerTestOneInput));

    /** Runs one input. */
    private interface Target {
        void run(byte[] input) throws IOException;
    }

    private static List<Path> seeds() throws IOException {
        try (Stream<Path> files = Files.walk(SEEDS)) {
            return files.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsItsProperties(Path seed) throws IOException {
        Target target = requireNonNull(TARGETS.get(target(seed)), "target");
        byte[] input = Files.readAllBytes(seed);

        assertThatCode(() -> target.run(input)).doesNotThrowAnyException();
    }

    private static String target(Path seed) {
        return seed.getName(seed.getNameCount() - 2).toString();
    }

    @Test
    void everyTargetHasSeeds() throws IOException {
        assertThat(seeds().stream().map(FuzzSeedsTest::target).distinct())
                .containsExactlyInAnyOrderElementsOf(TARGETS.keySet());
        try (Stream<Path> sources = Files.walk(Checkout.root().resolve("exporter/src/test/java"))) {
            assertThat(sources.map(source -> source.toFile().getName()).filter(name -> name.matches(".+Fuzz\\.java")))
                    .containsExactlyInAnyOrderElementsOf(TARGETS.keySet().stream()
                            .map(name -> name + ".java")
                            .toList());
        }
    }

    @Test
    void theSeedsAreSmall() throws IOException {
        assertThat(seeds().stream().mapToLong(seed -> seed.toFile().length()).sum())
                .isLessThan(MOST_BYTES);
    }
}
