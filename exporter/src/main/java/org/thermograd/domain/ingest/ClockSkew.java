package org.thermograd.domain.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * How far the clock of a run is behind that of the exporter, from its last {@value #PUSHES} pushes. A push arrives after
 * its newest step ended, so each one measures the skew plus some delay of at least 0; the least of them is nearest to the
 * skew alone (the clock filter of NTP, RFC 5905 section 10). Confined to one thread.
 */
final class ClockSkew {
    private static final int PUSHES = 16;

    private final long[] offsets = new long[PUSHES];
    private long measured;

    /** Takes the time of arrival less that of the newest step. */
    void add(long offsetMillis) {
        offsets[(int) (measured % PUSHES)] = offsetMillis;
        measured++;
    }

    /** Returns the skew in milliseconds, negative if the run is ahead; too great by the least delay. */
    OptionalLong millis() {
        if (measured == 0) {
            return OptionalLong.empty();
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < Math.min(measured, PUSHES); i++) {
            least = Math.min(least, offsets[i]);
        }
        return OptionalLong.of(least);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeLong(measured);
        for (long offset : offsets) {
            out.writeLong(offset);
        }
    }

    static ClockSkew readFrom(DataInputStream in) throws IOException {
        ClockSkew skew = new ClockSkew();
        skew.measured = in.readLong();
        for (int i = 0; i < PUSHES; i++) {
            skew.offsets[i] = in.readLong();
        }
        return skew;
    }
}
