package org.thermograd.adapter.prometheus.runs;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.thermograd.adapter.prometheus.Labels;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.collapse.CollapseReason;

/**
 * Exporters of hardware metrics that exist already: which of their families tell that a device is held back and what for,
 * the best first, and which tell that it is there. Of each device the first of the alternatives counts of which it has
 * any series.
 */
public enum HardwarePreset implements HardwareSide {
    /** NVIDIA's dcgm-exporter. */
    DCGM(
            "DCGM_FI_DEV_GPU_TEMP",
            "DCGM_FI_DEV_CLOCKS_EVENT_REASONS (in older versions DCGM_FI_DEV_CLOCK_THROTTLE_REASONS),"
                    + " DCGM_EXP_CLOCK_EVENTS_COUNT, DCGM_FI_DEV_CLOCKS_EVENT_REASON_*_NS or"
                    + " DCGM_FI_DEV_THERMAL_VIOLATION in the counters file of dcgm-exporter; its default file has none of"
                    + " them"),
    /** utkuozdemir/nvidia_gpu_exporter. */
    NVIDIA_GPU_EXPORTER(
            "nvidia_smi_temperature_gpu",
            "nvidia_smi_clocks_event_reasons_* (in older versions nvidia_smi_clocks_throttle_reasons_*)"),
    /** The device-metrics-exporter of ROCm, 1.4 or newer, for accelerators of AMD. */
    AMD_EXPORTER(
            "gpu_total_vram",
            "GPU_VIOLATION_PROCESSOR_HOT_RESIDENCY_ACCUMULATED and the others of GPU_VIOLATION_*_RESIDENCY_ACCUMULATED among"
                    + " the fields of device-metrics-exporter, which has them for MI300 and newer"),
    /** The node_exporter of Prometheus. */
    NODE_EXPORTER(
            "node_uname_info",
            "node_cpu_core_throttles_total or node_cpu_package_throttles_total, which node_exporter exposes on Intel"
                    + " processors that are not virtual");

    private static final String DCGM_EVENTS = "DCGM_EXP_CLOCK_EVENTS_COUNT";
    private static final String DCGM_NANOSECONDS = "DCGM_FI_DEV_CLOCKS_EVENT_REASON_";
    private static final String SMI_REASONS = "nvidia_smi_clocks_event_reasons_";
    private static final String SMI_COUNTERS = SMI_REASONS + "counters_";
    /** The configuration that comes with the exporter of AMD puts the second one before each name. */
    private static final List<String> AMD_PREFIXES = List.of("", "amd_");

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

