package org.thermograd.adapter.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.MBeanAttributeInfo;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;

/** What a JMX client reads against the page of metrics of the same moment. */
class BeansMatchPageTest {
    private static final Pattern SAMPLE = Pattern.compile("(thermograd_\\w+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:\\\\.|[^\"])*)\"");
    private static final String GPU = "org.thermograd:type=Device,name=gpu0,uuid=GPU-SIMULATED-0";

    private final SimulatedBeans simulated = new SimulatedBeans();

    @AfterEach
    void close() {
        simulated.close();
    }

    private static SortedMap<String, String> labels(String text) {
        SortedMap<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text == null ? "" : text);
        while (label.find()) {
            labels.put(label.group(1), label.group(2).replace("\\\"", "\"").replace("\\\\", "\\"));
        }
        return labels;
    }

    /** Returns the samples of a page by name and labels, without buckets of histograms. */
    private static SortedMap<String, Double> samples(String page) {
        SortedMap<String, Double> samples = new TreeMap<>();
        page.lines().map(SAMPLE::matcher).filter(Matcher::matches).forEach(sample -> {
            if (!sample.group(1).endsWith("_bucket")) {
                samples.put(
                        sample.group(1) + labels(sample.group(2)),
                        Double.valueOf(sample.group(3).replace("Inf", "Infinity")));
            }
        });
        return samples;
    }

    /** Returns every attribute as the sample that its metadata and its labels make of it. */
    private SortedMap<String, Double> attributes() throws Exception {
        SortedMap<String, Double> samples = new TreeMap<>();
        for (ObjectName bean : simulated.server.queryNames(SimulatedBeans.name("org.thermograd:*"), null)) {
            MBeanAttributeInfo[] infos = simulated.server.getMBeanInfo(bean).getAttributes();
            SortedMap<String, String> labels = new TreeMap<>();
            for (MBeanAttributeInfo info : infos) {
                if (simulated.server.getAttribute(bean, info.getName()) instanceof String label) {
                    labels.put(snake(info.getName()), label);
                }
            }
            for (MBeanAttributeInfo info : infos) {
                Object metric = info.getDescriptor().getFieldValue("metric");
                if (metric != null) {
                    add(metric.toString(), labels, simulated.server.getAttribute(bean, info.getName()), samples);
                }
            }
        }
        return samples;
    }

    private static void add(String metric, Map<String, String> labels, Object value, Map<String, Double> samples) {
        if (value instanceof CompositeData info) {
            SortedMap<String, String> all = new TreeMap<>();
            info.getCompositeType().keySet().forEach(label -> all.put(label, (String) info.get(label)));
            assertThat(all).containsAllEntriesOf(labels);
            samples.put(metric + all, 1.0);
        } else {
            SortedMap<String, String> own = new TreeMap<>(labels);
            if (metric.startsWith("thermograd_cpu_")) {
                // They are of the bean of the processors, and bear no device.
                own.remove("device");
            }
            samples.put(metric + own, (Double) value);
        }
    }

    private static String snake(String camel) {
        return camel.replaceAll("(?<!^)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    @Test
    void everyAttributeIsASampleOfThePageAndEverySampleAnAttribute() throws Exception {
        for (int second = 0; second < 600; second++) {
            SensorReading quoted = new SensorReading(
                    Sensor.ofHost(Quantity.SENSOR_TEMPERATURE_CELSIUS, "k10temp-0:1", "a,\"*\\?"),
                    41.5,
                    simulated.clock.instant());
            simulated.sample(List.of(new ProbeReadings(List.of(), List.of(quoted))));
        }
        simulated.settle();

        SortedMap<String, Double> page = samples(simulated.page());
        assertThat(attributes().entrySet()).containsExactlyInAnyOrderElementsOf(page.entrySet());
        assertThat(page)
                .hasSizeGreaterThan(150)
                .containsEntry("thermograd_sensor_temperature_celsius{chip=k10temp-0:1, sensor=a,\"*\\?}", 41.5);
        assertThat(page.keySet())
                .anyMatch(name -> name.startsWith("thermograd_collapse_onset_timestamp_seconds{"))
                .anyMatch(name -> name.startsWith("thermograd_training_spike_onset_timestamp_seconds{"))
                .anyMatch(name -> name.startsWith("thermograd_training_step_duration_seconds_count{"));
    }

    @Test
    void metadataHasUnitKindAndSentence() throws Exception {
        simulated.samples(3);
        simulated.settle();

        MBeanAttributeInfo[] infos = simulated
                .server
                .getMBeanInfo(SimulatedBeans.name(GPU + ",sensor=core"))
                .getAttributes();
        assertThat(infos)
                .extracting(MBeanAttributeInfo::getName)
                .containsExactly("Device", "GpuTemperatureCelsius", "Sensor", "Uuid");
        assertThat(infos[1].getDescription()).startsWith("Temperature").endsWith(".");
        assertThat(infos[1].getDescriptor().getFieldValue("units")).isEqualTo("celsius");
        assertThat(infos[1].getDescriptor().getFieldValue("metricType")).isEqualTo("gauge");
        assertThat(infos[1].isWritable()).isFalse();
        assertThat(simulated.server.getMBeanInfo(SimulatedBeans.name(GPU)).getAttributes())
                .filteredOn(info -> info.getName().equals("GpuEnergyJoulesTotal"))
                .singleElement()
                .satisfies(info -> assertThat(info.getDescriptor().getFieldValue("metricType"))
                        .isEqualTo("counter"));
    }

    @Test
    void readsOfAMomentAreOfOnePage() throws Exception {
        simulated.samples(2);
        simulated.settle();
        ObjectName gpu = SimulatedBeans.name(GPU);
        String[] energy = {"GpuEnergyJoulesTotal"};
        simulated.clock.advance(PageCache.SHARED);
        Object before = simulated.server.getAttributes(gpu, energy);
        simulated.pipeline.onSnapshot(new HardwareSnapshot(simulated.clock.instant(), List.of(), List.of()));
        simulated.clock.advance(PageCache.SHARED.minusNanos(1));

        assertThat(simulated.server.getAttributes(gpu, energy)).isNotEmpty().isEqualTo(before);
        simulated.clock.advance(Duration.ofNanos(1));
        assertThat(simulated.server.getAttributes(gpu, energy)).isEmpty();
    }

    @Test
    void beansComeAndGoWithDevicesAndRuns() throws Exception {
        ObjectName runs = SimulatedBeans.name("org.thermograd:type=Run,*");
        ObjectName gpus = SimulatedBeans.name("org.thermograd:type=Device,name=gpu0,*");
        assertThat(simulated.server.queryNames(runs, null)).isEmpty();
        simulated.samples(5);
        simulated.settle();
        Set<ObjectName> there = simulated.server.queryNames(runs, null);
        assertThat(there).contains(SimulatedBeans.name("org.thermograd:type=Run,name=" + SimulatedBeans.RUN));
        assertThat(simulated.server.queryNames(gpus, null)).isNotEmpty();

        simulated.pipeline.steps().delete(SimulatedBeans.RUN);
        simulated.publish(new HardwareSnapshot(simulated.clock.instant().plusSeconds(1), List.of(), List.of()));
        await(() -> simulated.server.queryNames(runs, null).isEmpty());
        await(() -> simulated.server.queryNames(gpus, null).stream()
                .noneMatch(name -> name.getKeyProperty("sensor") != null));

        simulated.close();
        assertThat(simulated.server.queryNames(SimulatedBeans.name("org.thermograd:*"), null))
                .isEmpty();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(5);
        }
    }

    @Test
    void anExporterHasBeansOfThreeTypes() throws Exception {
        simulated.samples(60);
        simulated.settle();

        assertThat(simulated.server.queryNames(SimulatedBeans.name("org.thermograd:*"), null).stream()
                        .map(name -> name.getKeyProperty("type"))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("Device", "Run", "Exporter");
    }
}
