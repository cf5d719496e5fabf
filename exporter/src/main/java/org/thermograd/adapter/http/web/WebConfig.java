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
 * @param http headers of answers, and HTTP/2
 * @param users who may read; nobody is asked for a password where there are none
 * @param rate how many requests may come; absent where the file does not limit them
 * @param sections the names of what stands there
 */
public record WebConfig(
        Optional<TlsSettings> tls,
        HttpSettings http,
        PasswordUsers users,
        Optional<RateLimit> rate,
        SortedSet<String> sections) {
    static final String TLS = "tls_server_config";
    private static final String HTTP = "http_server_config";
    private static final String USERS = "basic_auth_users";
    private static final String RATE = "rate_limit";
    private static final List<String> SECTIONS = List.of(TLS, HTTP, USERS, RATE);

    /** Copies the names. */
    public WebConfig {
        requireNonNull(tls, "tls");
        requireNonNull(http, "http");
        requireNonNull(users, "users");
        requireNonNull(rate, "rate");
        sections = Collections.unmodifiableSortedSet(new TreeSet<>(sections));
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
        Section all = Section.of("", compose(text), SECTIONS);
        Optional<Section> tls = all.section(TLS, TlsSettings.KEYS);
        Optional<Section> http = all.section(HTTP, HttpSettings.KEYS);
        Optional<Section> rate = all.section(RATE, RateLimit.KEYS);
        return new WebConfig(
                tls.isPresent() ? TlsSettings.of(tls.get(), file) : Optional.empty(),
                http.isPresent() ? HttpSettings.of(http.get()) : HttpSettings.NONE,
                PasswordUsers.of(all.texts(USERS)),
                rate.isPresent() ? RateLimit.of(rate.get()) : Optional.empty(),
                new TreeSet<>(all.keys()));
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
