package org.thermograd.adapter.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Fails when more than 1 MiB was read since the last entry ended. A streaming parser skips blanks and the values that
 * nobody asks for without any limit of its own; this is the limit, as that of a line is for other files. Confined to one
 * thread. A parser reads ahead, so the limit is exact to a few KiB only.
 */
final class EntryLimitStream extends FilterInputStream {
    private long sinceEntry;

    EntryLimitStream(InputStream in) {
        super(in);
    }

    /** Tells that an entry has been read whole. */
    void entryRead() {
        sinceEntry = 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (sinceEntry > LineReader.LIMIT_BYTES) {
            throw new LimitExceededException();
        }
        int count = super.read(bytes, offset, length);
        sinceEntry += Math.max(0, count);
        return count;
    }

    /** Tells of the limit through a parser. */
    static final class LimitExceededException extends IOException {
        LimitExceededException() {
            super("an entry must end within " + LineReader.LIMIT_BYTES + " bytes");
        }
    }
}
