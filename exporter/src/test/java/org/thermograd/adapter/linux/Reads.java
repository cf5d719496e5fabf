package org.thermograd.adapter.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.thermograd.domain.hardware.HardwareProbe;
import org.thermograd.domain.hardware.ProbeException;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;

/** Reads of a probe, in short: each value by what tells its sensors apart, the device first where it is an accelerator. */
final class Reads {
    static final Instant NOW = Instant.parse("2026-11-22T10:36:00Z");

    private final ProbeReadings readings;

    private Reads(ProbeReadings readings) {
        this.readings = readings;
    }

    static Reads of(HardwareProbe probe) throws ProbeException {
        return of(probe, 0);
    }

    static Reads of(HardwareProbe probe, int seconds) throws ProbeException {
        return new Reads(probe.read(NOW.plusSeconds(seconds)));
    }

    ProbeReadings all() {
        return readings;
    }

    List<Quantity> quantities() {
        return readings.readings().stream()
                .map(reading -> reading.sensor().quantity())
                .distinct()
                .sorted()
                .toList();
    }

    Map<String, Double> values(Quantity quantity) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (SensorReading reading : readings.readings()) {
            if (reading.sensor().quantity() == quantity) {
                assertThat(values.put(key(reading.sensor()), reading.value()))
                        .as("one value of a sensor")
                        .isNull();
            }
        }
        return values;
    }

    private static String key(Sensor sensor) {
        String device = sensor.device()
                .map(one -> one.name())
                .filter(name -> !name.equals("cpu"))
                .map(name -> name + " ")
                .orElse("");
        return device + sensor.parts().stream().collect(Collectors.joining(" "));
    }
}
