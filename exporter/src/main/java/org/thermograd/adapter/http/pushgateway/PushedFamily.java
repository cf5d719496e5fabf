package org.thermograd.adapter.http.pushgateway;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A family of one push, written already as scrapes read it. Immutable.
 *
 * @param name its name
 * @param type its type
 * @param help what it says of itself
 * @param series what names each of its series, with all labels; what two families must not share
 * @param lines its series as text; not to be modified
 * @param single the value, where it is the only one and the series has no label beside those of its group
 */
@SuppressWarnings("ArrayRecordComponent") // within this package, written once and never compared
record PushedFamily(
        String name, MetricType type, Optional<String> help, List<String> series, byte[] lines, OptionalDouble single) {
    /** What a series takes beside its text. */
    static final int SERIES_BYTES = 100;

    /** Returns the lines that stand before the series. */
    String head() {
        String type = "# TYPE " + name + " " + this.type.id() + "\n";
        return help.map(text -> "# HELP " + name + " " + LabelText.help(text) + "\n" + type)
                .orElse(type);
    }

    /** Returns its series as text. */
    String text() {
        return new String(lines, StandardCharsets.UTF_8);
    }

    /** Returns how much memory it takes, about: its text, and its series by name. */
    long bytes() {
        return 2L * lines.length + (long) SERIES_BYTES * series.size();
    }
}
