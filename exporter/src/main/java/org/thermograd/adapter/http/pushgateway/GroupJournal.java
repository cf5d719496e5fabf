package org.thermograd.adapter.http.pushgateway;

import java.util.List;
import org.thermograd.domain.ingest.NotStoredException;

/** Where what groups push is kept over restarts. Called with the groups locked. */
public interface GroupJournal {
    /** Keeps nothing. */
    GroupJournal NONE = new GroupJournal() {
        @Override
        public void append(byte[] entry) {
            // Nothing is kept.
        }

        @Override
        public boolean isLong() {
            return false;
        }

        @Override
        public void rewrite(List<byte[]> entries) {
            // Nothing is kept.
        }
    };

    /**
     * Writes what happens, before it does.
     *
     * @throws NotStoredException if it cannot
     */
    void append(byte[] entry) throws NotStoredException;

    /** Tells whether {@link #rewrite} would make it shorter. */
    boolean isLong();

    /**
     * Begins anew with all that is held.
     *
     * @throws NotStoredException if it cannot; all is as it was then
     */
    void rewrite(List<byte[]> entries) throws NotStoredException;
}
