package org.thermograd.adapter.oshi;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.ReadingProbe;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;
import oshi.hardware.Sensors;

/**
 * Temperature of the processors and speed of the fans, where the machine has sensors. OSHI says 0 for a sensor that is
 * not there and for one it cannot read, so a fan that stands still has no reading either.
 */
final class OshiSensorProbe extends ReadingProbe {
    private final Supplier<Sensors> source;

    OshiSensorProbe(Supplier<Sensors> source) {
        super("oshi_sensors", Duration.ZERO);
        this.source = source;
    }

    @Override
    protected void read(Instant now, ReadingsBuilder readings) {
        Sensors sensors = source.get();
        readings.addIfPositive(
                Sensor.of(Device.CPU, Quantity.CPU_TEMPERATURE_CELSIUS, "cpu"), sensors.getCpuTemperature());
        int[] fans = sensors.getFanSpeeds();
        for (int i = 0; i < fans.length; i++) {
            readings.addIfPositive(Sensor.ofHost(Quantity.FAN_SPEED_RPM, String.valueOf(i)), fans[i]);
        }
    }
}
