package org.thermograd.adapter.http.pushgateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes series as lines of the text format. Confined to one thread. */
final class SeriesLines {
    private final StringBuilder lines = new StringBuilder();
    private final List<String> series = new ArrayList<>();

    void add(String name, String labels, double value) {
        String one = name + '{' + labels + '}';
        series.add(one);
        lines.append(one).append(' ').append(Decimal.text(value)).append('\n');
    }

    /** Returns what names each series, in their order. */
    List<String> series() {
        return series;
    }

    byte[] bytes() {
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
