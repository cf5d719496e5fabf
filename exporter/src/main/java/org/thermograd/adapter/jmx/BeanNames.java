package org.thermograd.adapter.jmx;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Where a series is found: one bean for each set of labels, with the labels as properties of its name, and one attribute for each
 * metric that has these labels.
 *
 * <p>This is the one shape from which both jmx_exporter and OpenTelemetry make the same labels again. jmx_exporter takes
 * labels from the name of a bean and from keys of tables, OpenTelemetry from the name and from other attributes, but neither of
 * a table nor, without naming each key in its file, of a composite. jconsole shows it as a tree:
 * {@code Device}, {@code gpu0}, its uuid, then its sensors, limits and reasons. So that a rule can turn every name of an attribute
 * back into that of the metric, {@code Total}, {@code Count} and {@code Sum} stay in it.
 */
final class BeanNames {
    /** The domain of all beans. */
    static final String DOMAIN = "org.thermograd";

    private static final String CPU = BeanSeries.PREFIX + "cpu_";
    private static final String CORRELATION = BeanSeries.PREFIX + "correlation_";
    private static final String DEVICE = "device";
    private static final String RUN = "run";
    private static final String UUID = "uuid";
    /** What an information metric is about; the rest of its labels is what it says. */
    private static final Set<String> SUBJECT = Set.of(RUN, DEVICE, UUID);

    private static final Set<String> TAKEN = Set.of("type", "name");
    private static final Pattern UNSAFE = Pattern.compile("[,=:\"*?\n]");

    private BeanNames() {}

    /** Returns the name of the bean that speaks for all of a type. */
    static ObjectName root(RootBean root) {
        return named(new LinkedHashMap<>(Map.of("type", root.type())));
    }

    /** Returns the labels of a series that tell its bean from others, sorted. */
    static Map<String, String> labels(BeanSeries series) {
        Map<String, String> labels = new LinkedHashMap<>(series.labels());
        labels.keySet().removeIf(label -> series.isInfo() && !SUBJECT.contains(label));
        return labels;
    }

    /** Returns the name of the bean of a series. */
    static ObjectName of(BeanSeries series) {
        Map<String, String> labels = labels(series);
        Map<String, String> properties = new LinkedHashMap<>();
        if (series.metric().startsWith(CORRELATION)) {
            put(properties, "Correlation", labels.remove(RUN));
        } else if (labels.containsKey(RUN)) {
            put(properties, "Run", labels.remove(RUN));
        } else if (labels.containsKey(DEVICE)) {
            put(properties, "Device", labels.remove(DEVICE));
            if (labels.containsKey(UUID)) {
                properties.put(UUID, labels.remove(UUID));
            }
        } else if (series.metric().startsWith(CPU)) {
            put(properties, "Device", "cpu");
        } else {
            properties.put("type", "Exporter");
        }
        labels.forEach((label, value) -> properties.put(TAKEN.contains(label) ? label + "_" : label, value));
        return named(properties);
    }

    private static void put(Map<String, String> properties, String type, @Nullable String name) {
        properties.put("type", type);
        if (name != null) {
            properties.put("name", name);
        }
    }

    private static ObjectName named(Map<String, String> properties) {
        String text = properties.entrySet().stream()
                .map(property -> property.getKey() + "=" + quoted(property.getValue()))
                .collect(Collectors.joining(",", DOMAIN + ":", ""));
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException("labels must fit into the name of a bean, got " + text, e);
        }
    }

    private static String quoted(String value) {
        return UNSAFE.matcher(value).find() ? ObjectName.quote(value) : value;
    }

    /** Returns the attribute of a metric: {@code GpuTemperatureCelsius} for {@code thermograd_gpu_temperature_celsius}. */
    static String attribute(String metric) {
        return camel(metric.substring(BeanSeries.PREFIX.length()));
    }

    /** Returns the words of a name in snake case, each with a capital and without underscores. */
    static String camel(String snake) {
        return Arrays.stream(snake.split("_"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }
}
