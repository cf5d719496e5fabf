package org.thermograd.testing;

import java.io.ByteArrayInputStream;

/** A stream that gives a few bytes at a time, as one of a slow disk or network may. */
public final class Dribble extends ByteArrayInputStream {
    private static final int MOST = 3;

    /** Tells whether some bytes are to be tried in this way as well, which takes longer: a quarter of all. */
    public static boolean isDue(byte[] bytes) {
        return bytes.length % 4 == 0;
    }

    /** Makes one of all bytes. */
    public Dribble(byte[] bytes) {
        super(bytes);
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, MOST));
    }
}
