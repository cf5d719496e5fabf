package org.thermograd.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Samples as scrapes would have stored them, for a back-fill. Confined to one thread. */
public final class ScrapedPages {
    private final SortedMap<String, SortedMap<String, StringBuilder>> families = new TreeMap<>();

    /**
     * Adds a sample.
     *
     * @param family the name of the metric
     * @param labels as in the text format, without braces
     * @param value its value
     * @param epochMillis its time; those of one series in time order
     */
    @CanIgnoreReturnValue
    public ScrapedPages add(String family, String labels, double value, long epochMillis) {
        families.computeIfAbsent(family, any -> new TreeMap<>())
                .computeIfAbsent(labels, any -> new StringBuilder())
                .append(family)
                .append('{')
                .append(labels)
                .append("} ")
                .append(value)
                .append(String.format(Locale.ROOT, " %d.%03d%n", epochMillis / 1000, epochMillis % 1000));
        return this;
    }

    /** Adds a sample that is a whole number. */
    @CanIgnoreReturnValue
    public ScrapedPages add(String family, String labels, long value, long epochMillis) {
        return add(family, labels, (double) value, epochMillis);
    }

    /** Writes everything as OpenMetrics text. */
    public Path write(Path file) throws IOException {
        StringBuilder all = new StringBuilder();
        families.values().forEach(series -> series.values().forEach(all::append));
        return Files.writeString(file, all.append("# EOF\n"));
    }
}
