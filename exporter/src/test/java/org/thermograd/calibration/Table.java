package org.thermograd.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thermograd.domain.analysis.statistics.Interval;
import org.thermograd.domain.analysis.statistics.Proportion;

/** A table in Markdown. Confined to one thread. */
final class Table {
    private final List<String> lines = new ArrayList<>();

    Table(String... columns) {
        add(List.of(columns));
        lines.add("| --- ".repeat(columns.length) + "|");
    }

    void add(List<String> cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    /** Returns a count with its share and the exact 95% interval of that (Clopper and Pearson); a dash of none. */
    static String share(long count, long of) {
        if (of == 0) {
            return "–";
        }
        Proportion proportion = new Proportion((int) count, (int) of);
        Interval interval = proportion.clopperPearson();
        return count + " of " + of + ": " + number(proportion.value()) + " [" + number(interval.lower()) + ", "
                + number(interval.upper()) + "]";
    }

    /** Returns a number with three decimals. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
