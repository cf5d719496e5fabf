package org.thermograd.testing;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The folder of vectors is whole: a vector that is absent, emptied or changed by hand fails here. */
class VectorsTest {
    /** How many values each holds. */
    private static final Map<String, Integer> VALUES = new TreeMap<>(Map.ofEntries(
            Map.entry("00_rng.json", 72),
            Map.entry("01_seed_experiment.json", 269),
            Map.entry("02_coupled_forward.json", 18_232),
            Map.entry("03_coupled_reverse.json", 18_219),
            Map.entry("04_independent_fpr.json", 21_196),
            Map.entry("05_edge_cases.json", 58_498),
            Map.entry("06_alignment.json", 348),
            Map.entry("07_detectors.json", 1_069),
            Map.entry("08_statistics.json", 2_734),
            Map.entry("09_runs_devices.json", 15_033),
            Map.entry("10_power_duration.json", 664),
            Map.entry("11_confounders.json", 522),
            Map.entry("12_verdicts.json", 38_952),
            Map.entry("14_index.json", 46_505),
            Map.entry("15_resume.json", 7_854),
            Map.entry("16_step_intervals.json", 2_815),
            Map.entry("17_latency_windows.json", 2_483),
            Map.entry("18_cost.json", 13_871),
            Map.entry("19_incidents.json", 697),
            Map.entry("20_spikes_warm_up.json", 3_395),
            Map.entry("21_compare.json", 17_908)));

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    private static int values(JsonNode node) {
        if (!node.isContainerNode()) {
            return 1;
        }
        int values = 0;
        for (JsonNode child : node) {
            values += values(child);
        }
        return values;
    }

    @Test
    void holdsEveryVectorWithAllItsValues() throws IOException {
        Map<String, Integer> found = files(Vectors.folder(), ".json").stream()
                .map(file -> file.getFileName().toString())
                .collect(toMap(name -> name, name -> values(Vectors.read(name))));

        assertThat(new TreeMap<>(found)).isEqualTo(VALUES);
    }

    @Test
    void holdsThemAsTheirPythonMadeThem() throws IOException, NoSuchAlgorithmException {
        StringBuilder sums = new StringBuilder();
        for (String name : VALUES.keySet()) {
            byte[] bytes = Files.readAllBytes(Vectors.folder().resolve(name));
            sums.append(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .append("  ")
                    .append(name)
                    .append('\n');
        }

        assertThat(Files.readString(Vectors.folder().resolve("SHA256SUMS")))
                .as("run scripts/make-vectors")
                .isEqualTo(sums.toString());
    }

    @Test
    void everyVectorIsReadByATest() throws IOException {
        List<String> unread = new ArrayList<>(VALUES.keySet());
        for (Path source : files(Checkout.root().resolve("exporter/src/test/java"), ".java")) {
            if (!source.endsWith("VectorsTest.java")) {
                String text = Files.readString(source);
                unread.removeIf(text::contains);
            }
        }

        assertThat(unread).isEmpty();
    }

    /** The quick part: that which needs Python only, and the cheap vectors where their packages are. */
    @Test
    void comeOutOfTheirPythonAgain() {
        Peers.Answer answer = Peers.python(
                "numpy, scipy, pandas",
                Checkout.root().resolve("scripts/make-vectors").toString(),
                "--quick");

        assertThat(answer.status()).as(answer.output()).isZero();
        assertThat(answer.output()).contains("14_index.json: 2512 rows made again", "0 values differ");
    }
}
