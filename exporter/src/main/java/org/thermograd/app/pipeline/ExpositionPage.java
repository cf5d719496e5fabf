package org.thermograd.app.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.thermograd.adapter.exposition.Exposition;
import org.thermograd.adapter.http.MetricsPage;

/**
 * The metrics as the server's page. Thread-safe.
 *
 * @param exposition the metrics
 */
public record ExpositionPage(Exposition exposition) implements MetricsPage {
    @Override
    public String contentType(Optional<String> accept) {
        return exposition.contentType(accept);
    }

    @Override
    public void write(Optional<String> accept, List<String> names, OutputStream to) throws IOException {
        exposition.write(accept, names, to);
    }
}
