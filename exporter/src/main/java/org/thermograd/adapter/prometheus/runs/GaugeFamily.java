package org.thermograd.adapter.prometheus.runs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.thermograd.domain.analysis.run.SampledRun;

/**
 * A family of gauges that becomes a column of a device's samples.
 *
 * @param column the column
 * @param name the metric
 * @param labels labels that its series must have
 * @param scale what turns its values into the unit of the column
 */
record GaugeFamily(String column, String name, Map<String, String> labels, double scale) {
    /** Turns ratios into percent. */
    static final double PERCENT = 100;

    /** Turns megahertz into hertz. */
    static final double MEGAHERTZ = 1e6;

    /** Labels by which series of our own families differ. */
    static final Set<String> OWN_LABELS =
            Set.of(ExporterFamilies.DEVICE, ExporterFamilies.UUID, "sensor", "domain", "cpu");

    /** What an exporter of this project exposes. */
    static final List<GaugeFamily> OWN = List.of(
            of(SampledRun.TEMPERATURE, "thermograd_gpu_temperature_celsius", 1).with("sensor", "core"),
            of(SampledRun.POWER, "thermograd_gpu_power_watts", 1),
            of(SampledRun.UTILIZATION, "thermograd_gpu_utilization_ratio", PERCENT),
            of(SampledRun.CLOCK, "thermograd_gpu_clock_hertz", 1).with("domain", "graphics"),
            of(SampledRun.SMOOTHED_INDEX, "thermograd_efficiency_index", 1),
            of(SampledRun.TEMPERATURE, "thermograd_cpu_temperature_celsius", 1),
            of(SampledRun.UTILIZATION, "thermograd_cpu_utilization_ratio", PERCENT),
            of(SampledRun.CLOCK, "thermograd_cpu_frequency_hertz", 1));

    GaugeFamily {
        labels = Map.copyOf(labels);
    }

    static GaugeFamily of(String column, String name, double scale) {
        return new GaugeFamily(column, name, Map.of(), scale);
    }

    GaugeFamily with(String label, String value) {
        return new GaugeFamily(column, name, Map.of(label, value), scale);
    }

    Selector selector() {
        return Selector.of(name).with(labels);
    }

    /** Returns the value of several sensors or cores: of temperatures the greatest, else the mean. */
    double together(double sum, double greatest, int count) {
        return (column.equals(SampledRun.TEMPERATURE) ? greatest : sum / count) * scale;
    }
}
