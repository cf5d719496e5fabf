package org.thermograd.dashboards;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user has chosen, and how Grafana writes it into a query. Immutable.
 *
 * @param variables the text of each variable; {@code .+} for all
 * @param range the length of the time range
 * @param interval what {@code $__interval} stands for
 */
record Selection(Map<String, String> variables, Duration range, Duration interval) {
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");
    private static final int SCRAPES_PER_RATE = 4;

    /** Returns the choice of everything. */
    static Selection all(Duration range, Duration interval) {
        return new Selection(Map.of("job", ".+", "instance", ".+", "run", ".+", "device", ".+"), range, interval);
    }

    Selection with(String variable, String text) {
        Map<String, String> changed = new TreeMap<>(variables);
        changed.put(variable, text);
        return new Selection(changed, range, interval);
    }

    /**
     * Returns a query with its variables replaced.
     *
     * @throws IllegalArgumentException if it names one that there is not
     */
    String apply(String text) {
        Map<String, String> values = new TreeMap<>(variables);
        values.put("__interval", interval.toSeconds() + "s");
        values.put("__rate_interval", interval.toSeconds() * SCRAPES_PER_RATE + "s");
        values.put("__range", range.toSeconds() + "s");
        return VARIABLE.matcher(text).replaceAll(match -> {
            String value = values.get(match.group(1));
            if (value == null) {
                throw new IllegalArgumentException("variable must be defined, got " + match.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
