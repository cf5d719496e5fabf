package org.thermograd.adapter.prometheus.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermograd.adapter.prometheus.Labels;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.event.CollapseKind;

class HardwarePresetTest {
    @ParameterizedTest
    @EnumSource(HardwarePreset.class)
    void everyReasonIsOneOfAConfirmedCollapse(HardwarePreset preset) {
        assertThat(preset.alternatives().stream().flatMap(List::stream))
                .isNotEmpty()
                .filteredOn(family -> !family.reason().isEmpty())
                .allSatisfy(family ->
                        assertThat(CollapseReason.idsOf(CollapseKind.CONFIRMED)).contains(family.reason()));
    }

    @Test
    void dcgmCountsAPowerBrakeByItsOwnName() {
        assertThat(families(HardwarePreset.DCGM))
                .contains(
                        "DCGM_EXP_CLOCK_EVENTS_COUNT{clock_event=\"hw_power_brake\"}",
                        "DCGM_FI_DEV_CLOCKS_EVENT_REASON_HW_POWER_BRAKE_SLOWDOWN_NS");
    }

    @Test
    void theExporterOfAmdIsReadWithAndWithoutThePrefixOfItsConfiguration() {
        List<String> families = families(HardwarePreset.AMD_EXPORTER).toList();

        assertThat(families).hasSize(8);
        assertThat(families.subList(4, 8))
                .containsExactlyElementsOf(families.subList(0, 4).stream()
                        .map(name -> "amd_" + name)
                        .toList());
        assertThat(HardwarePreset.AMD_EXPORTER.presence()).containsExactly("gpu_total_vram", "amd_gpu_total_vram");
        assertThat(HardwarePreset.AMD_EXPORTER.gauges())
                .extracting(GaugeFamily::selector)
                .extracting(Selector::toString)
                .contains("gpu_clock{clock_type=\"system\"}", "amd_gpu_clock{clock_type=\"system\"}");
    }

    @Test
    void anAcceleratorOfAmdWithoutTheLabelOfItsUuidIsKnownByItsSerialNumber() {
        Labels labels = new Labels(
                new TreeMap<>(Map.of("instance", "luna:5000", "gpu_id", "3", "serial_number", "692251001124")));

        DeviceKey device = HardwarePreset.AMD_EXPORTER.device(labels);

        assertThat(device.device()).isEqualTo("gpu3");
        assertThat(device.uuid()).isEqualTo("692251001124");
    }

    private static Stream<String> families(HardwarePreset preset) {
        return preset.alternatives().stream()
                .flatMap(List::stream)
                .map(family -> family.selector().toString());
    }
}
