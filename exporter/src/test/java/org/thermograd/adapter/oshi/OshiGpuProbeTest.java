package org.thermograd.adapter.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.DeviceDescription;
import org.thermograd.domain.hardware.DeviceProperty;
import org.thermograd.domain.hardware.ProbeException;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;
import oshi.hardware.GpuStats;
import oshi.hardware.GraphicsCard;

class OshiGpuProbeTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:36:00Z");
    private static final Map<String, Object> UNKNOWN = Map.of(
            "getGpuUtilization", -1.0,
            "getVramUsed", -1L,
            "getTemperature", -1.0,
            "getPowerDraw", -1.0,
            "getCoreClockMhz", -1L,
            "getMemoryClockMhz", -1L,
            "getFanSpeedPercent", -1.0);
    private final AtomicInteger closed = new AtomicInteger();

    private GraphicsCard card(String name, Map<String, Object> known) {
        Map<String, Object> answers = new HashMap<>(UNKNOWN);
        answers.putAll(known);
        answers.put("close", (Callable<Object>) () -> {
            closed.incrementAndGet();
            return Map.of();
        });
        GpuStats stats = FakeOshi.of(GpuStats.class, answers);
        return FakeOshi.of(
                GraphicsCard.class, Map.of("getName", name, "getVendor", "unknown", "createStatsSession", stats));
    }

    private static OshiGpuProbe found(GraphicsCard... cards) {
        return new OshiGpuProbe(() -> List.of(cards), Runnable::run);
    }

    @Test
    void readsWhatACardGivesInBaseUnits() throws ProbeException {
        OshiGpuProbe probe = found(card(
                "Imaginary Card",
                Map.of(
                        "getGpuUtilization", 97.0,
                        "getVramUsed", 4096L,
                        "getTemperature", 71.0,
                        "getPowerDraw", 250.5,
                        "getCoreClockMhz", 1755L,
                        "getMemoryClockMhz", 2619L,
                        "getFanSpeedPercent", 0.0)));
        ProbeReadings readings = probe.read(NOW);
        Device gpu0 = Device.gpu(0);

        assertThat(readings.devices())
                .containsExactly(new DeviceDescription(gpu0, Map.of(DeviceProperty.NAME, "Imaginary Card")));
        assertThat(readings.readings())
                .containsExactly(
                        new SensorReading(Sensor.of(gpu0, Quantity.GPU_UTILIZATION_RATIO), 0.97, NOW),
                        new SensorReading(Sensor.of(gpu0, Quantity.GPU_MEMORY_USED_BYTES), 4096, NOW),
                        new SensorReading(Sensor.of(gpu0, Quantity.GPU_TEMPERATURE_CELSIUS, "core"), 71, NOW),
                        new SensorReading(Sensor.of(gpu0, Quantity.GPU_POWER_WATTS), 250.5, NOW),
                        new SensorReading(Sensor.of(gpu0, Quantity.GPU_CLOCK_HERTZ, "graphics"), 1.755e9, NOW),
                        new SensorReading(Sensor.of(gpu0, Quantity.GPU_CLOCK_HERTZ, "memory"), 2.619e9, NOW),
                        new SensorReading(Sensor.of(gpu0, Quantity.GPU_FAN_SPEED_RATIO, "0"), 0, NOW));
        assertThat(probe.read(NOW)).isEqualTo(readings);
    }

    @Test
    void aCardOfWhichNothingCanBeReadIsNoDevice() throws ProbeException {
        OshiGpuProbe probe = found(card("Display", Map.of()), card("Imaginary", Map.of("getTemperature", 50.0)));

        assertThat(probe.read(NOW).devices())
                .singleElement()
                .extracting(description -> description.device().name())
                .isEqualTo("gpu0");
        assertThat(closed).hasValue(1);
        probe.close();
        assertThat(closed).hasValue(2);
    }

    @Test
    void impossibleSharesAreLeftOut() throws ProbeException {
        OshiGpuProbe probe = found(card("Imaginary", Map.of("getGpuUtilization", 4_000_000.0, "getTemperature", 50.0)));

        assertThat(probe.read(NOW).readings())
                .extracting(reading -> reading.sensor().quantity())
                .containsExactly(Quantity.GPU_TEMPERATURE_CELSIUS);
    }

    @Test
    void aMachineWithoutCardsHasNothingToRead() throws ProbeException {
        OshiGpuProbe probe = found();

        assertThat(probe.read(NOW)).isEqualTo(ProbeReadings.NONE);
        assertThat(probe.read(NOW)).isEqualTo(ProbeReadings.NONE);
    }

    @Test
    void doesNotWaitForTheSearch() throws ProbeException {
        Deque<Runnable> tasks = new ArrayDeque<>();
        OshiGpuProbe probe =
                new OshiGpuProbe(() -> List.of(card("Imaginary", Map.of("getTemperature", 50.0))), tasks::add);

        assertThat(probe.read(NOW)).isEqualTo(ProbeReadings.NONE);
        assertThat(probe.read(NOW)).isEqualTo(ProbeReadings.NONE);
        assertThat(tasks).as("one search").hasSize(1);
        probe.close();

        tasks.remove().run();
        assertThat(probe.read(NOW).devices()).hasSize(1);
    }

    @Test
    void searchesAgainAfterASearchThatFailed() throws ProbeException {
        AtomicInteger searches = new AtomicInteger();
        OshiGpuProbe probe = new OshiGpuProbe(
                () -> {
                    if (searches.incrementAndGet() == 1) {
                        throw new IllegalStateException("no lspci");
                    }
                    return List.of(card("Imaginary", Map.of("getTemperature", 50.0)));
                },
                Runnable::run);

        assertThatExceptionOfType(ProbeException.class)
                .isThrownBy(() -> probe.read(NOW))
                .withMessageContaining("no lspci");
        assertThat(probe.read(NOW).devices()).hasSize(1);
    }
}
