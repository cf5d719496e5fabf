package org.thermograd.adapter.http.gate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the 1,024 keys that were used last, so that whoever makes up keys fills no memory. Not thread-safe.
 *
 * @param <K> what is remembered
 * @param <V> what of it
 */
public final class Newest<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;
    private static final int REMEMBERED = 1024;
    private static final float LOAD = 0.75f;

    /** Makes an empty one. */
    public Newest() {
        super(16, LOAD, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > REMEMBERED;
    }
}
