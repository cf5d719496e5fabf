package org.thermograd.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A service of a compose file, with what it takes over from anchors; variables stand as they are written.
 *
 * @param name what the other services call it
 * @param settings what stands below its name
 */
public record ComposeService(String name, JsonNode settings) {
    /**
     * What is seen at a path of a container.
     *
     * @param source a folder of the host, or the name of a volume
     * @param target where it is seen
     * @param readOnly whether it is for reading only
     */
    public record Mount(String source, String target, boolean readOnly) {
        /** Tells whether it is a folder of the host. */
        public boolean isOfTheHost() {
            return source.startsWith(".") || source.startsWith("/");
        }
    }

    /** Reads a YAML file with one document; a key that is there twice is an error. */
    public static JsonNode yaml(Path file) {
        try {
            return yaml(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads YAML with one document; a key that is there twice is an error. */
    public static JsonNode yaml(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object tree = new Yaml(new SafeConstructor(options)).load(text);
        return new ObjectMapper().valueToTree(tree);
    }

    /** Returns the services of a compose file by name, in its order. */
    public static Map<String, ComposeService> of(JsonNode compose) {
        Map<String, ComposeService> services = new LinkedHashMap<>();
        compose.path("services")
                .properties()
                .forEach(entry -> services.put(entry.getKey(), new ComposeService(entry.getKey(), entry.getValue())));
        return services;
    }

    /** Returns the services of the stack that is shipped. */
    public static Map<String, ComposeService> shipped() {
        return of(yaml(Checkout.root().resolve("docker-compose.yml")));
    }

    /** Returns a list of texts; empty where there is none. */
    public List<String> texts(String key) {
        return texts(settings.path(key));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    /** Returns what its image is given to run. */
    public List<String> command() {
        return texts("command");
    }

    /** Returns the command of its health check with the word {@code CMD}; empty where there is none. */
    public List<String> healthcheck() {
        return texts(settings.path("healthcheck").path("test"));
    }

    /** Returns the value that comes after an option of its command, or is joined to it. */
    public String option(String option) {
        List<String> command = command();
        for (int i = 0; i < command.size(); i++) {
            if (command.get(i).startsWith(option + "=")) {
                return command.get(i).substring(option.length() + 1);
            }
            if (command.get(i).equals(option) && i + 1 < command.size()) {
                return command.get(i + 1);
            }
        }
        throw new AssertionError(name + " has no " + option + ": " + command);
    }

    /** Returns what is mounted, of the short form {@code SOURCE:TARGET[:ro]}. */
    public List<Mount> mounts() {
        return texts("volumes").stream()
                .map(text -> text.split(":", -1))
                .map(parts -> new Mount(parts[0], parts[1], parts.length > 2 && parts[2].equals("ro")))
                .toList();
    }

    /** Returns the folder or file of the host that a path of the container is; fails where it is none. */
    public Path onHost(Path root, String path) {
        for (Mount mount : mounts()) {
            if (mount.isOfTheHost() && (path + "/").startsWith(mount.target() + "/")) {
                return root.resolve(
                                mount.source() + path.substring(mount.target().length()))
                        .normalize();
            }
        }
        throw new AssertionError(name + " has nothing of the host at " + path);
    }

    /** Tells whether it ends by itself. */
    public boolean isOneShot() {
        return settings.path("restart").asText().equals("no");
    }

    /** Tells whether it runs the image that is built here. */
    public boolean isOurs() {
        return settings.path("image").asText().startsWith("thermograd:");
    }
}
