package org.thermograd.adapter.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.thermograd.testing.Checkout;

/** The files in deploy/jmx/ are made of the families of the code; {@code JmxAgentsIT} runs the tools with them. */
class DeployedRulesTest {
    private static final Path FOLDER = Checkout.root().resolve("deploy/jmx");
    private static final String CPU = "thermograd_cpu_";

    /** Units as OpenTelemetry writes them; its Prometheus exporter puts them to the end of a name that lacks them. */
    private static final Map<String, String> UNITS = Map.of(
            "seconds", "s", "bytes", "By", "celsius", "Cel", "watts", "W", "joules", "J", "hertz", "Hz", "ratio", "1",
            "rpm", "{rpm}", "volts", "V", "amperes", "A");

    private static String key(BeanSeries series) {
        String type = BeanNames.of(series).getKeyProperty("type");
        return series.metric().startsWith(CPU) ? type + " cpu" : type;
    }

    private static Map<String, List<BeanSeries>> byType() {
        return AllFamilies.numbers().stream()
                .collect(Collectors.groupingBy(DeployedRulesTest::key, TreeMap::new, Collectors.toList()));
    }

    @Test
    void theRulesForJmxExporterTakeEveryLabel() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Rules for jmx_exporter (jmx_prometheus_javaagent): the metrics of Thermograd under the names and labels that they have on
                # its own page. Information metrics (_info) and buckets of histograms are only there. See docs/jmx.md.
                # Made of the code: ./mvnw -pl exporter test -Dgolden.update=true -Dtest=DeployedRulesTest
                includeObjectNames: ["org.thermograd:*"]
                excludeObjectNameAttributes:
                  "org.thermograd:type=Exporter": ["NotificationsDropped"]
                  "org.thermograd:type=Correlation": ["NotificationsDropped"]
                rules:
                """);
        byType().entrySet().stream()
                .sorted(Comparator.comparing(type -> !type.getKey().endsWith(" cpu")))
                .forEach(type -> {
                    SortedSet<String> labels = new TreeSet<>();
                    type.getValue()
                            .forEach(series -> labels.addAll(series.labels().keySet()));
                    text.append(jmxExporter(type.getKey(), labels, true));
                    text.append(jmxExporter(type.getKey(), labels, false));
                });

        assertIs("jmx_exporter.yml", text.toString());
    }

    /** One rule takes all attributes of a type of beans; a label that a bean lacks is empty, and thus left out. */
    private static String jmxExporter(String key, SortedSet<String> labels, boolean counters) {
        String type = key.replace(" cpu", "");
        String subject =
                Map.of("Device", "device", "Run", "run", "Correlation", "run").getOrDefault(type, "");
        StringBuilder pattern = new StringBuilder("^org\\.thermograd<type=" + type);
        List<String> found = new ArrayList<>();
        if (key.endsWith(" cpu")) {
            pattern.append(", name=cpu");
        } else if (!subject.isEmpty()) {
            pattern.append("(?:, name=([^,>]+))?");
            found.add(subject);
        }
        List<String> further = new ArrayList<>(labels);
        further.remove(subject);
        if (type.equals("Device") && further.remove("uuid")) {
            further.add(0, "uuid");
        }
        for (String label : further) {
            String property = label.equals("name") ? "name_" : label;
            pattern.append("(?:, " + property + "=\"?([^\"]*?)\"?)?");
            found.add(label);
        }
        pattern.append("><>(" + (key.endsWith(" cpu") ? "cpu_" : "") + ".+" + (counters ? "_total" : "") + "): ");
        StringBuilder rule =
                new StringBuilder("  - pattern: '" + pattern + "'\n    attrNameSnakeCase: true\n    cache: true\n");
        rule.append("    name: thermograd_$" + (found.size() + 1) + "\n");
        rule.append("    type: " + (counters ? "COUNTER" : "GAUGE") + "\n    labels:\n");
        for (int i = 0; i < found.size(); i++) {
            rule.append("      " + found.get(i) + ": \"$" + (i + 1) + "\"\n");
        }
        return rule.toString();
    }

    @Test
    void theTargetForOpenTelemetryNamesEveryMetric() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Target for OpenTelemetry's JMX Metric Insight (otel.jmx.config): the metrics of Thermograd under the names and labels that
                # they have on its own page. Information metrics (_info) and buckets of histograms are only there. See docs/jmx.md.
                # Made of the code: ./mvnw -pl exporter test -Dgolden.update=true -Dtest=DeployedRulesTest
                rules:
                """);
        Map<String, List<BeanSeries>> rules = AllFamilies.numbers().stream()
                .collect(Collectors.groupingBy(
                        series -> key(series) + " " + series.labels().keySet(), TreeMap::new, Collectors.toList()));
        rules.values().forEach(rule -> text.append(openTelemetry(rule)));

        assertIs("otel-jmx-rules.yaml", text.toString());
    }

    /** One rule takes the metrics that have the same labels; it reads these as attributes, where they are not quoted. */
    private static String openTelemetry(List<BeanSeries> metrics) {
        BeanSeries first = metrics.get(0);
        String type = BeanNames.of(first).getKeyProperty("type");
        StringBuilder rule = new StringBuilder("  - bean: org.thermograd:type=" + type + ",*\n");
        if (!first.labels().isEmpty()) {
            rule.append("    metricAttribute:\n");
            first.labels()
                    .keySet()
                    .forEach(label -> rule.append("      " + label + ": beanattr(" + BeanNames.camel(label) + ")\n"));
        }
        rule.append("    mapping:\n");
        for (BeanSeries metric : metrics) {
            rule.append("      " + BeanNames.attribute(metric.metric()) + ":\n");
            rule.append("        metric: " + metric.metric() + "\n");
            rule.append("        type: " + (metric.growing() ? "counter" : "gauge") + "\n");
            rule.append("        unit: \""
                    + metric.unit()
                            .map(unit -> Objects.requireNonNull(UNITS.get(unit)))
                            .orElse("") + "\"\n");
            rule.append("        desc: '" + metric.help().replace("'", "''") + "'\n");
        }
        return rule.toString();
    }

    private static void assertIs(String name, String text) throws IOException {
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(Files.readString(file))
                .as("deploy/jmx/%s; rewrite it with -Dgolden.update=true -Dtest=DeployedRulesTest", name)
                .isEqualTo(text);
    }
}
