package org.thermograd.adapter.jmx;

import javax.management.openmbean.OpenMBeanAttributeInfoSupport;
import javax.management.openmbean.SimpleType;

/**
 * How many notifications were dropped.
 *
 * @param value since the program started
 */
record DroppedValue(Long value) implements BeanValue {
    @Override
    public OpenMBeanAttributeInfoSupport info(String attribute) {
        return new OpenMBeanAttributeInfoSupport(
                attribute,
                "Notifications that a listener did not get since it was too slow, for all listeners.",
                SimpleType.LONG,
                true,
                false,
                false);
    }
}
