package org.thermograd.adapter.oshi;

import java.time.Duration;
import java.time.Instant;
import org.thermograd.domain.hardware.HardwareProbe;
import org.thermograd.domain.hardware.ProbeException;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.ReadingsBuilder;

/** What all probes of OSHI have in common: a name, an interval, and one kind of failure. */
abstract class OshiProbe implements HardwareProbe {
    private final String name;
    private final Duration interval;

    OshiProbe(String name, Duration interval) {
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
            read(readings);
        } catch (RuntimeException | LinkageError e) {
            // A native library that is not there or too old ends in a LinkageError.
            throw new ProbeException(name, e);
        }
        return readings.toProbeReadings();
    }

    /** Reads what there is; whatever OSHI throws is a failure. */
    abstract void read(ReadingsBuilder readings);
}
