package org.thermograd.adapter.jmx;

import javax.management.openmbean.OpenMBeanAttributeInfoSupport;

/** An attribute of a bean at one moment. Immutable. */
interface BeanValue {
    /** Returns what it is: description, type, unit. */
    OpenMBeanAttributeInfoSupport info(String attribute);

    /** Returns its value, of a type that every client knows. */
    Object value();
}
