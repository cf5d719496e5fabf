package org.thermograd.app.pipeline;

import java.time.Duration;
import java.time.Instant;
import org.thermograd.domain.hardware.HardwareProbe;
import org.thermograd.domain.hardware.ProbeException;
import org.thermograd.domain.hardware.ProbeReadings;

/** A probe that is read at an interval that the user chose. */
record IntervalProbe(HardwareProbe probe, Duration interval) implements HardwareProbe {
    @Override
    public String name() {
        return probe.name();
    }

    @Override
    public ProbeReadings read(Instant now) throws ProbeException {
        return probe.read(now);
    }

    @Override
    public void close() {
        probe.close();
    }
}
