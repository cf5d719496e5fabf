package org.thermograd.adapter.http.web;

import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/** The TLS of a {@link WebFile}, for a server that needs nothing else of it. Thread-safe. */
public final class WebTls {
    private final WebFile file;

    private final SortedSet<String> otherSections;

    /**
     * Reads the file.
     *
     * @throws WebConfigException if it, or a file that it names, breaks a rule, or if it asks for no TLS
     */
    public WebTls(Path file) throws WebConfigException {
        this.file = new WebFile(file);
        WebFile.Content content = this.file.current();
        if (content.tls().isEmpty()) {
            throw new WebConfigException(WebConfig.TLS + " must be there with cert_file and key_file, got none");
        }
        otherSections = new TreeSet<>(content.config().sections());
        otherSections.remove(WebConfig.TLS);
    }

    /** Returns the names of the other parts of the file as it was first read. */
    public SortedSet<String> otherSections() {
        return new TreeSet<>(otherSections);
    }

    /** Returns what holds for a connection that begins now. */
    public ServerTls current() {
        return file.current().tls().orElseThrow();
    }
}
