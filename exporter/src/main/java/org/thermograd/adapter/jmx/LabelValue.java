package org.thermograd.adapter.jmx;

import javax.management.openmbean.OpenMBeanAttributeInfoSupport;
import javax.management.openmbean.SimpleType;

/**
 * A label that all series of a bean have.
 *
 * @param label its name on the page of metrics
 * @param value its value there
 */
record LabelValue(String label, String value) implements BeanValue {
    @Override
    public OpenMBeanAttributeInfoSupport info(String attribute) {
        return new OpenMBeanAttributeInfoSupport(
                attribute,
                "The label " + label + " of the metrics of this bean.",
                SimpleType.STRING,
                true,
                false,
                false);
    }
}
