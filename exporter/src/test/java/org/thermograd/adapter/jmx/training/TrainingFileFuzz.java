package org.thermograd.adapter.jmx.training;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.thermograd.domain.training.RunId;
import org.thermograd.testing.Fuzz;

/** Fuzzes the file of {@code --jmx-training}. */
public final class TrainingFileFuzz {
    private TrainingFileFuzz() {}

    /** Runs one input. */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        try {
            check(TrainingFile.parse(text, Path.of("/etc")));
        } catch (InvalidTrainingFileException e) {
            e.problems().forEach(Fuzz::requirePlain);
        }
    }

    private static void check(List<TrainingSource> sources) {
        Set<RunId> runs = new HashSet<>();
        Fuzz.require(!sources.isEmpty(), "no training");
        sources.forEach(source -> Fuzz.require(runs.add(source.run()), "a run twice"));
    }
}
