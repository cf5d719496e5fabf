package org.thermograd.domain.ingest;

/** Whoever pushes, as far as its share of the runs depends on it. Two are equal if they have one share together. */
public interface Pusher {
    /** Returns what it is called in messages and logs; nothing secret. */
    String name();
}
