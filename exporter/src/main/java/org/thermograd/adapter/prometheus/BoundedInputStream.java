package org.thermograd.adapter.prometheus;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails after so many bytes. Confined to one thread. */
final class BoundedInputStream extends FilterInputStream {
    private final long limitBytes;
    private long readBytes;
    private boolean ended;

    BoundedInputStream(InputStream in, long limitBytes) {
        super(in);
        this.limitBytes = limitBytes;
    }

    /** The limit was reached and more follows. */
    static final class LimitReachedException extends IOException {
        LimitReachedException(long limitBytes) {
            super("more than " + limitBytes + " bytes");
        }
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? -1 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(count);
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int count) throws LimitReachedException {
        if (count < 0) {
            ended = true;
            return;
        }
        readBytes += count;
        if (readBytes > limitBytes) {
            throw new LimitReachedException(limitBytes);
        }
    }

    /** Returns whether the end was seen. */
    boolean ended() {
        return ended;
    }
}
