package org.thermograd.adapter.http.web;

import static java.util.Objects.requireNonNull;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * What stands in a web configuration file of Prometheus' exporter-toolkit. Immutable.
 *
 * @param tls how a server speaks TLS; absent where the file does not say that it should
 * @param otherSections the names of what else stands there: {@code basic_auth_users}, {@code http_server_config},
 *     {@code rate_limit}
 */
public record WebConfig(Optional<TlsSettings> tls, SortedSet<String> otherSections) {
    private static final String TLS = "tls_server_config";
    private static final List<String> SECTIONS = List.of(TLS, "http_server_config", "basic_auth_users", "rate_limit");

    /** Copies the names. */
    public WebConfig {
        requireNonNull(tls, "tls");
        otherSections = Collections.unmodifiableSortedSet(new TreeSet<>(otherSections));
    }

    /**
     * Reads a file. Paths in it begin at its folder.
     *
     * @throws WebConfigException naming the line and key that break a rule, and no secret
     */
    public static WebConfig read(Path file) throws WebConfigException {
        return parse(TextFile.read(file), file);
    }

    private static WebConfig parse(String text, Path file) throws WebConfigException {
        Node root = compose(text);
        Section all = Section.of("", root, SECTIONS);
        Optional<Section> section = all.section(TLS, TlsSettings.KEYS);
        SortedSet<String> others = new TreeSet<>(all.keys());
        others.remove(TLS);
        return new WebConfig(section.isPresent() ? TlsSettings.of(section.get(), file) : Optional.empty(), others);
    }

    private static Node compose(String text) throws WebConfigException {
        Node root;
        try {
            root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            // Its own message quotes the text, which may hold a key.
            throw new WebConfigException(
                    "line " + (e.getProblemMark().getLine() + 1) + ": the file must be YAML: " + e.getProblem(), e);
        } catch (YAMLException | IllegalArgumentException e) { // a broken tag is the latter
            throw new WebConfigException("the file must be YAML of printable characters", e);
        }
        if (root == null) {
            throw new WebConfigException("line 1: the file must be a mapping of " + String.join(", ", SECTIONS));
        }
        return root;
    }
}
