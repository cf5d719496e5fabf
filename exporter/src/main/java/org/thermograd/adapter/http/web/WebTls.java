package org.thermograd.adapter.http.web;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS of a web configuration file, read again for a new connection when the file, or one that it names, has changed: its time,
 * size or identity. While it cannot be read, the last that could be stays. Thread-safe.
 */
public final class WebTls {
    private static final Logger logger = LoggerFactory.getLogger(WebTls.class);

    private final Path file;

    @GuardedBy("this")
    private ServerTls current;

    @GuardedBy("this")
    private List<Path> files;

    @GuardedBy("this")
    private List<Stamp> read;

    private final SortedSet<String> otherSections;

    /** What tells whether a file is still the same; all absent while it is not there. */
    private record Stamp(
            @Nullable FileTime modified,
            long size,
            @Nullable Object key) {
        private static Stamp of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            } catch (IOException e) {
                return new Stamp(null, 0, null);
            }
        }

        private static List<Stamp> of(List<Path> files) {
            return files.stream().map(Stamp::of).toList();
        }
    }

    /**
     * Reads the file.
     *
     * @throws WebConfigException if it, or a file that it names, breaks a rule, or if it asks for no TLS
     */
    public WebTls(Path file) throws WebConfigException {
        this.file = requireNonNull(file, "file");
        WebConfig config = WebConfig.read(file);
        TlsSettings settings = settings(config);
        otherSections = config.otherSections();
        files = files(settings);
        read = Stamp.of(files);
        current = TlsMaker.make(settings);
    }

    private static TlsSettings settings(WebConfig config) throws WebConfigException {
        return config.tls()
                .orElseThrow(() -> new WebConfigException(
                        "tls_server_config must be there with cert_file and key_file, got none"));
    }

    private List<Path> files(TlsSettings settings) {
        List<Path> all = new ArrayList<>(settings.files());
        all.add(file);
        return List.copyOf(all);
    }

    /** Returns the names of the other parts of the file as it was first read. */
    public SortedSet<String> otherSections() {
        return otherSections;
    }

    /** Returns what holds for a connection that begins now. */
    public synchronized ServerTls current() {
        List<Stamp> now = Stamp.of(files);
        if (!now.equals(read)) {
            read = now;
            reload();
        }
        return current;
    }

    @GuardedBy("this")
    private void reload() {
        try {
            TlsSettings settings = settings(WebConfig.read(file));
            List<Path> named = files(settings);
            List<Stamp> stamps = Stamp.of(named);
            current = TlsMaker.make(settings);
            files = named;
            read = stamps;
            logger.info("event=tls_reloaded file={}", file);
        } catch (WebConfigException e) {
            logger.warn("event=tls_not_reloaded file={} reason=\"{}\"", file, e.getMessage());
        }
    }
}
