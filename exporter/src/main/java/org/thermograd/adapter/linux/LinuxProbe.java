package org.thermograd.adapter.linux;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.thermograd.domain.hardware.HardwareProbe;
import org.thermograd.domain.hardware.ProbeException;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.ReadingsBuilder;

/** What all probes of Linux have in common: a name, an interval, and one kind of failure. */
abstract class LinuxProbe implements HardwareProbe {
    private final String name;
    private final Duration interval;

    LinuxProbe(String name, Duration interval) {
        this.name = name;
        this.interval = interval;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Duration interval() {
        return interval;
    }

    @Override
    public final ProbeReadings read(Instant now) throws ProbeException {
        ReadingsBuilder readings = new ReadingsBuilder(now);
        try {
            read(now, readings);
        } catch (IOException | RuntimeException e) {
            throw new ProbeException(name, e);
        }
        return readings.toProbeReadings();
    }

    /** Reads what there is. What need not be there is absent; an exception is for what every machine has. */
    abstract void read(Instant now, ReadingsBuilder readings) throws IOException;
}
