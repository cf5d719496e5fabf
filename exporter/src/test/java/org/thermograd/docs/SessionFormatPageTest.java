package org.thermograd.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.adapter.files.SessionFiles;
import org.thermograd.adapter.files.SessionRun;

/** docs/session-format.md against what a recorder writes. */
class SessionFormatPageTest {
    private static final Page PAGE = Page.of("session-format.md");
    private static final ObjectMapper MAPPER = new ObjectMapper();

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
}
