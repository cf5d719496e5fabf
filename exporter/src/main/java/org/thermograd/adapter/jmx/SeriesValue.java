package org.thermograd.adapter.jmx;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.Descriptor;
import javax.management.ImmutableDescriptor;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenMBeanAttributeInfoSupport;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/**
 * A series as an attribute: a double, or for an information metric its labels together.
 *
 * @param series the series
 */
record SeriesValue(BeanSeries series) implements BeanValue {
    @Override
    public OpenMBeanAttributeInfoSupport info(String attribute) {
        OpenType<?> type = series.isInfo() ? composite().getCompositeType() : SimpleType.DOUBLE;
        return new OpenMBeanAttributeInfoSupport(attribute, series.help(), type, true, false, false, descriptor());
    }

    /** Returns the fields that JMX knows for this, {@code units} and {@code metricType}, and the name on the page. */
    private Descriptor descriptor() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("metric", series.metric());
        if (!series.isInfo()) {
            fields.put("metricType", series.growing() ? "counter" : "gauge");
        }
        series.unit().ifPresent(unit -> fields.put("units", unit));
        return new ImmutableDescriptor(fields);
    }

    @Override
    public Object value() {
        return series.isInfo() ? composite() : (Object) series.value().orElseThrow();
    }

    private CompositeData composite() {
        return Composites.of(series.metric(), series.help(), series.labels());
    }
}