    /** Returns families of which every device has a series of one, throttled or not. */
    List<String> presence() {
        return this == AMD_EXPORTER
                ? AMD_PREFIXES.stream().map(prefix -> prefix + presence).toList()
                : List.of(presence);
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
                        List.of(
                                dcgmEvent("hw_thermal", CollapseReason.HW_THERMAL),
                                dcgmEvent("sw_thermal", CollapseReason.SW_THERMAL),
                                dcgmEvent("hw_power_brake", CollapseReason.POWER_BRAKE),
                                dcgmEvent("hw_slowdown", CollapseReason.HW_SLOWDOWN)),
                        List.of(
                                counter(DCGM_NANOSECONDS + "HW_THERM_SLOWDOWN_NS", CollapseReason.HW_THERMAL),
                                counter(DCGM_NANOSECONDS + "SW_THERM_SLOWDOWN_NS", CollapseReason.SW_THERMAL),
                                counter(DCGM_NANOSECONDS + "HW_POWER_BRAKE_SLOWDOWN_NS", CollapseReason.POWER_BRAKE)),
                        List.of(counter("DCGM_FI_DEV_THERMAL_VIOLATION", CollapseReason.HW_THERMAL)));
            case NVIDIA_GPU_EXPORTER ->
                List.of(
                        smi(SMI_REASONS),
                        smi("nvidia_smi_clocks_throttle_reasons_"),
                        List.of(
                                counter(SMI_COUNTERS + "hw_thermal_slowdown_seconds", CollapseReason.HW_THERMAL),
                                counter(SMI_COUNTERS + "sw_thermal_slowdown_seconds", CollapseReason.SW_THERMAL),
                                counter(SMI_COUNTERS + "hw_power_brake_slowdown_seconds", CollapseReason.POWER_BRAKE)));
            case AMD_EXPORTER -> AMD_PREFIXES.stream().map(HardwarePreset::amd).toList();
            case NODE_EXPORTER ->
                List.of(List.of(
                        counter("node_cpu_core_throttles_total", CollapseReason.CPU_THERMAL),
                        counter("node_cpu_package_throttles_total", CollapseReason.CPU_THERMAL)));
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
            case AMD_EXPORTER ->
                AMD_PREFIXES.stream().flatMap(HardwarePreset::amdGauges).toList();
            case NODE_EXPORTER ->
                List.of(
                        GaugeFamily.of(SampledRun.TEMPERATURE, "node_hwmon_temp_celsius", 1),
                        GaugeFamily.of(SampledRun.CLOCK, "node_cpu_scaling_frequency_hertz", 1));
        };
    }

    private static List<ThrottleFamily> smi(String prefix) {
        return List.of(
                ThrottleFamily.flag(prefix + "hw_thermal_slowdown", CollapseReason.HW_THERMAL.id()),
                ThrottleFamily.flag(prefix + "sw_thermal_slowdown", CollapseReason.SW_THERMAL.id()),
                ThrottleFamily.flag(prefix + "hw_power_brake_slowdown", CollapseReason.POWER_BRAKE.id()),
                ThrottleFamily.flag(prefix + "hw_slowdown", CollapseReason.HW_SLOWDOWN.id()),
                ThrottleFamily.idle(prefix + "gpu_idle"));
    }

    private static ThrottleFamily dcgmEvent(String event, CollapseReason reason) {
        return ThrottleFamily.flag(DCGM_EVENTS, reason.id()).with("clock_event", event);
    }

    private static ThrottleFamily counter(String name, CollapseReason reason) {
        return ThrottleFamily.counter(name, reason.id());
    }

    /** Others can assert PROCHOT from outside the chip, so it gives no reason. A power limit (ppt) is no collapse. */
    private static List<ThrottleFamily> amd(String prefix) {
        return List.of(
                counter(prefix + "gpu_violation_socket_thermal_residency_accumulated", CollapseReason.HW_THERMAL),
                counter(prefix + "gpu_violation_vr_thermal_residency_accumulated", CollapseReason.HW_THERMAL),
                counter(prefix + "gpu_violation_hbm_thermal_residency_accumulated", CollapseReason.HW_THERMAL),
                counter(prefix + "gpu_violation_processor_hot_residency_accumulated", CollapseReason.HW_SLOWDOWN));
    }

    private static Stream<GaugeFamily> amdGauges(String prefix) {
        return Stream.of(
                GaugeFamily.of(SampledRun.TEMPERATURE, prefix + "gpu_edge_temperature", 1),
                GaugeFamily.of(SampledRun.TEMPERATURE, prefix + "gpu_junction_temperature", 1),
                GaugeFamily.of(SampledRun.POWER, prefix + "gpu_power_usage", 1),
                GaugeFamily.of(SampledRun.UTILIZATION, prefix + "gpu_gfx_activity", 1),
                GaugeFamily.of(SampledRun.CLOCK, prefix + "gpu_clock", GaugeFamily.MEGAHERTZ)
                        .with("clock_type", "system"));
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
            case AMD_EXPORTER ->
                new DeviceKey(
                        ExporterTarget.of(labels),
                        "gpu" + labels.get("gpu_id").orElse(""),
                        labels.get("gpu_uuid")
                                .or(() -> labels.get("serial_number"))
                                .orElse(""));
            case NODE_EXPORTER -> new DeviceKey(ExporterTarget.of(labels), "cpu", "");
        };
    }
}
