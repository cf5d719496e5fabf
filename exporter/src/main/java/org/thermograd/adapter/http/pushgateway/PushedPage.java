package org.thermograd.adapter.http.pushgateway;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.thermograd.adapter.http.MetricsPage;

/** The page of what was pushed, in the text format, which every scraper reads. Thread-safe. */
public final class PushedPage implements MetricsPage {
    private static final Set<String> SUFFIXES = Set.of("", MetricType.BUCKET, MetricType.SUM, MetricType.COUNT);

    private final PushedGroups groups;

    public PushedPage(PushedGroups groups) {
        this.groups = requireNonNull(groups, "groups");
    }

    @Override
    public String contentType(Optional<String> accept) {
        return "text/plain; version=0.0.4; charset=utf-8";
    }

    @Override
    public void write(Optional<String> accept, List<String> names, OutputStream to) throws IOException {
        Set<String> wanted = Set.copyOf(names);
        List<byte[]> parts = groups.page(
                family -> wanted.isEmpty() || SUFFIXES.stream().anyMatch(suffix -> wanted.contains(family + suffix)));
        for (byte[] part : parts) {
            to.write(part);
        }
    }
}
