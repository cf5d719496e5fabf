package org.thermograd.adapter.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** What {@code /metrics} answers with. Called by several threads at once. */
public interface MetricsPage {
    /** Returns the media type of the answer to an {@code Accept} header. */
    String contentType(Optional<String> accept);

    /**
     * Writes the page.
     *
     * @param accept the {@code Accept} header
     * @param names the families asked for by {@code name[]}; empty for all
     * @param to where it goes
     * @throws IOException if {@code to} fails
     */
    void write(Optional<String> accept, List<String> names, OutputStream to) throws IOException;
}
