package org.thermograd.adapter.prometheus.runs;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.thermograd.adapter.prometheus.Labels;
import org.thermograd.domain.analysis.run.SampledRun;

/**
 * Exporters of hardware metrics that exist already: which of their families tell that a device is held back for its heat,
 * the best first, and which tell that it is there. Of each device the first of the alternatives counts of which it has
 * any series.
 */
public enum HardwarePreset implements HardwareSide {
    /** NVIDIA's dcgm-exporter. */
    DCGM(
            "DCGM_FI_DEV_GPU_TEMP",
            "DCGM_FI_DEV_CLOCKS_EVENT_REASONS (in older versions DCGM_FI_DEV_CLOCK_THROTTLE_REASONS),"
                    + " DCGM_EXP_CLOCK_EVENTS_COUNT or DCGM_FI_DEV_THERMAL_VIOLATION in the counters file of"
                    + " dcgm-exporter; its default file has none of them"),
    /** utkuozdemir/nvidia_gpu_exporter. */
    NVIDIA_GPU_EXPORTER(
            "nvidia_smi_temperature_gpu",
            "nvidia_smi_clocks_event_reasons_* (in older versions nvidia_smi_clocks_throttle_reasons_*)"),
    /** The node_exporter of Prometheus. */
    NODE_EXPORTER(
            "node_uname_info",
            "node_cpu_core_throttles_total or node_cpu_package_throttles_total, which node_exporter exposes on Intel"
                    + " processors that are not virtual");

    private static final String DCGM_EVENTS = "DCGM_EXP_CLOCK_EVENTS_COUNT";
    private static final String SMI_REASONS = "nvidia_smi_clocks_event_reasons_";

    private final String presence;
    private final String hint;

    HardwarePreset(String presence, String hint) {
        this.presence = presence;
        this.hint = hint;
    }

    /** Returns the name in options. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String description() {
        return "preset " + id();
    }

    /** Returns a family of which every device has a series, throttled or not. */
    String presence() {
        return presence;
    }

    /** Returns what would have to be there for collapses to be seen. */
    String hint() {
        return hint;
    }

    List<List<ThrottleFamily>> alternatives() {
        return switch (this) {
            case DCGM ->
                List.of(
                        List.of(ThrottleFamily.mask("DCGM_FI_DEV_CLOCKS_EVENT_REASONS")),
                        List.of(ThrottleFamily.mask("DCGM_FI_DEV_CLOCK_THROTTLE_REASONS")),
                        Stream.of("hw_thermal", "sw_thermal", "hw_slowdown")
                                .map(reason ->
                                        ThrottleFamily.flag(DCGM_EVENTS, reason).with("clock_event", reason))
                                .toList(),
                        List.of(ThrottleFamily.counter("DCGM_FI_DEV_THERMAL_VIOLATION", "hw_thermal")));
            case NVIDIA_GPU_EXPORTER ->
                List.of(
                        smi(SMI_REASONS),
                        smi("nvidia_smi_clocks_throttle_reasons_"),
                        List.of(
                                ThrottleFamily.counter(
                                        SMI_REASONS + "counters_hw_thermal_slowdown_seconds", "hw_thermal"),
                                ThrottleFamily.counter(
                                        SMI_REASONS + "counters_sw_thermal_slowdown_seconds", "sw_thermal")));
            case NODE_EXPORTER ->
                List.of(List.of(
                        ThrottleFamily.counter("node_cpu_core_throttles_total", "cpu_thermal"),
                        ThrottleFamily.counter("node_cpu_package_throttles_total", "cpu_thermal")));
        };
    }

    /** Returns the gauges that are signals of a device. */
    List<GaugeFamily> gauges() {
        return switch (this) {
            case DCGM ->
                List.of(
                        GaugeFamily.of(SampledRun.TEMPERATURE, "DCGM_FI_DEV_GPU_TEMP", 1),
                        GaugeFamily.of(SampledRun.POWER, "DCGM_FI_DEV_POWER_USAGE", 1),
                        GaugeFamily.of(SampledRun.UTILIZATION, "DCGM_FI_DEV_GPU_UTIL", 1),
                        GaugeFamily.of(SampledRun.CLOCK, "DCGM_FI_DEV_SM_CLOCK", GaugeFamily.MEGAHERTZ));
            case NVIDIA_GPU_EXPORTER ->
                List.of(
                        GaugeFamily.of(SampledRun.TEMPERATURE, "nvidia_smi_temperature_gpu", 1),
                        GaugeFamily.of(SampledRun.POWER, "nvidia_smi_power_draw_watts", 1),
                        GaugeFamily.of(SampledRun.UTILIZATION, "nvidia_smi_utilization_gpu_ratio", GaugeFamily.PERCENT),
                        GaugeFamily.of(SampledRun.CLOCK, "nvidia_smi_clocks_current_sm_clock_hz", 1));
            case NODE_EXPORTER ->
                List.of(
                        GaugeFamily.of(SampledRun.TEMPERATURE, "node_hwmon_temp_celsius", 1),
                        GaugeFamily.of(SampledRun.CLOCK, "node_cpu_scaling_frequency_hertz", 1));
        };
    }

    private static List<ThrottleFamily> smi(String prefix) {
        return List.of(
                ThrottleFamily.flag(prefix + "hw_thermal_slowdown", "hw_thermal"),
                ThrottleFamily.flag(prefix + "sw_thermal_slowdown", "sw_thermal"),
                ThrottleFamily.flag(prefix + "hw_slowdown", "hw_slowdown"),
                ThrottleFamily.idle(prefix + "gpu_idle"));
    }

    /** Returns which device a series is of. */
    DeviceKey device(Labels labels) {
        return switch (this) {
            case DCGM ->
                new DeviceKey(
                        ExporterTarget.of(labels),
                        "gpu" + labels.get("gpu").orElse("")
                                + labels.get("GPU_I_ID").map(id -> "-" + id).orElse(""),
                        labels.get("UUID").orElse("")
                                + labels.get("GPU_I_ID").map(id -> "/" + id).orElse(""));
            case NVIDIA_GPU_EXPORTER -> {
                String uuid = labels.get("uuid").orElse("");
                yield new DeviceKey(ExporterTarget.of(labels), uuid.isEmpty() ? "gpu" : "gpu-" + uuid, uuid);
            }
            case NODE_EXPORTER -> new DeviceKey(ExporterTarget.of(labels), "cpu", "");
        };
    }
}
