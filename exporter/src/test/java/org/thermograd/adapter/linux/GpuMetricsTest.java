package org.thermograd.adapter.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.testing.GpuMetricsTables;
import org.thermograd.testing.GpuMetricsTables.Cycles;

class GpuMetricsTest {
    private static final Cycles CYCLES = new Cycles(5_000_000_000L, 4_000_000_000L, 1, 2, 3, 4, 5);
    private static final Map<AmdResidency, Long> THROTTLED = Map.of(
            AmdResidency.PROCHOT, 1L,
            AmdResidency.PPT, 2L,
            AmdResidency.SOCKET_THM, 3L,
            AmdResidency.VR_THM, 4L,
            AmdResidency.HBM_THM, 5L);

    private static GpuMetrics read(byte[] table) {
        return GpuMetrics.of(ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN));
    }

    private static void assertCycles(GpuMetrics metrics) {
        assertThat(metrics.residencies()).hasValueSatisfying(residencies -> {
            assertThat(residencies.nanos()).isEqualTo(CYCLES.nanos());
            assertThat(residencies.cycles()).as("without a sign").isEqualTo(CYCLES.all());
            assertThat(residencies.throttled()).isEqualTo(THROTTLED);
        });
        assertThat(metrics.energyJoules()).hasValue(1.5);
        assertThat(metrics.throttleStatus()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7, 8})
    void acceleratorsCountCycles(int content) {
        assertCycles(read(GpuMetricsTables.residencies(content, 98_304, CYCLES)));
    }

    @Test
    void newerKernelsNameEachAttribute() {
        assertCycles(read(GpuMetricsTables.attributes(98_304, CYCLES)));
    }

    @Test
    void cardsAndProcessorsWithGraphicsTellWhatHoldsNow() {
        long status = (1L << 36) | (1L << 2);

        assertThat(read(GpuMetricsTables.v13(status)).throttleStatus()).hasValue(status);
        assertThat(read(GpuMetricsTables.v2(2, status)).throttleStatus()).hasValue(status);
        assertThat(read(GpuMetricsTables.v2(3, status)).throttleStatus()).hasValue(status);
        assertThat(read(GpuMetricsTables.v2(4, status)).throttleStatus()).hasValue(status);
    }

    @ParameterizedTest
    @CsvSource({"1,4,288,24", "1,5,328,56"})
    void theFirstAcceleratorsTellEnergyOnly(int format, int content, int size, int at) {
        byte[] table = GpuMetricsTables.empty(size, format, content);
        ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN).putLong(at, 65_536);

        assertThat(read(table).energyJoules()).hasValue(1);
        assertThat(read(table).residencies()).isEmpty();
        assertThat(read(table).throttleStatus()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1,0,96",
        "1,1,96",
        "1,2,104",
        "1,3,120",
        "1,4,288",
        "1,6,1664",
        "1,7,2208",
        "1,8,3360",
        "1,10,4000",
        "2,0,120",
        "2,1,120",
        "2,2,128",
        "2,5,200",
        "3,0,256",
        "4,0,64"
    })
    void layoutsWithoutAnyOfItOrUnknownTellNothing(int format, int content, int size) {
        assertThat(read(GpuMetricsTables.empty(size, format, content))).isEqualTo(GpuMetrics.NONE);
    }

    @Test
    void aCountThatTheChipDoesNotHaveIsLeftOut() {
        GpuMetrics metrics =
                read(GpuMetricsTables.residencies(8, -1, new Cycles(1, 2, 0, 0xFFFF_FFFFL, 0, 0xFFFF_FFFFL, 7)));

        assertThat(metrics.energyJoules()).isEmpty();
        assertThat(metrics.residencies().orElseThrow().throttled())
                .containsOnlyKeys(AmdResidency.PROCHOT, AmdResidency.SOCKET_THM, AmdResidency.HBM_THM);
        assertThat(read(GpuMetricsTables.residencies(8, 0, new Cycles(-1, 2, 0, 0, 0, 0, 0)))
                        .residencies())
                .as("without a clock")
                .isEmpty();
        assertThat(read(GpuMetricsTables.attributes(-1, new Cycles(-1, -1, -1, -1, -1, -1, -1))))
                .isEqualTo(GpuMetrics.NONE);
    }

    @Test
    void tornTablesTellNothing() {
        byte[] whole = GpuMetricsTables.v13(1);
        byte[] short13 = GpuMetricsTables.empty(119, 1, 3);
        byte[] attributes = GpuMetricsTables.attributes(1, CYCLES);
        byte[] cut = Arrays.copyOf(attributes, attributes.length - 4);
        cut[0] = (byte) cut.length;
        byte[] unknownType = attributes.clone();
        unknownType[10] = (byte) 0xF0;

        assertThat(read(new byte[0])).isEqualTo(GpuMetrics.NONE);
        assertThat(read(new byte[3])).isEqualTo(GpuMetrics.NONE);
        assertThat(read(Arrays.copyOf(whole, 119))).as("shorter than it says").isEqualTo(GpuMetrics.NONE);
        assertThat(read(short13)).as("shorter than its layout").isEqualTo(GpuMetrics.NONE);
        assertThat(read(cut)).isEqualTo(GpuMetrics.NONE);
        assertThat(read(unknownType)).isEqualTo(GpuMetrics.NONE);
        assertThat(read(Arrays.copyOf(whole, 4096)).throttleStatus())
                .as("what comes after it does not matter")
                .hasValue(1);
    }
}
