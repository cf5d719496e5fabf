package org.thermograd.domain.hardware;

import java.time.Duration;
import java.time.Instant;

/**
 * Reads one part of the hardware. A call begins after the one before has ended, not always on the same thread; a probe
 * needs no lock of its own.
 *
 * <p>A probe translates every sentinel of its source: what cannot be known has no reading. It does no work before the
 * first {@link #read}, and keeps what is costly to find between reads.
 */
public interface HardwareProbe extends AutoCloseable {
    /** Returns its name, one of few, such as {@code oshi_cpu}; also a label. */
    String name();

    /** Returns how long its readings stay good; it is not read more often. Zero: read at each sample. */
    default Duration interval() {
        return Duration.ZERO;
    }

    /**
     * Reads the hardware.
     *
     * @param now the moment of the sample, which the readings bear
     * @return what there is; nothing to read is not a failure
     * @throws ProbeException if something that should be readable was not
     */
    ProbeReadings read(Instant now) throws ProbeException;

    /** Lets go of what it holds. Called once, after the last read. */
    @Override
    default void close() {}
}
