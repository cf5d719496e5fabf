package org.thermograd.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.thermograd.domain.hardware.HardwareProbe;
import org.thermograd.domain.hardware.ProbeException;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.hardware.Sensor;
import org.thermograd.domain.hardware.SensorReading;

/** A probe that gives what a test tells it to, and remembers when it was read. */
public final class FakeProbe implements HardwareProbe {
    private final String name;
    private final Duration interval;
    private final List<Instant> reads = new ArrayList<>();
    private Function<Instant, ProbeReadings> source = now -> ProbeReadings.NONE;
    private RuntimeException failure;
    private boolean unchecked;
    private int closed;

    /** Makes a probe that gives nothing, read at each sample. */
    public FakeProbe(String name) {
        this(name, Duration.ZERO);
    }

    /** Makes a probe that gives nothing, read at the given interval. */
    public FakeProbe(String name, Duration interval) {
        this.name = name;
        this.interval = interval;
    }

    /** Gives one value from now on. */
    public FakeProbe gives(Sensor sensor, double value) {
        return gives(now -> new ProbeReadings(List.of(), List.of(new SensorReading(sensor, value, now))));
    }

    /** Gives that from now on. */
    public FakeProbe gives(Function<Instant, ProbeReadings> readings) {
        source = readings;
        failure = null;
        return this;
    }

    /** Fails from now on, as a probe should. */
    public FakeProbe fails(String reason) {
        failure = new IllegalStateException(reason);
        unchecked = false;
        return this;
    }

    /** Fails from now on, as a probe with a defect does. */
    public FakeProbe breaks(String reason) {
        failure = new IllegalStateException(reason);
        unchecked = true;
        return this;
    }

    /** Returns the moments at which it was read. */
    public List<Instant> reads() {
        return List.copyOf(reads);
    }

    /** Returns how often it was closed. */
    public int closed() {
        return closed;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public ProbeReadings read(Instant now) throws ProbeException {
        reads.add(now);
        if (failure != null && unchecked) {
            throw failure;
        }
        if (failure != null) {
            throw new ProbeException(name, failure);
        }
        return source.apply(now);
    }

    @Override
    public void close() {
        closed++;
        if (unchecked) {
            throw failure;
        }
    }
}
