package org.thermograd.adapter.prometheus.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.testing.Checkout;

/** The tables of docs/reasons.md against what the code makes of a driver's words. */
class ReasonsPageTest {
    /** Returns the rows of a table below a heading, the first having number 0, without backticks. */
    private static List<List<String>> table(String heading, int number) {
        String page;
        try {
            page = Files.readString(Checkout.root().resolve("docs/reasons.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String section = page.split("\n## " + heading + "\n", -1)[1].split("\n## ", -1)[0];
        List<List<List<String>>> tables = new ArrayList<>();
        boolean within = false;
        for (String line : section.split("\n", -1)) {
            if (line.startsWith("| --- ")) {
                tables.add(new ArrayList<>());
                within = true;
            } else if (!line.startsWith("|")) {
                within = false;
            } else if (within) {
                tables.get(tables.size() - 1)
                        .add(Arrays.stream(line.split("\\|", -1))
                                .map(cell -> cell.strip().replace("`", ""))
                                .toList());
            }
        }
        return tables.get(number);
    }

    private static Stream<ThrottleFamily> families(HardwarePreset preset, ThrottleFamily.Meaning meaning) {
        return preset.alternatives().stream().flatMap(List::stream).filter(family -> family.meaning() == meaning);
    }

    /** Returns rows as {@code name reason}, as far as the reason is one of a collapse. */
    private static List<String> collapses(List<List<String>> rows) {
        return rows.stream()
                .filter(row -> CollapseReason.idsOf(CollapseKind.CONFIRMED).contains(row.get(2)))
                .map(row -> row.get(1) + " " + row.get(2))
                .toList();
    }

    private static List<String> counters(HardwarePreset preset) {
        return families(preset, ThrottleFamily.Meaning.COUNTER)
                .map(family -> family.name() + " " + family.reason())
                .filter(counter -> !counter.startsWith("amd_"))
                .toList();
    }

    @Test
    void eachWordIsACollapseAndHeatAsTheCodeHasIt() {
        List<List<String>> rows = table("The words", 0);

        assertThat(rows).extracting(row -> row.get(1)).contains("sw_power_cap", "idle");
        assertThat(rows)
                .filteredOn(row -> row.get(2).equals("confirmed"))
                .extracting(row -> row.get(1))
                .containsExactlyInAnyOrderElementsOf(CollapseReason.idsOf(CollapseKind.CONFIRMED));
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.get(3)).isEqualTo(CollapseReason.isAboutHeat(row.get(1)) ? "yes" : "no");
            assertThat(CollapseReason.holdsBack(row.get(1), Set.of(row.get(1))))
                    .as(row.get(1))
                    .isEqualTo(row.get(2).equals("confirmed") || row.get(1).equals("sw_power_cap"));
        });
    }

    @Test
    void eachBitOfNvmlIsTheWord() {
        List<List<String>> rows = table("NVIDIA", 0);

        assertThat(rows)
                .hasSize(9)
                .allSatisfy(row ->
                        assertThat(ThrottleBits.given(Long.decode(row.get(1)))).containsExactly(row.get(4)));
    }

    @Test
    void thePresetsReadTheNamesOfNvidiaSmiAndOfDcgm() {
        List<List<String>> rows = table("NVIDIA", 0).stream()
                .filter(row -> CollapseReason.idsOf(CollapseKind.CONFIRMED).contains(row.get(4)))
                .toList();

        assertThat(families(HardwarePreset.NVIDIA_GPU_EXPORTER, ThrottleFamily.Meaning.FLAG)
                        .map(family -> family.name() + " " + family.reason()))
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                "nvidia_smi_clocks_event_reasons_", "nvidia_smi_clocks_throttle_reasons_")
                        .flatMap(prefix -> rows.stream().map(row -> prefix + row.get(2) + " " + row.get(4)))
                        .toList());
        assertThat(families(HardwarePreset.DCGM, ThrottleFamily.Meaning.FLAG)
                        .map(family -> Optional.ofNullable(family.labels().get("clock_event"))
                                        .orElse("")
                                + " " + family.reason()))
                .containsExactlyInAnyOrderElementsOf(
                        rows.stream().map(row -> row.get(3) + " " + row.get(4)).toList());
    }

    @Test
    void theCountersOfEachPresetHaveTheirWords() {
        assertThat(collapses(table("NVIDIA", 1)))
                .containsExactlyElementsOf(Stream.of(HardwarePreset.DCGM, HardwarePreset.NVIDIA_GPU_EXPORTER)
                        .flatMap(preset -> counters(preset).stream())
                        .toList());
        assertThat(collapses(table("AMD", 0))).containsExactlyElementsOf(counters(HardwarePreset.AMD_EXPORTER));
        assertThat(collapses(table("Processors", 0))).containsExactlyElementsOf(counters(HardwarePreset.NODE_EXPORTER));
    }
}
