package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.adapter.files.SessionFiles;
import org.thermograd.adapter.files.SessionRun;
import org.thermograd.app.replay.ReplayRunner;
import picocli.CommandLine.Model.OptionSpec;

/** docs/session-format.md against what a recorder writes. */
class SessionFormatPageTest {
    private static final Page PAGE = Page.of("session-format.md");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NONE = "–";

    @TempDir
    private Path dir;

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void listsEveryFile() {
        assertThat(PAGE.text()).contains(SessionFiles.ALL);
    }

    @Test
    void listsEveryColumnInOrder() {
        assertThat(Page.names(PAGE.table("hardware.csv"))).isEqualTo(SessionFiles.COLUMNS);
    }

    @Test
    void listsEveryKeyOfAStepInOrder() {
        assertThat(Page.names(PAGE.table("training.jsonl"))).isEqualTo(SessionFiles.TRAINING_KEYS);
    }

    @Test
    void listsEveryKeyOfSessionJsonInOrder() throws IOException {
        JsonNode facts =
                MAPPER.readTree(SessionRun.record(dir).resolve("session.json").toFile());

        assertThat(Page.names(PAGE.table("session.json"))).isEqualTo(names(facts));
        List<String> detectors = new ArrayList<>();
        facts.get("detectors")
                .properties()
                .forEach(one -> names(one.getValue()).forEach(key -> detectors.add(one.getKey() + "." + key)));
        assertThat(Page.names(PAGE.table("Detectors"))).isEqualTo(detectors);
        assertThat(facts.get("devices"))
                .isNotEmpty()
                .allSatisfy(
                        device -> assertThat(Page.names(PAGE.table("Devices"))).isEqualTo(names(device)));
    }

    @Test
    void listsEveryTypeOfEventWithItsKeys() throws IOException {
        SortedSet<String> written = new TreeSet<>();
        for (String line : Files.readAllLines(SessionRun.record(dir).resolve("events.jsonl"))) {
            JsonNode event = MAPPER.readTree(line);
            names(event).stream()
                    .filter(key -> !key.equals("type"))
                    .forEach(key -> written.add(event.get("type").textValue() + " " + key));
        }
        SortedSet<String> documented = new TreeSet<>();
        PAGE.table("events.jsonl")
                .forEach(row -> Page.code(row.get(1))
                        .forEach(key -> documented.add(Page.code(row.get(0)).get(0) + " " + key)));

        assertThat(documented).isEqualTo(written);
    }

    @Test
    void listsEveryOptionOfReplayWithItsDefault() {
        List<List<String>> table = PAGE.table("Replay");

        assertThat(Page.names(table))
                .containsExactlyElementsOf(ReplayRunner.options().stream()
                        .filter(option -> !option.usageHelp() && !option.versionHelp())
                        .map(OptionSpec::longestName)
                        .toList());
        for (OptionSpec option : ReplayRunner.options()) {
            if (option.defaultValue() != null) {
                List<String> row = table.stream()
                        .filter(cells -> Page.code(cells.get(0)).contains(option.longestName()))
                        .findFirst()
                        .orElseThrow();
                assertThat(row.get(1)).isEqualTo("`" + Objects.requireNonNull(option.defaultValue()) + "`");
            }
        }
        assertThat(table)
                .filteredOn(row -> Page.code(row.get(1)).isEmpty())
                .extracting(row -> row.get(1))
                .containsOnly(NONE, "name of the folder", "by kind");
    }
}
