package org.thermograd.domain.hardware;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** What most probes have in common: a name, an interval, and one kind of failure. */
public abstract class ReadingProbe implements HardwareProbe {
    private final String name;
    private final Duration interval;

    /**
     * Makes a probe that has read nothing.
     *
     * @param interval how long its readings stay good; zero for one sample
     */
    protected ReadingProbe(String name, Duration interval) {
        this.name = requireNonNull(name, "name");
        this.interval = requireNonNull(interval, "interval");
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
        } catch (IOException | RuntimeException | LinkageError e) {
            // A native library that is not there or too old ends in a LinkageError.
            throw new ProbeException(name, e);
        }
        return readings.toProbeReadings();
    }

    /** Reads what there is. What need not be there is absent; an exception is for what every machine has. */
    protected abstract void read(Instant now, ReadingsBuilder readings) throws IOException;
}
