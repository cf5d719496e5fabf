package org.thermograd.adapter.jmx;

import java.util.Map;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/** Named texts and numbers as one value that every client can read without our classes. */
final class Composites {
    private Composites() {}

    /**
     * Makes a value.
     *
     * @param name of its type
     * @param description of its type
     * @param items at least one, texts and doubles
     */
    static CompositeData of(String name, String description, Map<String, ?> items) {
        String[] keys = items.keySet().toArray(String[]::new);
        OpenType<?>[] types = items.values().stream().map(Composites::type).toArray(OpenType<?>[]::new);
        try {
            return new CompositeDataSupport(new CompositeType(name, description, keys, keys, types), items);
        } catch (OpenDataException e) {
            throw new IllegalArgumentException("items must be texts and doubles, got " + items, e);
        }
    }

    private static OpenType<?> type(Object item) {
        return item instanceof Double ? SimpleType.DOUBLE : SimpleType.STRING;
    }
}
