package org.thermograd.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.thermograd.app.Cli;
import org.thermograd.calibration.session.GeneratedFiles;
import org.thermograd.calibration.session.GeneratedRun;

/** What {@code thermograd correlate} says of generated runs: their files are written, read by the command, and removed. */
final class Examination {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Examination() {}

    /** Returns the report of the command without options of the analysis. */
    static JsonNode report(List<GeneratedRun> runs) {
        try {
            Path folder = Files.createTempDirectory("calibration");
            try {
                List<String> line = new ArrayList<>(List.of("correlate", "--json"));
                line.addAll(List.of("--output", folder.resolve("report").toString()));
                line.addAll(GeneratedFiles.write(runs, folder));
                Cli.Result result = Cli.plain().run(line.toArray(String[]::new));
                if (result.status() != 0) {
                    throw new IllegalStateException("correlate ended with " + result.status() + ": " + result.err());
                }
                return MAPPER.readTree(result.out());
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
