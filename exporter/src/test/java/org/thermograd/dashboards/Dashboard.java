package org.thermograd.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.thermograd.testing.Checkout;
import org.thermograd.testing.JsonFile;

/**
 * A dashboard as its file has it.
 *
 * @param name the name of the file, without its ending
 * @param root the whole document; not to be changed
 */
record Dashboard(String name, JsonNode root) {
    private static final String ENDING = ".json";

    /** Returns the dashboards of the project. */
    static List<Dashboard> all() {
        try (Stream<Path> files = Files.list(Checkout.root().resolve("dashboards"))) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(file -> new Dashboard(file.getFileName().toString().replace(ENDING, ""), JsonFile.read(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** Returns all panels and rows, those inside of collapsed rows after their row. */
    List<JsonNode> everything() {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode panel : root.path("panels")) {
            all.add(panel);
            panel.path("panels").forEach(all::add);
        }
        return all;
    }

    /** Returns the panels without the rows. */
    List<JsonNode> panels() {
        return everything().stream().filter(panel -> !isRow(panel)).toList();
    }

    static boolean isRow(JsonNode panel) {
        return type(panel).equals("row");
    }

    static String type(JsonNode panel) {
        return panel.path("type").asText();
    }

    static String title(JsonNode panel) {
        return panel.path("title").asText();
    }

    static List<JsonNode> targets(JsonNode panel) {
        return stream(panel.path("targets")).toList();
    }

    List<JsonNode> variables() {
        return stream(root.path("templating").path("list")).toList();
    }

    /** Returns the annotations, without the one that Grafana itself has. */
    List<JsonNode> annotations() {
        return stream(root.path("annotations").path("list"))
                .filter(annotation -> annotation.path("builtIn").asInt() == 0)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
