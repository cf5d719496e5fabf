package org.thermograd.adapter.jmx;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.management.ObjectName;

/** All beans of one moment with their attributes. Immutable. */
final class BeanPage {
    private final Map<ObjectName, SortedMap<String, BeanValue>> beans;

    private BeanPage(Map<ObjectName, SortedMap<String, BeanValue>> beans) {
        this.beans = beans;
    }

    /**
     * Sorts series to their beans.
     *
     * @throws IllegalArgumentException if two are the same attribute of the same bean
     */
    static BeanPage of(Collection<BeanSeries> all) {
        Map<ObjectName, SortedMap<String, BeanValue>> beans = new HashMap<>();
        for (BeanSeries series : all) {
            ObjectName name = BeanNames.of(series);
            SortedMap<String, BeanValue> attributes = beans.computeIfAbsent(name, any -> new TreeMap<>());
            addLabels(series, attributes);
            String attribute = BeanNames.attribute(series.metric());
            if (attributes.put(attribute, new SeriesValue(series)) != null) {
                throw new IllegalArgumentException(
                        "series must differ in name or labels, got two " + attribute + " of " + name);
            }
        }
        return new BeanPage(beans);
    }

    /** Adds the labels as attributes: as they are, where the name of a bean must quote them. */
    private static void addLabels(BeanSeries series, SortedMap<String, BeanValue> attributes) {
        BeanNames.labels(series)
                .forEach((label, value) -> attributes.put(BeanNames.camel(label), new LabelValue(label, value)));
    }

    Set<ObjectName> names() {
        return Collections.unmodifiableSet(beans.keySet());
    }

    /** Returns the attributes of a bean by name; none where it is not there at this moment. */
    SortedMap<String, BeanValue> attributes(ObjectName name) {
        return beans.getOrDefault(name, Collections.emptySortedMap());
    }
}
