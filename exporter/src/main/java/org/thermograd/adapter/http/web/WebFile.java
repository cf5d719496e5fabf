package org.thermograd.adapter.http.web;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A web configuration file, read again when it, or a file that it names, has changed: its time, size or identity. While it
 * cannot be read, the last that could be stays. Whether TLS is spoken stays as it was at the start. Thread-safe.
 */
public final class WebFile {
    private static final Logger logger = LoggerFactory.getLogger(WebFile.class);

    private final Path file;

    @GuardedBy("this")
    private Content current;

    @GuardedBy("this")
    private List<Path> files;

    @GuardedBy("this")
    private List<FileStamp> read;

    /**
     * What is in it.
     *
     * @param config as it is written
     * @param tls what its TLS comes to
     */
    public record Content(WebConfig config, Optional<ServerTls> tls) {}

    /**
     * Reads the file.
     *
     * @throws WebConfigException if it, or a file that it names, breaks a rule
     */
    public WebFile(Path file) throws WebConfigException {
        this.file = requireNonNull(file, "file");
        WebConfig config = WebConfig.read(file);
        files = files(config);
        read = FileStamp.of(files);
        current = content(config);
    }

    private static Content content(WebConfig config) throws WebConfigException {
        return new Content(
                config,
                config.tls().isPresent()
                        ? Optional.of(TlsMaker.make(config.tls().get()))
                        : Optional.empty());
    }

    private List<Path> files(WebConfig config) {
        List<Path> all = new ArrayList<>(config.tls().map(TlsSettings::files).orElse(List.of()));
        all.add(file);
        return List.copyOf(all);
    }

    /** Returns what holds for a connection or a request that begins now. */
    public synchronized Content current() {
        List<FileStamp> now = FileStamp.of(files);
        if (!now.equals(read)) {
            read = now;
            reload();
        }
        return current;
    }

    @GuardedBy("this")
    private void reload() {
        try {
            WebConfig config = WebConfig.read(file);
            List<Path> named = files(config);
            List<FileStamp> stamps = FileStamp.of(named);
            Content content = content(config);
            if (content.tls().isPresent() != current.tls().isPresent()) {
                throw new WebConfigException(WebConfig.TLS + " must "
                        + (current.tls().isPresent() ? "stay there with cert_file and key_file" : "stay away")
                        + " until a restart");
            }
            current = content;
            files = named;
            read = stamps;
            logger.info("event=web_config_reloaded file={}", file);
        } catch (WebConfigException e) {
            logger.warn("event=web_config_not_reloaded file={} reason=\"{}\"", file, e.getMessage());
        }
    }
}
