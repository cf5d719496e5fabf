package org.thermograd.adapter.linux;

import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;

/** A file with a temperature in thousandths of a degree. Confined to one thread at a time. */
final class Temperature implements AutoCloseable {
    private static final double MILLIS = 1e3;

    private final KernelFile file;
    private final Sensor sensor;

    Temperature(Path path, Sensor sensor) {
        this.file = new KernelFile(path);
        this.sensor = sensor;
    }

    /** Adds the temperature now, if it can be read and a machine could have it, and returns whether it was. */
    boolean addTo(ReadingsBuilder readings, Contents contents) {
        OptionalLong millis = file.value(contents);
        int before = readings.size();
        millis.ifPresent(number -> readings.add(sensor, number / MILLIS));
        return readings.size() > before;
    }

    /** Returns a limit; nothing for what stands in place of one. */
    static OptionalDouble limit(OptionalLong millis) {
        boolean usable = millis.isPresent() && millis.getAsLong() > 0;
        return usable ? OptionalDouble.of(millis.getAsLong() / MILLIS) : OptionalDouble.empty();
    }

    @Override
    public void close() {
        file.close();
    }
}
